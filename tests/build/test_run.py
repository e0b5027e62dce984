from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.articles import read_articles
from kg.build import build, remove
from kg.errors import NotFoundError, StoreError, WorkspaceError
from kg.extraction.rules import RulesExtractor
from kg.model import Extraction
from kg.rdf.shacl import Report, Result
from kg.store import current_build
from kg.workspace import Workspace, locked

A, B, C = "train-001", "train-002", "train-003"
NewProject = Callable[[str], Any]


def test_a_build_reads_everything_once_and_the_next_one_nothing(project: Any) -> None:
    project.put(A, B)
    report = project.build()
    assert (report.build, report.published, report.articles, report.added, report.extracted) == (1, True, 2, 2, 2)
    assert report.failures == ()
    before = project.export()
    again = project.build()
    assert (again.build, again.published, again.added, again.extracted, again.graphs) == (1, False, 0, 0, 0)
    assert project.export() == before


def test_the_same_articles_give_the_same_bytes_in_any_order(new_project: NewProject) -> None:
    one, other = new_project("one"), new_project("other")
    one.put(A, B, C)
    one.build()
    for name in (C, A, B):
        other.put(name)
        other.build()
    assert one.export() == other.export()


def test_an_unchanged_file_is_not_even_parsed(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    project.put(A, B)
    project.build()
    project.put(B, publisher="Surat Kabar Lain")
    read: list[str] = []

    def reading(path: Path, *rest: Any) -> Any:
        read.append(path.stem)
        return read_articles(path, *rest)

    monkeypatch.setattr("kg.build.reading.read_articles", reading)
    report = project.build()
    assert read == [B]
    assert (report.changed, report.extracted) == (1, 1)


def test_a_changed_article_replaces_its_facts(new_project: NewProject) -> None:
    project, clean = new_project("project"), new_project("clean")
    project.put(A, B, C)
    project.build()
    project.put(B, publisher="Surat Kabar Lain")
    report = project.build()
    assert (report.build, report.added, report.changed, report.removed) == (2, 0, 1, 0)
    assert report.graphs < 5
    clean.put(A, C)
    clean.put(B, publisher="Surat Kabar Lain")
    clean.build()
    assert project.export() == clean.export()
    assert b"Surat Kabar Lain" in project.export()


def test_a_file_that_is_gone_is_kept_until_pruned_and_takes_its_facts_along(new_project: NewProject) -> None:
    project, clean = new_project("project"), new_project("clean")
    project.put(A, B)
    project.build()
    before = project.export()
    (project.articles / f"{B}.json").unlink()
    assert project.build().removed == 0
    assert project.export() == before
    assert project.build(prune=True).removed == 1
    clean.put(A)
    clean.build()
    assert project.export() == clean.export()


def test_remove_takes_along_only_what_nothing_else_supports(project: Any) -> None:
    project.put(A, B, C)
    project.build()
    both, alone = project.names("Person"), None
    report = remove([B], settings=project.settings, make_extractor=project.extractor)
    assert (report.articles, report.removed, report.published) == (2, 1, True)
    alone = project.names("Person")
    persons = {e.name for e in project.read_gold(B)[1].entities if e.type == "Person"}
    others = {e.name for n in (A, C) for e in project.read_gold(n)[1].entities if e.type == "Person"}
    assert both - alone == persons - others != set()
    assert project.build().added == 1
    assert project.names("Person") == both


def test_removing_what_is_not_there_removes_nothing(project: Any) -> None:
    project.put(A)
    project.build()
    with pytest.raises(NotFoundError, match="no-such"):
        remove([A, "no-such"], settings=project.settings, make_extractor=project.extractor)
    assert project.build().articles == 1


def test_another_extractor_reads_everything_anew(project: Any, read_gold: Any) -> None:
    project.put(A)
    project.build()
    original = project.extractor
    project.extractor = lambda: type(original())(read_gold, "gold/2")
    report = project.build()
    assert (report.build, report.extracted) == (2, 1)
    assert b'"gold/2"' in project.export()
    assert b'"gold/1"' not in project.export()


def test_fresh_reads_and_writes_everything_and_changes_nothing(project: Any) -> None:
    project.put(A, B)
    project.build()
    before = project.export()
    report = project.build(fresh=True)
    assert (report.build, report.extracted, report.published) == (2, 2, True)
    assert project.export() == before


def test_a_store_that_was_thrown_away_is_made_again(project: Any) -> None:
    project.put(A)
    project.build()
    before = project.export()
    for path in sorted((project.settings.workspace / "store").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    report = project.build()
    assert (report.published, report.extracted) == (True, 0)
    assert project.export() == before


def test_one_earlier_build_is_kept_for_readers(project: Any) -> None:
    for count, publisher in enumerate(("Satu", "Dua", "Tiga"), 1):
        project.put(A, publisher=publisher)
        assert project.build().build == count
    folders = sorted(p.name for p in (project.settings.workspace / "store").iterdir() if p.is_dir())
    assert folders == ["00000002", "00000003"]


def test_a_graph_that_does_not_conform_is_not_published(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    project.put(A)
    project.build()
    before, folder = project.export(), current_build(project.settings.workspace)
    project.put(B)
    broken = Report((Result("label", "http://e/x", "", "", "Tanpa nama.", "No name."),))
    monkeypatch.setattr("kg.build.checking.validate", lambda quads, settings: broken)
    with pytest.raises(StoreError, match=r"label \(1\): No name"):
        project.build()
    assert current_build(project.settings.workspace) == folder
    assert project.export() == before
    monkeypatch.undo()
    assert project.build().articles == 2


def test_two_builds_at_once_are_refused(project: Any) -> None:
    project.put(A)
    Workspace.create(project.settings.workspace).close()
    with locked(project.settings.workspace, 4711), pytest.raises(WorkspaceError, match="4711"):
        project.build()


def test_an_article_without_anything_in_it_is_an_article_still(project: Any, read_gold: Any) -> None:
    (project.articles / "bare.txt").write_text("Cuaca cerah hari ini.\n", encoding="utf-8")
    original = project.extractor

    def read(name: str) -> Any:
        return read_gold(A) if name == A else (None, Extraction(name, "gold/1"))

    project.extractor = lambda: type(original())(read, "gold/1")
    assert project.build().articles == 1
    assert b"/article/bare>" in project.export()


def test_a_folder_without_articles_is_reported_and_makes_an_empty_graph(project: Any) -> None:
    report = project.build()
    assert [failure.source for failure in report.failures] == [str(project.articles)]
    assert (report.articles, report.published) == (0, True)


def test_the_report_as_json_has_counts_and_failures(project: Any, tmp_path: Path) -> None:
    report = project.build()
    data = json.loads(json.dumps(report.to_json()))
    assert data["build"] == 1
    assert data["failures"][0]["source"] == str(project.articles)
    assert set(data) == {
        "build", "published", "articles", "added", "changed", "removed", "extracted", "graphs", "changes",
        "failures",
    }  # fmt: skip


def test_another_tier_reads_everything_anew_and_a_removal_keeps_the_tier(
    project: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Other(RulesExtractor):
        version = "default/test"

    monkeypatch.setattr(
        "kg.extraction.tiers.make_extractor",
        lambda tier, words: (Other if tier == "default" else RulesExtractor)(words),
    )
    project.put(A, B)
    settings = replace(project.settings, tier="rules")
    assert build([project.articles], settings=settings).extracted == 2
    assert build([], settings=settings).extracted == 0
    assert remove([B], settings=replace(settings, tier="default")).extracted == 0
    report = build([project.articles], settings=replace(settings, tier="default"))
    assert (report.extracted, report.published) == (2, True)
