from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.store import EmbeddedStore, current_build
from kg.store.builds import clean, current_number, folder_of, publish, write_all, write_change

EX = "http://example.org/"


def _contents(workspace: Path) -> set[ox.Quad]:
    store = EmbeddedStore.open(current_build(workspace))
    return set(store.quads())


def _default(workspace: Path) -> set[tuple[str, ...]]:
    rows = EmbeddedStore.open(current_build(workspace)).select("SELECT ?s ?p ?o { ?s ?p ?o }")
    return {tuple(str(row[name]) for name in "spo") for row in rows}


def test_nothing_built_is_said_plainly(tmp_path: Path) -> None:
    assert current_number(tmp_path) is None
    with pytest.raises(StoreError, match="kg build"):
        current_build(tmp_path)


def test_a_build_is_seen_only_once_published(tmp_path: Path, quads: list[ox.Quad]) -> None:
    write_all(tmp_path, 1, quads)
    assert current_number(tmp_path) is None
    publish(tmp_path, 1)
    assert current_number(tmp_path) == 1
    assert _contents(tmp_path) == set(quads)


def test_a_change_gives_the_same_store_as_writing_it_whole(tmp_path: Path, quads: list[ox.Quad]) -> None:
    fresh = ox.Quad(ox.NamedNode(EX + "c"), ox.NamedNode(EX + "p"), ox.NamedNode(EX + "d"), ox.NamedNode(EX + "g3"))
    write_all(tmp_path, 1, quads)
    publish(tmp_path, 1)
    reader = EmbeddedStore.open(current_build(tmp_path))
    write_change(tmp_path, 1, 2, gone=quads[1:], new=[fresh])
    publish(tmp_path, 2)
    assert set(reader.quads()) == set(quads)
    assert _contents(tmp_path) == {quads[0], fresh}
    assert set(EmbeddedStore.open(current_build(tmp_path)).graphs()) == {quads[0].graph_name, fresh.graph_name}
    # a-p-b is still held by g1; b-p-c was held by g2 alone.
    assert {s for s, _, _ in _default(tmp_path)} == {f"<{EX}a>", f"<{EX}c>"}


def test_half_a_build_of_an_earlier_run_is_written_over(tmp_path: Path, quads: list[ox.Quad]) -> None:
    folder_of(tmp_path, 1).mkdir(parents=True)
    (folder_of(tmp_path, 1) / "CURRENT").write_text("rubbish")
    write_all(tmp_path, 1, quads)
    publish(tmp_path, 1)
    assert _contents(tmp_path) == set(quads)


def test_one_earlier_build_is_kept_and_the_rest_removed(tmp_path: Path, quads: list[ox.Quad]) -> None:
    for number in (1, 2, 3, 4, 6):
        write_all(tmp_path, number, quads)
    clean(tmp_path, 4)
    assert sorted(p.name for p in (tmp_path / "store").iterdir()) == ["00000003", "00000004"]


@pytest.mark.parametrize("name", ["", "../../etc", "00000009"])
def test_a_pointer_to_nowhere_is_no_build(tmp_path: Path, name: str) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "current").write_text(name)
    assert current_number(tmp_path) is None


def test_an_unreadable_pointer_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "store" / "current").mkdir(parents=True)
    with pytest.raises(StoreError, match="current"):
        current_number(tmp_path)


def test_a_disk_that_takes_nothing_is_a_store_error(tmp_path: Path, quads: list[ox.Quad]) -> None:
    (tmp_path / "store").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        write_all(tmp_path, 1, quads)
