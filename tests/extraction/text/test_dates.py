from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.text.dates import find_dates
from kg.extraction.text.document import make_document
from kg.model import Article, PartialDate


def dates(text: str, published: str = "2025-11-13") -> list[tuple[str, str]]:
    return [(m.text, m.name) for m in find_dates(make_document(Article("a", text, published=published)))]


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("Rabu, 29 Oktober 2025", "2025-10-29"),
        ("Rabu pagi, 8 Januari 2025", "2025-01-08"),
        ("Selasa 03 Desember 2024", "2024-12-03"),
        ("29 Okt. 2025", "2025-10-29"),
        ("Rabu (12/11)", "2025-11-12"),
        ("Senin (12/1/2026)", "2026-01-12"),
        ("Minggu pagi (16/11/2025)", "2025-11-16"),
        ("Jumat 01/08/25", "2025-08-01"),
        ("Jum'at (16/5/2025)", "2025-05-16"),
        ("29/10/2025", "2025-10-29"),
        ("2025-10-29", "2025-10-29"),
        ("Oct 31, 2025", "2025-10-31"),
        ("31 October 2025", "2025-10-31"),
        ("17-20 November 2025", "2025-11-17/2025-11-20"),
        ("21–23 April 2025", "2025-04-21/2025-04-23"),
        ("Senin-Rabu (17-19/11)", "2025-11-17/2025-11-19"),
        ("24 November 2025 hingga 23 Mei 2026", "2025-11-24/2026-05-23"),
        ("Jumat (23/2/2024) hingga Minggu (25/2/2024)", "2024-02-23/2024-02-25"),
        ("Januari–Maret 2025", "2025-01/2025-03"),
        ("November 2025", "2025-11"),
        ("April lalu", "2025-04"),
        ("Desember lalu", "2024-12"),
        ("Januari mendatang", "2026-01"),
        ("Maret tahun lalu", "2024-03"),
        ("tahun 2025", "2025"),
        ("17 Agustus", "2025-08-17"),
        ("2 Januari", "2026-01-02"),
        ("hari ini", "2025-11-13"),
        ("kemarin", "2025-11-12"),
        ("besok", "2025-11-14"),
        ("Senin lalu", "2025-11-10"),
        ("Kamis lalu", "2025-11-06"),
        ("Rabu", "2025-11-12"),
        ("Senin pekan depan", "2025-11-17"),
        ("pekan lalu", "2025-11"),
        ("akhir Desember", "2025-12"),
        ("bulan lalu", "2025-10"),
        ("tahun depan", "2026"),
    ],
)
def test_every_form(words: str, iso: str) -> None:
    assert dates(f"Acara digelar pada {words} di aula.") == [(words, iso)]


def test_a_weekday_that_contradicts_its_date_is_passed_over() -> None:
    assert dates("Senin (3/12/2024)") == [("Senin (3/12/2024)", "2024-12-03")]


def test_the_year_nearest_to_publication_counts() -> None:
    assert dates("Sabtu (13/12) dan Kamis (8/1)", "2026-01-09") == [
        ("Sabtu (13/12)", "2025-12-13"),
        ("Kamis (8/1)", "2026-01-08"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kantor di Jalan 17 Agustus ramai.",
        "Kodim 0706/Temanggung dan Pasal 12/2 hadir.",
        "Tanggal 31 Februari 2025 tidak ada.",
        "Santri belajar tiap Senin.",
        "“Hari ini kami senang,” ujar Ana.",
        "Minggu-minggu yang sibuk, 24/7.",
        "Kasus ditangani Sat Reskrim selama dua minggu.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates(text) == []


def test_without_a_day_of_publication_only_full_dates_are_read() -> None:
    text = "Rabu (12/11), kemarin, April lalu, Senin, 5-6 Mei, Januari–Maret, 29 Oktober 2025."
    assert dates(text, "") == [("29 Oktober 2025", "2025-10-29")]


@given(st.text(alphabet="0123456789/.-() SeninJuli,tahun", max_size=60))
def test_every_date_found_exists_and_spans_ascend(text: str) -> None:
    position = 0
    document = make_document(Article("a", text, published="2025-11-13"))
    for mention in find_dates(document):
        assert PartialDate(mention.name).iso == mention.name
        assert mention.span.of(document.text) == mention.text
        assert mention.span.start >= position
        position = mention.span.end


@pytest.mark.parametrize("words", ["pada Desember", "mulai Desember", "dimulai Desember"])
def test_a_month_alone_is_one_behind_a_word_of_time(words: str) -> None:
    assert dates(f"Rapat digelar {words} di aula.") == [(words, "2025-12")]
