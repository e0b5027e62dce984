from __future__ import annotations

import sqlite3
from pathlib import Path

from kg.workspace import Workspace

ROW = ("2025-11-01", "Sari", "same", "Person", "a", "X", "b", "Y", "")


def test_a_workspace_of_the_first_version_learns_to_keep_judgements(tmp_path: Path) -> None:
    Workspace.create(tmp_path).close()
    old = sqlite3.connect(tmp_path / "workspace.sqlite")
    old.executescript(
        "DROP TABLE judgements; DROP TABLE user_graphs; DROP TABLE user_triples; DROP TABLE user_changes; "
        "DROP TABLE user_revision; ALTER TABLE builds DROP COLUMN judgements; DROP TABLE changes; "
        "DROP TABLE sent_graphs; PRAGMA user_version = 1;"
    )
    old.close()
    with Workspace.open(tmp_path) as workspace:
        assert workspace.add_judgements([ROW]) == 1
        assert workspace.judgements() == [ROW]


def test_a_workspace_of_the_second_version_has_obeyed_all_that_it_held(tmp_path: Path) -> None:
    with Workspace.create(tmp_path) as workspace:
        workspace.add_judgements([ROW])
        workspace.note_build(1, "inputs", {})
        assert workspace.obeyed(1) == 0
    old = sqlite3.connect(tmp_path / "workspace.sqlite")
    old.executescript(
        "ALTER TABLE builds DROP COLUMN judgements; DROP TABLE changes; DROP TABLE sent_graphs; "
        "PRAGMA user_version = 2;"
    )
    old.close()
    with Workspace.open(tmp_path) as workspace:
        assert workspace.obeyed(1) == 1
        assert workspace.obeyed(2) == 0
