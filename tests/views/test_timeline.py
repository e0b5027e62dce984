from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.views.timeline import STEPS, Step, timeline

DATES = st.one_of(
    st.dates().map(date.isoformat),
    st.dates().map(lambda d: d.isoformat()[:7]),
    st.dates().map(lambda d: d.isoformat()[:4]),
    st.just(""),
)


@given(st.lists(DATES, max_size=30), st.sampled_from([None, *STEPS]))
def test_every_event_is_in_a_bar_or_counted_as_vague(dates: list[str], step: Step | None) -> None:
    found = timeline(dates, step)
    assert sum(bar.count for bar in found.bars) + found.vague == len(dates)
    assert len(found.bars) <= 120


@given(st.lists(st.dates(date(2015, 1, 1), date(2026, 12, 31)), min_size=1, max_size=30), st.sampled_from(STEPS))
def test_bars_follow_each_other_without_gaps(days: list[date], step: Step) -> None:
    bars = timeline([day.isoformat() for day in days], step).bars
    for before, after in pairwise(bars):
        assert date.fromisoformat(before.last) + timedelta(days=1) == date.fromisoformat(after.first)
    for day in days:
        assert any(bar.first <= day.isoformat() <= bar.last and bar.count for bar in bars)


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [
        ("2025-10-01", "2025-10-20", "day"),
        ("2025-01-01", "2025-10-20", "week"),
        ("2022-01-01", "2025-10-20", "month"),
        ("2001-01-01", "2025-10-20", "year"),
    ],
)
def test_the_step_goes_with_the_period(first: str, last: str, step: str) -> None:
    assert timeline([first, last]).step == step


def test_months_alone_are_not_shown_by_day() -> None:
    found = timeline(["2025-10-03", "2025-10", "2025-11", "2025-11"])
    assert found.step == "month"
    assert [(bar.first, bar.last, bar.count) for bar in found.bars] == [
        ("2025-10-01", "2025-10-31", 2),
        ("2025-11-01", "2025-11-30", 2),
    ]


def test_a_week_begins_on_monday() -> None:
    bar = timeline(["2025-11-05"], "week").bars[0]
    assert (bar.first, bar.last) == ("2025-11-03", "2025-11-09")


def test_text_that_is_no_date_and_no_dates_at_all() -> None:
    assert timeline(["kemarin"]).bars == ()
    assert timeline([]).highest == 0
