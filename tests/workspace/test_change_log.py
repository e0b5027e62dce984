from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kg.errors import NotFoundError
from kg.model.difference import Change, Difference, Standing
from kg.workspace import BuildChange, ChangeLog, Workspace
from kg.workspace.change_log import is_build_name

PERSON = "https://w3id.org/simpul/id/person/bluri"


def step(before: int, after: int) -> Difference:
    return Difference.of({PERSON: Change(Standing(before, before, "Bluri"), Standing(after, after, "Bluri"))}, {})


def log(workspace: Workspace, builds: int, keep: int = 100) -> ChangeLog:
    """A build a day from the first of November on, each with one more article about a person."""
    for number in range(1, builds + 1):
        change = BuildChange(number - 1, f"2025-11-{number:02}T08:00:00Z", step(number - 1, number))
        workspace.note_build(number, f"inputs {number}", {}, change=change, keep=keep)
    return workspace.change_log()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "ws")


def test_any_two_builds_can_be_compared(workspace: Workspace) -> None:
    found = log(workspace, 5)
    assert found.difference(2, 5) == step(2, 5)
    assert found.difference(5, 2) == step(5, 2)
    assert found.difference(0, 5) == step(0, 5)
    assert found.difference(3, 3) == Difference()
    newest = found.entries()[0]
    assert (newest.number, newest.base, newest.at) == (5, 4, "2025-11-05T08:00:00Z")
    assert (newest.counts, newest.total) == ({"Person": {"gained": 1}}, 1)


def test_a_build_that_is_not_kept_any_more_is_named(workspace: Workspace) -> None:
    found = log(workspace, 5, keep=2)
    assert [entry.number for entry in found.entries()] == [5, 4]
    assert found.difference(3, 5) == step(3, 5)
    with pytest.raises(NotFoundError, match="build 2 is not in the log, which holds builds 3 to 5"):
        found.difference(2, 5)
    with pytest.raises(NotFoundError, match="begins at 2025-11-04T08:00:00Z, after 2025-11-02, with build 4"):
        found.number("2025-11-02")


def test_an_empty_log_says_so(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError, match="no build yet"):
        workspace.change_log().difference(1, 2)
    with pytest.raises(NotFoundError, match="kg build"):
        workspace.change_log().number("previous")


@pytest.mark.parametrize(
    ("name", "number"), [("3", 3), ("previous", 4), ("2025-11-03", 2), ("2025-11-01", 0), ("2025-12-01", 5)]
)
def test_builds_have_names(workspace: Workspace, name: str, number: int) -> None:
    assert is_build_name(name)
    assert log(workspace, 5).number(name) == number


@pytest.mark.parametrize("text", ["", "ws", "latest ", "2025-11-1", "٣", "2025-13-01", "1234567890", "-1"])
def test_everything_else_names_none(text: str) -> None:
    assert not is_build_name(text)


def test_a_build_from_nothing_begins_the_log_anew(workspace: Workspace) -> None:
    log(workspace, 3)
    workspace.note_build(4, "inputs", {}, change=BuildChange(0, "2025-11-09T08:00:00Z", step(0, 1)), keep=100)
    assert [entry.number for entry in workspace.change_log().entries()] == [4]
    assert workspace.change_log().number("2025-11-01") == 0


def test_no_build_is_earlier_than_the_one_before_it(workspace: Workspace) -> None:
    log(workspace, 3)
    workspace.note_build(4, "inputs", {}, change=BuildChange(3, "1999-01-01T00:00:00Z", step(3, 4)), keep=100)
    assert workspace.change_log().entries()[0].at == "2025-11-03T08:00:00Z"


def test_a_build_that_was_never_published_is_not_told_and_is_forgotten(workspace: Workspace) -> None:
    log(workspace, 5)
    assert workspace.change_log(until=4).number("previous") == 3
    with pytest.raises(NotFoundError):
        workspace.change_log(until=4).difference(3, 5)
    workspace.roll_back(None, logged=4)
    assert [entry.number for entry in workspace.change_log().entries()] == [4, 3, 2, 1]
    workspace.roll_back(None)
    assert workspace.change_log().entries() == []


def test_a_workspace_of_the_release_before_gets_a_log(tmp_path: Path) -> None:
    with Workspace.create(tmp_path) as workspace:
        workspace.note_build(7, "inputs", {"g": "h"})
    with sqlite3.connect(tmp_path / "workspace.sqlite") as connection:
        connection.execute("DROP TABLE changes")
        connection.execute("DROP TABLE sent_graphs")
        connection.execute("PRAGMA user_version = 3")
    connection.close()
    with Workspace.open(tmp_path) as workspace:
        assert workspace.graph_hashes() == {"g": "h"}
        workspace.note_build(8, "inputs 8", {}, change=BuildChange(7, "2025-11-08T08:00:00Z", step(1, 2)), keep=100)
        assert workspace.change_log().difference(7, 8) == step(1, 2)
