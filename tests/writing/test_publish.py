from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import NotFoundError, QueryError, StoreError
from kg.settings import Settings
from kg.store.builds import Version, current_version, folder_of
from kg.workspace import Workspace
from kg.writing import AddTriples, DropGraph, ReplaceGraph, Update, Written, ensure_build, write
from kg.writing.requests import Part

from .conftest import quads, recorded, triples

Writer = Callable[..., Written]


@pytest.fixture
def part(tmp_path: Path) -> Callable[[str], Part]:
    def part(text: str) -> Part:
        path = tmp_path / "part"
        path.write_text(text)
        return Part(path, "turtle")

    return part


def test_a_graph_is_replaced_added_to_and_dropped(settings: Settings, part: Callable[[str], Part]) -> None:
    first = write(ReplaceGraph("urn:g", (part("<a> <b> 1, 2 ."),), "http://e/"), settings)
    assert first == Written(existed=False, added=2)
    second = write(ReplaceGraph("urn:g", (part("<a> <b> 2, 3 ."),), "http://e/"), settings)
    assert second == Written(existed=True, added=1, removed=1)
    assert write(AddTriples("urn:g", (part("<a> <b> 3, 4 ."),), "http://e/"), settings).added == 1
    assert len(quads(settings)) == 3
    assert write(DropGraph("urn:g"), settings).removed == 3
    assert quads(settings) == recorded(settings) == set()
    with pytest.raises(NotFoundError):
        write(DropGraph("urn:g"), settings)


def test_an_empty_graph_is_a_graph(settings: Settings, part: Callable[[str], Part]) -> None:
    write(ReplaceGraph("urn:g", (part(""),), "http://e/"), settings)
    assert write(ReplaceGraph("urn:g", (part(""),), "http://e/"), settings).existed


@pytest.mark.parametrize(
    ("graph", "text", "reason"),
    [("no iri", "", "no IRI"), ("urn:g", "<a> <b>", "cannot be read"), ("urn:g", "<a> <b> ' .", "cannot")],
)
def test_bad_graphs_are_refused(
    settings: Settings, part: Callable[[str], Part], graph: str, text: str, reason: str
) -> None:
    with pytest.raises(QueryError, match=reason):
        write(ReplaceGraph(graph, (part(text),), "http://e/"), settings)
    assert quads(settings) == recorded(settings) == set()


def test_what_is_stopped_before_it_is_recorded_has_not_happened(update: Writer, settings: Settings) -> None:
    update("INSERT DATA { <a> <b> 1 }")
    before = quads(settings)

    def stop() -> None:
        raise EOFError

    with pytest.raises(EOFError):
        write(Update("CLEAR ALL", settings.base_iri), settings, stop)
    assert quads(settings) == recorded(settings) == before
    update("CLEAR ALL")
    assert recorded(settings) == set()


@pytest.mark.parametrize("forgotten", [False, True])
def test_an_index_behind_the_record_catches_up(update: Writer, settings: Settings, forgotten: bool) -> None:
    """As a writer leaves it that is killed between the record and the pointer."""
    update("INSERT DATA { <a> <b> 1 . GRAPH <urn:g> { <x> <y> 1 } }")
    pointer = settings.workspace / "store" / "current"
    behind = pointer.read_text()
    update("DELETE DATA { <a> <b> 1 } ; INSERT DATA { <c> <d> 2 } ; DROP GRAPH <urn:g> ; CREATE GRAPH <urn:empty>")
    after = quads(settings)
    pointer.write_text(behind)
    if forgotten:
        with Workspace.open(settings.workspace) as workspace:
            workspace._database.execute("DELETE FROM user_changes")
            workspace._database.execute("UPDATE user_revision SET number = 5000")
    with Workspace.open(settings.workspace) as workspace:
        ensure_build(workspace, settings)
    assert quads(settings) == recorded(settings) == after
    assert triples(settings) == 1


def test_an_index_that_was_thrown_away_is_made_anew_from_the_record(update: Writer, settings: Settings) -> None:
    update("INSERT DATA { <a> <b> 1 }")
    before = quads(settings)
    (settings.workspace / "store" / "current").unlink()
    with Workspace.open(settings.workspace) as workspace:
        ensure_build(workspace, settings)
    assert quads(settings) == before


def test_a_built_graph_that_is_gone_is_left_to_build(update: Writer, settings: Settings) -> None:
    with Workspace.open(settings.workspace) as workspace:
        workspace.note_build(1, "inputs", {})
        (settings.workspace / "store" / "current").unlink()
        ensure_build(workspace, settings)
    assert current_version(settings.workspace) is None
    with pytest.raises(StoreError, match="kg build"):
        update("CLEAR ALL")


def test_old_revisions_go_and_the_last_few_stay(update: Writer, settings: Settings) -> None:
    for number in range(8):
        update(f"INSERT DATA {{ <a> <b> {number} }}")
    folders = sorted(path.name for path in (settings.workspace / "store").iterdir() if path.is_dir())
    assert folders == [str(Version(0, revision)) for revision in range(4, 9)]
    assert folder_of(settings.workspace, Version(0, 8)).is_dir()
