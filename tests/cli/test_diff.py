from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("diff") / "ws"


@pytest.fixture
def workspace(kg: Any, folder: Path, gold_files: Path) -> Path:
    """A workspace of two builds: of one article, and of one more."""
    if not folder.exists():
        for name in ("dev-01", "train-001"):
            kg("build", gold_files / f"{name}.json", "-w", folder)
    return folder


def test_without_arguments_it_is_what_the_last_build_changed(kg: Any, workspace: Path) -> None:
    run = kg("diff", "-w", workspace)
    assert run.code == 0
    assert run.out.startswith("build 1 (20")
    assert "Articles\n  New (1)\n" in run.out
    assert run.out == kg("diff", "1", "latest", "-w", workspace).out
    assert kg("diff", "previous", "2", "--language", "id", "-w", workspace).out.count("Baru (") > 1


def test_json_names_both_ends_and_what_changed(kg: Any, workspace: Path) -> None:
    found = kg("diff", "0", "1", "--json", "-w", workspace).json
    assert (found["old"]["build"], found["new"]["build"]) == (0, 1)
    assert found["counts"]["Article"] == {"appeared": 1}
    assert "Bluri Wijaksono" in {thing["label"] for thing in found["things"]}
    back = kg("diff", "1", "0", "--json", "-w", workspace).json
    assert back["counts"]["Article"] == {"disappeared": 1}


def test_only_some_types_and_all_of_them(kg: Any, workspace: Path) -> None:
    run = kg("diff", "0", "--only", "people", "--only", "edges", "-w", workspace)
    assert [line for line in run.out.splitlines()[1:] if not line.startswith(" ")] == ["People", "Relations"]
    assert "(20 of " in run.out
    whole = kg("diff", "0", "--only", "edges", "--all", "-w", workspace).out
    assert " of " not in whole.splitlines()[2]
    assert len(whole.splitlines()) > 23
    assert kg("diff", "--only", "planets", "-w", workspace).code == 2


def test_a_feed_has_an_entry_for_each_build(kg: Any, workspace: Path) -> None:
    feed = ElementTree.fromstring(kg("diff", "0", "latest", "--atom", "-w", workspace).out)
    ids = [entry.findtext(f"{ATOM}id", "") for entry in feed.iter(f"{ATOM}entry")]
    assert [identifier.split("/")[-2] for identifier in ids] == ["2", "1"]
    back = ElementTree.fromstring(kg("diff", "2", "1", "--atom", "-w", workspace).out)
    assert [entry.findtext(f"{ATOM}id", "").split("/")[-2] for entry in back.iter(f"{ATOM}entry")] == ["2-1"]
    assert kg("diff", "--atom", "--json", "-w", workspace).code == 2


def test_the_exit_status_tells_of_a_difference_where_it_is_asked_for(kg: Any, workspace: Path) -> None:
    assert kg("diff", "1", "2", "--exit-code", "-w", workspace).code == 3
    assert kg("diff", "2", "2", "--exit-code", "-w", workspace).code == 0
    assert kg("diff", "7", "2", "--exit-code", "-w", workspace).code == 1


def test_another_workspace_can_be_compared(kg: Any, workspace: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(workspace, copy)
    assert kg("diff", workspace, copy).out.endswith("Nothing changed.\n")
    kg("remove", "dev-01", "-w", copy)
    run = kg("diff", workspace, copy, "--only", "articles")
    assert "Articles\n  Gone (1)\n" in run.out
    assert run.out.startswith(f"{workspace}, build 2 (")


def test_a_build_that_is_not_there_is_one_line_of_error(kg: Any, workspace: Path) -> None:
    run = kg("diff", "7", "-w", workspace)
    assert (run.code, run.err) == (1, "Error: build 7 is not in the log, which holds builds 0 to 2\n")
    assert "no workspace, and no build" in kg("diff", "lastest", "-w", workspace).err
