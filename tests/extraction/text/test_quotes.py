from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.text.document import make_document
from kg.extraction.text.quotes import find_quoted, find_quotes
from kg.model import Article


def quotes(text: str) -> list[str]:
    document = make_document(Article("a", text, "Judul “dalam tanda kutip,” katanya"))
    return [q.span.of(document.text) for q in find_quotes(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Kami siap,” ujar Bluri.", ["Kami siap,"]),
        ('"Kami siap. Kami hadir," ujar Bluri.', ["Kami siap. Kami hadir,"]),
        ('“Kami siap," ujar Bluri.', ["Kami siap,"]),
        ("„Kami siap,“ ujar Bluri.", ["Kami siap,"]),
        ("«Kami siap,» ujar Bluri.", ["Kami siap,"]),
        ("‘Kami siap,’ ujar Ma'ruf di Jum'at.", ["Kami siap,"]),
        ("''Kami siap,'' ujar Bluri.", ["Kami siap,"]),
        ("“Siap,” katanya, “lalu merangkul dengan tulus.”", ["Siap,", "lalu merangkul dengan tulus."]),
        ("“Saya bilang “ayo maju” kepada mereka,” kata Ana.", ["Saya bilang “ayo maju” kepada mereka,"]),
        ('“Saya bilang "ayo maju" kepada mereka,” kata Ana.', ['Saya bilang "ayo maju" kepada mereka,']),
        ("“Kami siap”, ujar Bluri.", ["Kami siap"]),
        ("Ia berpesan: “Jaga keluarga kita semua”", ["Jaga keluarga kita semua"]),
        ("“Kami siap. Kami hadir\n\n“Kami pulang,” ujar Ana.", ["Kami pulang,"]),
        ("“Kami siap, ujar Bluri.", ["Kami siap, ujar Bluri."]),
    ],
)
def test_direct_speech(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Acara bertema “Merdeka, Berdaulat, dan Maju.” digelar.",
        "Program “Semarak Tanam Jagung” digarap bersama.",
        'Temanya "Bersinergi untuk Anak Hebat".',
        "Pria yang akrab disapa “Om Zein,” itu hadir.",
        "Tidak ada kutipan di sini.",
        "“” kosong.",
        "",
    ],
)
def test_names_in_quotation_marks_are_no_speech(text: str) -> None:
    assert quotes(text) == []


def test_an_opened_mark_that_is_opened_again_is_unclosed() -> None:
    text = "“Kami siap. “Kami hadir,” ujar Ana."
    first, second = find_quoted(text, 0, len(text))
    assert (first.closed, second.closed) == (False, True)
    assert second.span.of(text) == "Kami hadir,"


@given(st.text(alphabet="ab .,“”\"'‘’«»„\n", max_size=60))
def test_what_is_quoted_ascends_and_does_not_overlap(text: str) -> None:
    position = 0
    for quoted in find_quoted(text, 0, len(text)):
        assert position <= quoted.span.start
        position = quoted.span.end
    assert position <= len(text)
