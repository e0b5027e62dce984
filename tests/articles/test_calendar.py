from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.calendar import parse_date


@pytest.mark.parametrize(
    "text",
    [
        "Oct 31, 2025 - 12:50",
        "October 31st, 2025",
        "31 Oktober 2025",
        "Jumat, 31 Oktober 2025 12:50 WIB",
        "Jum'at, 31 Okt 2025 | 12.50",
        "Friday, 31 Oct 2025, pukul 12.50 WITA",
        "2025-10-31",
        "2025-10-31T12:50:00+07:00",
        "2025-10-31 12:50:00",
        "31/10/2025",
        "31-10-2025 08:15",
        " 31.10.2025 ",
    ],
)
def test_every_way_to_date_an_article(text: str) -> None:
    assert parse_date(text) == "2025-10-31"


@pytest.mark.parametrize(
    "text", ["", "kemarin", "31 Februari 2025", "Jumat", "rapat 31 Oktober 2025", "2025", "99/99/2025"]
)
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) == ""


@given(st.dates(min_value=date(1000, 1, 1)))
def test_iso_dates_stay_as_they_are(day: date) -> None:
    assert parse_date(day.isoformat()) == day.isoformat()


@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    assert parse_date(text) == "" or date.fromisoformat(parse_date(text))
