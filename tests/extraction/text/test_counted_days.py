from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.text.counted_days import count_days
from kg.extraction.text.dates import find_dates
from kg.extraction.text.document import make_document
from kg.model import Article, PartialDate


def counted(text: str) -> list[tuple[str, str]]:
    dates = find_dates(make_document(Article("a", text, published="2025-11-13")))
    return [(d.text, d.name) for d in dates if d.anaphoric]


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("Keesokan harinya", "2025-11-12"),
        ("Esok paginya", "2025-11-12"),
        ("Esoknya", "2025-11-12"),
        ("Malam sebelumnya", "2025-11-10"),
        ("Sehari sebelumnya", "2025-11-10"),
        ("Dua hari kemudian", "2025-11-13"),
        ("10 hari sebelumnya", "2025-11-01"),
        ("Pada hari yang sama", "2025-11-11"),
        ("Hari itu juga", "2025-11-11"),
    ],
)
def test_a_day_is_counted_from_the_one_named_before(words: str, iso: str) -> None:
    text = f"Razia digelar Selasa (11/11). {words}, rapat digelar."
    assert counted(text) == [(words.removeprefix("Pada "), iso)]


def test_days_of_a_range_are_counted_from_its_first() -> None:
    text = "Lomba digelar 3-6 November 2025. Hari kedua ramai. Pada hari terakhir ada hadiah. Hari kedelapan tidak ada."
    assert counted(text) == [("Hari kedua", "2025-11-04"), ("hari terakhir", "2025-11-06")]


def test_behind_usai_stands_what_happened_on_the_other_day() -> None:
    text = "Napi dipindahkan Rabu (12/11), dua hari setelah kerusuhan."
    assert counted(text) == [("dua hari setelah", "2025-11-10")]


def test_the_count_goes_on_from_the_last_day_of_its_own_sentence() -> None:
    text = "Apel digelar Senin (3/11). Sehari sebelum razia, Rabu (12/11), petugas berkumpul."
    assert counted(text) == [("Sehari sebelum", "2025-11-13")]


@pytest.mark.parametrize(
    "text",
    [
        "Keesokan harinya rapat digelar.",  # no day to count from
        "Pada November 2025 razia digelar. Sehari kemudian ada rapat.",
        "Razia digelar Selasa (11/11). Hari kedua ramai.",  # no days to count
        "Razia digelar Selasa (11/11). “Sehari sebelumnya kami lelah,” ujar Ana.",
    ],
)
def test_what_counts_from_no_day_is_no_date(text: str) -> None:
    assert counted(text) == []


@given(st.lists(st.sampled_from(["Senin (3/11)", "3-6 November 2025", "hari kedua", "99 hari kemudian", ".", "rapat"])))
def test_every_counted_day_exists(words: list[str]) -> None:
    document = make_document(Article("a", " ".join(words), published="2025-11-13"))
    found = [date for date in find_dates(document) if not date.anaphoric]
    for mention in count_days(document, found):
        assert PartialDate(mention.name).iso == mention.name
        assert mention.span.of(document.text) == mention.text
