"""The committed speed of identity is of as many articles as were asked for, and suffices: see ``identity.py``."""

from __future__ import annotations

import json
from pathlib import Path

FIGURES = json.loads(Path(__file__).with_name("identity_speed.json").read_text(encoding="utf-8"))


def test_ten_thousand_articles_are_resolved_in_under_two_minutes() -> None:
    (row,) = [row for row in FIGURES if row["articles"] == 10_000]
    assert 0 < row["seconds"] < 120


def test_the_work_grows_no_faster_than_n_log_n() -> None:
    assert [row["articles"] for row in FIGURES] == [1_000, 3_000, 10_000, 30_000]
    pairs = [row["pairs_for_n_log_n"] for row in FIGURES]
    assert max(pairs) <= 1.15 * pairs[0]
    # The time is of a machine with other work, and of memory that is further away the more there is of it.
    times = [row["microseconds_for_n_log_n"] for row in FIGURES]
    assert times[-1] < 1.3 * times[0]
