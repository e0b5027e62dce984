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
