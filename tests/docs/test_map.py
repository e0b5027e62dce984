"""The map in CONTRIBUTING is complete and leads to things that exist; the index of the docs lists every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAP = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
INDEX = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
ROOMS = sorted(path.name for path in (ROOT / "kg").iterdir() if (path / "__init__.py").exists())
PATH = re.compile(r"(?<![\w/])(?:kg|tests|data|docs|ontology)/[\w./*-]*[\w/*]")
PATHS = sorted({path for path in PATH.findall(MAP) if not re.search("ROOM|COMMAND", path)})


@pytest.mark.parametrize("path", [path for path in PATHS if "*" not in path])
def test_a_path_of_the_map_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("pattern", [path for path in PATHS if "*" in path])
def test_a_pattern_of_the_map_matches_something(pattern: str) -> None:
    assert any(ROOT.glob(pattern))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_on_the_map_with_its_tests_and_has_a_page(room: str) -> None:
    assert f"kg/{room}/" in MAP
    assert f"tests/{room}" in MAP
    assert f"`kg.{room}`" in INDEX or room == "cli"


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*/*.md")), ids=lambda page: page.stem)
def test_a_page_is_in_the_index(page: Path) -> None:
    assert f"({page.relative_to(ROOT / 'docs').as_posix()})" in INDEX
