from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import PartialDate

POINTS = st.dates().map(date.isoformat).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))


@pytest.mark.parametrize(
    ("iso", "earliest", "latest"),
    [
        ("2025-10-29", date(2025, 10, 29), date(2025, 10, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-11-24/2026-05", date(2025, 11, 24), date(2026, 5, 31)),
    ],
)
def test_a_partial_date_means_the_days_it_can_mean(iso: str, earliest: date, latest: date) -> None:
    assert (PartialDate(iso).earliest, PartialDate(iso).latest) == (earliest, latest)


@given(POINTS, POINTS)
def test_a_range_has_a_first_and_a_last(first: str, last: str) -> None:
    if PartialDate(last).earliest < PartialDate(first).earliest:
        first, last = last, first
    dates = PartialDate(f"{first}/{last}")
    assert (dates.first, dates.last, dates.is_range) == (first, last, True)
    assert dates.earliest <= dates.latest
    assert str(dates) == f"{first}/{last}"


@given(POINTS)
def test_a_single_date_is_its_own_first_and_last(iso: str) -> None:
    assert (PartialDate(iso).first, PartialDate(iso).last, PartialDate(iso).is_range) == (iso, iso, False)


@pytest.mark.parametrize("iso", ["", "25", "2025-13", "2025-02-30", "2025-1-1", "29/10/2025", "2025/2026/2027"])
def test_what_is_no_date_is_refused(iso: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day"):
        PartialDate(iso)


def test_a_range_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        PartialDate("2025-10-30/2025-10-29")
