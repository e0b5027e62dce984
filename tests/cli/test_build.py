from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any


def test_init_makes_a_workspace_and_leaves_one_that_is_there(kg: Any, tmp_path: Path, gold_files: Path) -> None:
    folder = tmp_path / "ws"
    assert "is ready" in kg("init", "-w", folder).out
    assert kg("build", gold_files / "dev-01.json", "-w", folder).code == 0
    assert kg("init", "-w", folder).code == 0
    assert kg("query", "ASK { ?a a kg:Article }", "-w", folder).out == "yes\n"


def test_build_remove_and_prune_say_what_they_did(kg: Any, tmp_path: Path, gold_files: Path) -> None:
    articles, folder = tmp_path / "articles", tmp_path / "ws"
    shutil.copytree(gold_files, articles)
    run = kg("build", articles, "-w", folder)
    first, new = run.out.splitlines()
    assert first == "3 articles in the graph (3 added, 0 changed, 0 removed); build 1"
    assert re.fullmatch(r"New: \d+ people, .*, 3 articles, \d+ relations", new)
    run = kg("build", articles, "-w", folder)
    assert run.out == "3 articles in the graph (0 added, 0 changed, 0 removed); build 1 was up to date\n"
    first, *changes = kg("remove", "dev-01", "-w", folder).out.splitlines()
    assert first == "2 articles in the graph (0 added, 0 changed, 1 removed); build 2"
    assert re.match(r"Gone: .*1 article\b", changes[0])
    (articles / "train-001.json").unlink()
    data = kg("build", "--prune", "--json", "-w", folder).json
    assert (data["articles"], data["removed"], data["build"], data["failures"]) == (1, 1, 3, [])
    assert data["changes"]["Article"] == {"disappeared": 1}
    run = kg("remove", "dev-01", "-w", folder)
    assert (run.code, "dev-01" in run.err) == (1, True)


def test_what_cannot_be_read_is_listed_at_the_end_with_status_one(kg: Any, tmp_path: Path, gold_files: Path) -> None:
    articles = tmp_path / "articles"
    shutil.copytree(gold_files, articles)
    (articles / "empty.txt").write_text("")
    (articles / "latin.txt").write_bytes("Café di Purwokerto".encode("latin-1"))
    run = kg("build", articles, tmp_path / "absent.txt", "-w", tmp_path / "ws")
    assert run.code == 1
    assert run.out.startswith("3 articles in the graph")
    lines = run.err.splitlines()
    assert lines[0] == "3 could not be read:"
    assert ["absent.txt" in lines[1], "empty.txt" in lines[2], "latin.txt" in lines[3]] == [True, True, True]
    data = kg("build", articles, "--json", "-w", tmp_path / "ws").json
    assert [Path(failure["source"]).name for failure in data["failures"]] == ["empty.txt", "latin.txt"]


def test_fresh_and_jobs_give_the_same_graph(kg: Any, tmp_path: Path, gold_files: Path) -> None:
    folder = tmp_path / "ws"
    kg("build", gold_files, "-w", folder)
    before = kg("export", "-w", folder).out
    assert kg("build", "--fresh", "--jobs", "2", "-w", folder).out.endswith("build 2\n")
    assert kg("export", "-w", folder).out == before


def test_a_terminal_that_is_none_sees_no_bar(tmp_path: Path, gold_files: Path) -> None:
    arguments = [sys.executable, "-m", "kg", "build", str(gold_files / "dev-01.json"), "-w", str(tmp_path / "ws")]
    run = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert run.stderr == ""
