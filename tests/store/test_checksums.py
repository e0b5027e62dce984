from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import DamageError
from kg.store import EmbeddedStore
from kg.store.builds import copy_build, folder_of, write_all, write_change
from kg.store.checksums import damage, has_checksums

MANY = [
    ox.Quad(ox.NamedNode(f"urn:s{n}"), ox.NamedNode("urn:p"), ox.Literal("long " * 20 + str(n)), ox.NamedNode("urn:g"))
    for n in range(500)
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_all(tmp_path, 1, MANY)
    return folder_of(tmp_path, 1)


def data_files(folder: Path) -> list[Path]:
    return [*sorted(folder.glob("*.sst")), folder / "CURRENT", next(folder.glob("MANIFEST-*"))]


def test_what_was_written_is_sound_also_after_it_was_read(folder: Path) -> None:
    assert len(EmbeddedStore.open(folder)) == len(MANY)
    assert damage(folder, whole=True) == ""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_changed_byte_is_found(folder: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(data_files(folder)))
    sound = path.read_bytes()
    at = data.draw(st.integers(0, len(sound) - 1))
    path.write_bytes(sound[:at] + bytes([sound[at] ^ data.draw(st.integers(1, 255))]) + sound[at + 1 :])
    try:
        assert path.name in damage(folder, whole=True)
    finally:
        path.write_bytes(sound)


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("left", [0.0, 0.5])
def test_a_shortened_file_is_found_at_opening(folder: Path, number: int, left: float) -> None:
    """With half of its list of files, the store beneath opens as an empty graph."""
    path = data_files(folder)[::-1][number]
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * left)])
    with pytest.raises(DamageError, match="kg build makes it anew"):
        EmbeddedStore.open(folder)


def test_a_missing_file_and_missing_checksums(folder: Path) -> None:
    data_files(folder)[0].unlink()
    assert "cannot be read" in damage(folder)
    (folder / "checksums.json").write_text("[1]")
    assert "cannot be read" in damage(folder)
    (folder / "checksums.json").unlink()
    assert damage(folder) == ""
    assert not has_checksums(folder)


def test_a_change_keeps_the_checksums_of_what_it_shares(tmp_path: Path, folder: Path) -> None:
    shared = max(folder.glob("*.sst"), key=lambda path: path.stat().st_size)
    content = bytearray(shared.read_bytes())
    content[5] ^= 1
    shared.write_bytes(content)
    write_change(tmp_path, 1, 2, gone=[], new=[])
    assert shared.name in damage(folder_of(tmp_path, 2), whole=True)


def test_a_damaged_build_is_not_copied(tmp_path: Path, folder: Path) -> None:
    (folder / "CURRENT").write_text("rubbish")
    with pytest.raises(DamageError):
        copy_build(folder, tmp_path / "copy")


def test_a_query_over_a_damaged_block_says_so(folder: Path) -> None:
    (folder / "checksums.json").unlink()  # as in a build of an earlier release
    for path in folder.glob("*.sst"):
        content = bytearray(path.read_bytes())
        content[:200] = b"\xff" * 200
        path.write_bytes(content)
    with pytest.raises(DamageError):
        list(EmbeddedStore.open(folder).select("SELECT * { ?s ?p ?o }"))
