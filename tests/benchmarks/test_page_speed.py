"""The committed speed of pages is of the pages that there are, and suffices: see ``pages.py``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.serve.tour import PAGES

FIGURES = json.loads(Path(__file__).with_name("page_speed.json").read_text(encoding="utf-8"))


def test_every_page_is_measured() -> None:
    assert list(FIGURES["pages"]) == list(PAGES)


def test_no_page_is_more_work_than_it_may_take_time() -> None:
    """Work, because the time depends on what else the machine does."""
    assert all(page["warm"]["processor_ms"] < 300 for page in FIGURES["pages"].values())
    assert FIGURES["facts_of_one_thing"] == 5_000
    assert all(0 < page["processor_ms"] < 1_000 for page in FIGURES["large"].values())
