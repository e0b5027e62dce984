from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from typing import Any

import pytest

from kg.analysis.difference import difference
from kg.build import remove
from kg.model.difference import Difference
from kg.settings import Settings
from kg.store import EmbeddedStore, current_build
from kg.workspace import LoggedBuild, Workspace

NAMES = ("train-001", "train-002", "train-003", "dev-01", "dev-02")


@pytest.fixture(autouse=True)
def _unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shapes have nothing to do with it, and take most of the time."""
    monkeypatch.setattr("kg.build.run.check_graphs", lambda *_: None)


def entries(project: Any) -> list[LoggedBuild]:
    with Workspace.open(project.settings.workspace) as workspace:
        return workspace.change_log().entries()


def logged(project: Any, old: int, new: int) -> Difference:
    with Workspace.open(project.settings.workspace) as workspace:
        return workspace.change_log().difference(old, new)


def store(project: Any) -> EmbeddedStore:
    return EmbeddedStore.open(current_build(project.settings.workspace))


def test_a_build_tells_and_logs_what_it_changed(project: Any) -> None:
    project.put("dev-01")
    first = project.build()
    assert first.difference == difference(None, store(project)) == logged(project, 0, 1)
    assert first.to_json()["changes"] == first.difference.counts() == entries(project)[0].counts
    assert not project.build().difference
    project.put("dev-02")
    second = project.build()
    assert second.difference.counts()["Article"] == {"appeared": 1}
    assert second.difference.counts()["Person"]["gained"] > 0
    assert logged(project, 0, 2) == difference(None, store(project))


def test_the_removal_of_an_article_is_the_inverse_of_its_coming(project: Any) -> None:
    project.put("dev-01")
    project.build()
    project.put("dev-02")
    came = project.build().difference
    went = remove(["dev-02"], settings=project.settings, make_extractor=project.extractor).difference
    assert came
    assert went == came.inverse()
    assert not logged(project, 1, 3)


def test_an_article_with_the_same_facts_changes_nothing(project: Any) -> None:
    project.put("train-001")
    project.build()
    project.put("train-001", publisher="Surat Kabar Lain")
    report = project.build()
    assert (report.changed, bool(report.difference)) == (1, False)
    assert entries(project)[0].total == 0


def test_articles_in_any_order_and_any_batches_change_the_same(new_project: Callable[[str], Any]) -> None:
    found = []
    for seed in range(3):
        choice, project = random.Random(seed), new_project(f"p{seed}")
        names = list(NAMES)
        choice.shuffle(names)
        while names:
            batch = [names.pop() for _ in range(min(len(names), choice.randint(1, 3)))]
            project.put(*batch)
            last = project.build()
        found.append(logged(project, 0, last.build))
        assert found[-1] == difference(None, store(project))
    assert found[0]
    assert all(other == found[0] for other in found)


def test_a_fresh_build_changes_nothing_and_keeps_the_log(project: Any) -> None:
    project.put("train-001", "train-002", "dev-01")
    project.build()
    (project.articles / "dev-01.json").unlink()
    report = project.build(fresh=True, prune=True)
    assert report.difference.counts()["Article"] == {"disappeared": 1}
    assert [(entry.number, entry.base) for entry in entries(project)] == [(2, 1), (1, 0)]
    assert not project.build(fresh=True).difference


def damage(project: Any) -> None:
    for path in current_build(project.settings.workspace).iterdir():
        path.write_bytes(b"")


def test_a_damaged_graph_that_is_written_anew_has_not_changed(project: Any) -> None:
    project.put("train-001")
    project.build()
    damage(project)
    report = project.build()
    assert (report.build, bool(report.difference)) == (2, False)
    assert [(entry.number, entry.base) for entry in entries(project)] == [(2, 1), (1, 0)]


@pytest.mark.parametrize("noted", [True, False])
def test_a_change_of_a_graph_that_cannot_be_read_begins_the_log_anew(
    project: Any, noted: bool, caplog: pytest.LogCaptureFixture
) -> None:
    project.put("train-001")
    project.build()
    damage(project)
    if not noted:  # an earlier release wrote no checksums
        (current_build(project.settings.workspace) / "checksums.json").unlink()
    project.put("train-002")
    report = project.build(fresh=True)
    assert report.difference == difference(None, store(project))
    assert [(entry.number, entry.base) for entry in entries(project)] == [(2, 0)]
    assert "everything counts as new" in caplog.text


def test_a_lost_graph_begins_the_log_anew(project: Any) -> None:
    project.put("train-001")
    project.build()
    shutil.rmtree(project.settings.workspace / "store")
    number = project.build().build
    assert [(entry.number, entry.base) for entry in entries(project)] == [(number, 0)]


def test_only_so_many_builds_are_remembered(project: Any) -> None:
    project.settings = Settings(workspace=project.settings.workspace, kept_changes=2)
    for name in ("train-001", "train-002", "train-003"):
        project.put(name)
        project.build()
    assert [entry.number for entry in entries(project)] == [3, 2]
