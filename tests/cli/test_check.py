from __future__ import annotations

import shutil
import tarfile
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.build import build
from kg.build.run import version_in_use
from kg.settings import Settings
from kg.store import EmbeddedStore, current_build
from kg.store.builds import copy_build
from kg.writing import Update, write

TEXT = "Kepala Bapas Purwokerto, Bluri Wijaksono, mengunjungi Rutan Banjarnegara, Rabu (29/10/2025)."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with an article, and a graph that a user has written."""
    article = tmp_path / "one.txt"
    article.write_text(TEXT, encoding="utf-8")
    settings = Settings(workspace=tmp_path / "ws", tier="rules")
    build([article], settings=settings)
    write(Update("INSERT DATA { GRAPH <urn:mine> { <urn:a> <urn:b> 01 } }", settings.base_iri), settings)
    return settings.workspace


def quads(folder: Path) -> set[ox.Quad]:
    return set(EmbeddedStore.open(current_build(folder)).quads())


def changed(folder: Path, change: str) -> None:
    """Change the graph in use behind the back of the record, as a defect would."""
    current = current_build(folder)
    copy = folder / "copy"
    copy_build(current, copy)
    store = ox.Store(str(copy))
    store.update(change)
    store.flush()
    del store
    shutil.rmtree(current)
    copy.rename(current)


def test_a_sound_workspace_is_said_to_be_sound(kg: Any, folder: Path) -> None:
    assert "says what is recorded" in kg("check", "-w", folder).out


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("DELETE WHERE { GRAPH ?g { ?s rdfs:label ?o } }", "missing from the graph"),
        ("INSERT DATA { GRAPH <urn:mine> { <urn:x> <urn:y> 1 } }", "without a source"),
        ("DROP GRAPH <urn:mine>", "missing from the graph"),
        ("CLEAR DEFAULT", "merge"),
    ],
)
def test_what_differs_is_found_and_mended(kg: Any, folder: Path, change: str, reason: str) -> None:
    before = quads(folder)
    changed(folder, f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {change}")
    found = kg("check", "-w", folder)
    assert (found.code, reason in found.out) == (1, True)
    assert "written anew" in kg("check", "--repair", "-w", folder).out
    assert quads(folder) == before
    assert kg("check", "--json", "-w", folder).json == {"problems": [], "left": []}


def test_a_damaged_file_is_found_and_mended(kg: Any, folder: Path) -> None:
    before = quads(folder)
    for file in current_build(folder).glob("*.sst"):
        content = bytearray(file.read_bytes())
        content[: len(content) // 2] = b"\xff" * (len(content) // 2)
        file.unlink()  # other builds share the file
        file.write_bytes(content)
    assert "is not what was written" in kg("check", "-w", folder).out
    kg("check", "--repair", "-w", folder)
    assert quads(folder) == before


def test_a_build_writes_a_damaged_graph_anew_and_an_intact_one_not(kg: Any, folder: Path) -> None:
    before, first = quads(folder), current_build(folder)
    kg("build", "-w", folder, "--tier", "rules")
    assert current_build(folder) == first
    (first / "CURRENT").write_text("nonsense\n")
    kg("build", "-w", folder, "--tier", "rules")
    assert current_build(folder) != first
    assert quads(folder) == before


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"00000042"])
def test_without_the_name_of_the_graph_in_use_a_new_one_is_made(kg: Any, folder: Path, content: bytes | None) -> None:
    before, first = quads(folder), current_build(folder)
    pointer = first.with_name("current")
    pointer.unlink() if content is None else pointer.write_bytes(content)
    assert "no graph in use" in kg("check", "-w", folder).out
    assert "written anew" in kg("check", "--repair", "-w", folder).out
    assert current_build(folder).name[:8] > first.name[:8]  # somebody may have the old one open
    assert quads(folder) == before


def test_a_graph_is_made_anew_by_the_tier_that_read_for_it(
    kg: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMPUL_TIER", "default")
    (current_build(folder) / "CURRENT").write_text("nonsense\n")
    kg("check", "--repair", "-w", folder)
    assert version_in_use(Settings(workspace=folder)).startswith("rules/")


def test_a_backup_is_a_workspace_again(kg: Any, folder: Path, tmp_path: Path) -> None:
    target, fresh = tmp_path / "backup.tar.gz", tmp_path / "restored"
    kg("backup", target, "-w", folder)
    kg("restore", target, "-w", fresh)
    assert quads(fresh) == quads(folder)
    assert "says what is recorded" in kg("check", "-w", fresh).out
    assert "there already" in kg("backup", target, "-w", folder).err
    assert "not empty" in kg("restore", target, "-w", fresh).err


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "other"])
def test_what_is_no_backup_is_not_unpacked(kg: Any, tmp_path: Path, name: str) -> None:
    content = tmp_path / "x"
    content.write_text("x")
    target = tmp_path / "bad.tar.gz"
    with tarfile.open(target, "w:gz") as archive:
        archive.add(content, "workspace.sqlite")
        archive.add(content, name)
    assert "no backup" in kg("restore", target, "-w", tmp_path / "ws" / "inner").err
    assert not (tmp_path / "ws").exists()
    target.write_bytes(b"rubbish")
    assert "cannot be read" in kg("restore", target, "-w", tmp_path / "ws").err
