from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import ArticleError, WorkspaceError
from kg.model import Article, Entity, Evidence, Extraction, Span
from kg.workspace import Workspace
from kg.workspace.workspace import Changes


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "ws")


def _extraction(article: Article) -> Extraction:
    name = article.text.split()[0]
    evidence = Evidence("text", Span(0, len(name)), name)
    return Extraction(article.id, "test/1", (Entity("p1", "Person", name, (evidence,)),))


def test_a_folder_without_a_workspace_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="kg build"):
        Workspace.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_is_there_when_opened_again(tmp_path: Path) -> None:
    article = Article("a1", "Bluri berkunjung", "Kunjungan", published="2025-10-29")
    with Workspace.create(tmp_path) as workspace:
        workspace.record_source("/a.txt", "d1", [article])
    with Workspace.open(tmp_path) as workspace:
        assert workspace.article("a1") == article
        assert workspace.article("a2") is None
        assert workspace.sources() == {"/a.txt": "d1"}
        assert workspace.holders() == {"a1": "/a.txt"}
        assert workspace.article_digests() == {"a1": article.digest}


def test_a_workspace_of_another_version_is_refused(tmp_path: Path) -> None:
    Workspace.create(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "workspace.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(WorkspaceError, match="version 99"):
        Workspace.open(tmp_path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "workspace.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(WorkspaceError, match="cannot be opened"):
        Workspace.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkspaceError, match="cannot be made"):
        Workspace.create(tmp_path / "file" / "ws")


def test_changes_are_counted(workspace: Workspace) -> None:
    first, second = Article("a", "satu"), Article("b", "dua")
    assert workspace.record_source("/s", "1", [first, second])[0] == Changes(added=2)
    assert workspace.record_source("/s", "2", [first, second])[0] == Changes()
    assert workspace.record_source("/s", "3", [Article("a", "tiga")])[0] == Changes(changed=1, removed=1)


def test_a_source_read_in_part_keeps_what_it_gave_before_and_is_read_again(workspace: Workspace) -> None:
    workspace.record_source("/s", "1", [Article("a", "satu"), Article("b", "dua")])
    bad = ArticleError("/s:2", "bad")
    assert workspace.record_source("/s", "2", [Article("a", "satu"), bad]) == (Changes(), [bad])
    assert set(workspace.article_digests()) == {"a", "b"}
    assert workspace.sources() == {"/s": ""}


def test_an_article_can_move_to_another_file(workspace: Workspace) -> None:
    article = Article("a", "satu")
    workspace.record_source("/old", "1", [article])
    assert workspace.record_source("/new", "1", [article])[0] == Changes()
    assert workspace.holders() == {"a": "/new"}
    assert workspace.forget_source("/old") == Changes()
    assert workspace.forget_source("/new") == Changes(removed=1)
    assert workspace.sources() == {}


def test_a_removed_article_makes_its_file_be_read_again(workspace: Workspace) -> None:
    workspace.record_source("/s", "1", [Article("a", "satu"), Article("b", "dua")])
    assert workspace.remove_articles(["a"]) == Changes(removed=1)
    assert workspace.sources() == {"/s": ""}
    assert set(workspace.article_digests()) == {"b"}


def test_a_text_is_read_once_however_many_articles_have_it(workspace: Workspace) -> None:
    articles = [Article("a", "Bluri hadir"), Article("b", "Bluri hadir"), Article("c", "Dodik hadir")]
    workspace.record_source("/s", "1", articles)
    assert workspace.unread("test/1") == ["a", "c"]
    workspace.save_extractions("test/1", [(a.digest, _extraction(a)) for a in (articles[0], articles[2])])
    assert workspace.unread("test/1") == []
    assert workspace.unread("test/2") == ["a", "c"]
    assert list(workspace.extractions("test/1")) == [(a, _extraction(a)) for a in articles]
    assert workspace.digests_read_by("test/1") == {a.id: a.digest for a in articles}


def test_extractions_of_texts_that_are_gone_can_be_dropped(workspace: Workspace) -> None:
    old, new = Article("a", "Bluri hadir"), Article("a", "Dodik hadir")
    workspace.record_source("/s", "1", [old])
    workspace.save_extractions("test/1", [(old.digest, _extraction(old))])
    workspace.record_source("/s", "2", [new])
    workspace.drop_stale_extractions()
    workspace.record_source("/s", "3", [old])
    assert workspace.unread("test/1") == ["a"]


def test_what_was_noted_for_a_build_that_was_never_published_is_rolled_back(workspace: Workspace) -> None:
    workspace.note_build(1, "inputs 1", {"g1": "h1", "g2": "h2"})
    workspace.note_build(2, "inputs 2", {"g1": "h1 changed", "g2": None, "g3": "h3"})
    assert workspace.graph_hashes() == {"g1": "h1 changed", "g3": "h3"}
    workspace.roll_back(1)
    assert workspace.graph_hashes() == {"g1": "h1", "g2": "h2"}
    assert workspace.inputs(1) == "inputs 1"
    assert workspace.inputs(2) == ""
    workspace.note_build(2, "inputs 2", {"g2": "h2 changed"})
    workspace.roll_back(2)
    assert workspace.graph_hashes() == {"g1": "h1", "g2": "h2 changed"}
    workspace.roll_back(None)
    assert workspace.graph_hashes() == {}


def test_failures_of_a_source_are_replaced(workspace: Workspace) -> None:
    workspace.record_source("/s", "1", [ArticleError("/s:1", "bad"), ArticleError("/s:2", "worse")])
    workspace.record_source("/t", "1", [ArticleError("/t", "empty")])
    workspace.note_failures([ArticleError("a1", "strange")])
    workspace.record_source("/s", "2", [ArticleError("/s:2", "worse")])
    found = [(f.source, f.reason) for f in workspace.failures()]
    assert found == [("/s:2", "worse"), ("/t", "empty"), ("a1", "strange")]
    workspace.note_failures([])
    workspace.forget_source("/t")
    assert [f.source for f in workspace.failures()] == ["/s:2"]


def test_reading_that_breaks_off_leaves_the_source_as_it_was(workspace: Workspace) -> None:
    def breaking() -> Iterator[Article]:
        yield Article("b", "dua")
        raise KeyboardInterrupt

    workspace.record_source("/s", "1", [Article("a", "satu")])
    with pytest.raises(KeyboardInterrupt):
        workspace.record_source("/s", "2", breaking())
    assert workspace.sources() == {"/s": "1"}
    assert list(workspace.article_digests()) == ["a"]


def test_a_failing_write_leaves_nothing_behind(workspace: Workspace) -> None:
    workspace.note_build(1, "i", {"g": "h"})
    with pytest.raises(WorkspaceError, match="cannot be written"):
        workspace.note_build(1, "again", {"g": "h2"})
    assert workspace.graph_hashes() == {"g": "h"}
