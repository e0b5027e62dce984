from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.analysis.comparison import compare
from kg.analysis.difference import difference
from kg.errors import NotFoundError
from kg.store import EmbeddedStore, current_build
from kg.workspace import Workspace
from tests.build.conftest import Project, ReadGold


def store(project: Project) -> EmbeddedStore:
    return EmbeddedStore.open(current_build(project.settings.workspace))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, read_gold: ReadGold) -> tuple[Project, Project]:
    """Two workspaces: of an article and, later, a second one; of the second alone. Tests leave them as they are."""
    root = tmp_path_factory.mktemp("two")
    left, right = Project(root / "left", read_gold), Project(root / "right", read_gold)
    for name in ("dev-01", "dev-02"):
        left.put(name)
        left.build()
    right.put("dev-02")
    right.build()
    return left, right


def test_workspaces_and_builds_of_them_can_be_compared(two: tuple[Project, Project]) -> None:
    left, right = two
    folder = right.settings.workspace
    found = compare(folder, "latest", left.settings)
    assert found.difference == difference(store(right), store(left))
    assert found.difference.counts()["Article"] == {"appeared": 1}
    # By way of what the log says of the first build.
    swapped = compare("1", str(folder), left.settings).difference
    assert swapped.counts()["Article"] == {"appeared": 1, "disappeared": 1}
    assert compare(folder, "1", left.settings).difference == swapped.inverse()
    assert not compare(folder, folder, left.settings).difference
    assert compare("previous", "latest", left.settings).difference.counts()["Article"] == {"appeared": 1}


def test_a_workspace_built_by_an_earlier_release_can_be_compared_with_another(
    two: tuple[Project, Project], tmp_path: Path
) -> None:
    left, right = two
    folder = tmp_path / "copy"
    shutil.copytree(left.settings.workspace, folder)
    with Workspace.open(folder) as workspace:
        workspace.change_log()._database.execute("DELETE FROM changes")
    found = compare(folder, right.settings.workspace, left.settings)
    assert (found.old.build, found.old.at) == (2, "")
    assert found.difference.counts()["Article"] == {"disappeared": 1}
    assert not compare("latest", folder, left.settings).difference


@pytest.mark.parametrize(
    ("old", "reason"),
    [("lastest", "lastest is no workspace, and no build: a build is"), ("9", "build 9 is not in the log")],
)
def test_what_is_neither_is_named(two: tuple[Project, Project], old: str, reason: str) -> None:
    with pytest.raises(NotFoundError, match=reason):
        compare(old, "latest", two[0].settings)


def test_a_workspace_without_a_graph_is_named(two: tuple[Project, Project], tmp_path: Path) -> None:
    Workspace.create(tmp_path).close()
    with pytest.raises(NotFoundError, match="no graph yet: run kg build first"):
        compare(tmp_path, "latest", two[0].settings)
