from __future__ import annotations

from pathlib import Path

from kg.model.difference import Difference
from kg.views.change_text import change_text
from kg.views.language import Language
from tests.views.changes import CHANGES, MANY

GOLDEN = Path(__file__).parent / "golden" / "changes.txt"
EN = Language.of("en")


def test_the_text_is_that_of_the_golden_file() -> None:
    assert change_text(CHANGES, EN) == GOLDEN.read_text(encoding="utf-8")


def test_a_long_list_says_how_much_of_it_is_shown() -> None:
    lines = change_text(MANY, EN).splitlines()
    assert lines[:3] == ["People", "  New (20 of 431)", "    Orang 000 (person/p000) · 1 article"]
    assert len(lines) == 22
    assert len(change_text(MANY, EN, limit=None).splitlines()) == 433


def test_nothing_is_said_to_be_nothing() -> None:
    assert change_text(Difference(), EN) == "Nothing changed.\n"
    assert change_text(CHANGES, EN, types=["Place"]) == "Nothing changed.\n"
