from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.dates import days_apart, span

DAYS = st.sets(st.dates(date(2024, 1, 1), date(2026, 12, 31)).map(date.isoformat), max_size=3)


@pytest.mark.parametrize(
    ("left", "right", "days"),
    [
        ({"2025-10-29"}, {"2025-11-01"}, 3),
        ({"2025-10-29", "2025-11-30"}, {"2025-11-01"}, 3),
        ({"2025-10"}, {"2025-10-29"}, 0),
        ({"2025-10"}, {"2025-11-02"}, 2),
        ({"2025"}, {"2025-11-02"}, 0),
        ({"soon", "2025-10-29"}, {"2025-10-30"}, 1),
        ({"soon"}, {"2025-10-30"}, None),
        (set(), {"2025-10-30"}, None),
    ],
)
def test_days_between_the_nearest_dates(left: set[str], right: set[str], days: int | None) -> None:
    assert days_apart(left, right) == days_apart(right, left) == days


@given(DAYS, DAYS)
def test_of_whole_days_it_is_the_smallest_difference(left: set[str], right: set[str]) -> None:
    gaps = [abs((date.fromisoformat(a) - date.fromisoformat(b)).days) for a in left for b in right]
    assert days_apart(left, right) == min(gaps, default=None)


def test_the_first_and_last_day_of_dates() -> None:
    assert span({"2025-10", "2025-10-29"}) == (date(2025, 10, 1).toordinal(), date(2025, 10, 31).toordinal())
    assert span({"soon"}) is span(set()) is None
