from __future__ import annotations

import pytest

from kg.extraction.entities.event_dates import EventDays
from kg.extraction.entities.reading import Reading
from kg.extraction.text.dates import find_dates
from kg.extraction.text.document import make_document
from kg.model import Article, Mention, Span


def days(text: str) -> EventDays:
    document = make_document(Article("a", text, published="2025-11-13"))
    end = document.text.find("\n\n")
    lead = Span(0, end if end >= 0 else len(document.text))
    return EventDays(Reading(document, (), dates=tuple(find_dates(document))), lead)


def event(text: str, words: str) -> Mention:
    start = text.index(words)
    return Mention("Event", Span(start, start + len(words)), words, words)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rapat digelar Selasa (11/11).", "2025-11-11"),
        ("Jepara, 13 November 2025 – Rapat digelar Selasa (11/11).", "2025-11-11"),
        ("Terhitung 1 November 2025 ia pensiun dan dilepas Selasa (11/11).", "2025-11-11"),
        ("“Rapat lancar,” kata Ana, Rabu (12/11). Rapat digelar Selasa (11/11).", "2025-11-11"),
        ("Ana berterima kasih ketika dihubungi, Rabu (12/11).\n\nRapat digelar Selasa (11/11).", "2025-11-11"),
        ("“Rapat lancar,” kata Ana, Rabu (12/11).", "2025-11-12"),
        ("Lomba dimulai Senin (3/11).\n\nLomba ditutup pada Kamis, 6 November 2025.", "2025-11-03/2025-11-06"),
        ("Lomba digelar 3-6 November 2025.", "2025-11-03/2025-11-06"),
        ("Menyongsong berlakunya KUHP pada 2 Januari 2026, rapat digelar Selasa (11/11).", "2025-11-11"),
        ("Rapat digelar jelang upacara 17 November, Selasa (11/11).", "2025-11-11"),
        ("Rapat akan digelar Senin (17/11).", "2025-11-17"),
        ("Lomba dua hari setelah kerusuhan digelar Selasa (11/11).", "2025-11-11"),
        ("Barang bukti Februari sampai September 2025 dimusnahkan Selasa (11/11).", "2025-11-11"),
        ("Rapat digelar tanpa tanggal.", ""),
    ],
)
def test_the_day_of_the_main_event(text: str, day: str) -> None:
    assert days(text).main == day


def test_a_day_in_the_sentence_comes_before_one_in_the_paragraph() -> None:
    text = "Rapat digelar Selasa (11/11).\n\nKamis (6/11) padat. Siangnya ada pawai. Pameran dibuka Jumat (7/11)."
    assert days(text).of([event(text, "pawai")]) == "2025-11-06"
    assert days(text).of([event(text, "Pameran")]) == "2025-11-07"
    assert days(text).of([event(text, "Rapat")]) == "2025-11-11"


def test_an_event_far_from_any_day_has_none_of_its_own() -> None:
    text = "Rapat digelar Selasa (11/11).\n\nSiangnya ada pawai."
    assert days(text).of([event(text, "pawai")]) == ""


def test_a_sentence_that_only_counts_from_an_event_does_not_date_it() -> None:
    text = "Usai rapat, tim datang Selasa (11/11).\n\nRapat dibuka Senin (3/11)."
    mentions = [event(text, "rapat"), event(text, "Rapat")]
    assert days(text).of(mentions) == "2025-11-03"
    assert days(text).of(mentions[:1]) == "2025-11-11"


@pytest.mark.parametrize(
    ("text", "day", "date"),
    [
        ("Apel digelar Selasa (11/11), sehari setelah Hari Pahlawan, 10 November.", "11-10", "2025-11-10"),
        ("Apel digelar Selasa (11/11).", "11-10", ""),
        ("Apel digelar Selasa (11/11).", "", ""),
    ],
)
def test_a_commemoration_has_the_day_that_the_text_names(text: str, day: str, date: str) -> None:
    assert days(text).marked(day, "Hari Pahlawan") == date


def test_a_commemoration_has_at_least_the_year_of_its_name() -> None:
    assert days("Apel digelar Selasa (11/11).").marked("11-12", "Hari Kesehatan Nasional 2024") == "2024"
