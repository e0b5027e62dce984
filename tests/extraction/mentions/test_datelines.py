from __future__ import annotations

import pytest

from kg.extraction.mentions.datelines import find_dateline
from kg.extraction.mentions.passage import Passage
from kg.extraction.mentions.place_names import place_names
from kg.extraction.text.document import make_document
from kg.model import Article
from kg.vocabulary import Vocabulary


def places(vocabulary: Vocabulary, text: str, publisher: str = "") -> list[str]:
    passage = Passage(make_document(Article("a", text, publisher=publisher)))
    return [entry.name for _, _, entry in find_dateline(passage, place_names(vocabulary))[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BANJARNEGARA – Kunjungan kerja itu digelar.", ["Banjarnegara"]),
        ("Purwokerto, INFO_PAS – Kunjungan kerja itu digelar.", ["Purwokerto"]),
        ("Kendari (Anoa Pos) - Lapas menggelar lomba.", ["Kendari"]),
        ("Tangerang | Cisadane Online — Lapas menggelar lomba.", ["Tangerang"]),
        ("Contoh.example, Ambon // Lapas menggelar lomba.", ["Ambon"]),
        ("Palangka Raya, lintas.example. Sebulan usai rapat, tim kembali.", ["Palangka Raya"]),
        ("KAB. SEMARANG – Lapas menggelar lomba.", ["Semarang"]),
        ("MUARA ANTAH, Warta – Lapas menggelar lomba.", ["Muara Antah"]),
        ("Karangasem, WARTA\n\nTawa pecah di lapas.", ["Karangasem"]),
        ("Kepala lapas membuka acara di Ambon.", []),
        ("", []),
    ],
)
def test_the_place_before_the_first_dash(vocabulary: Vocabulary, text: str, expected: list[str]) -> None:
    assert places(vocabulary, text) == expected


def test_the_medium_is_no_place(vocabulary: Vocabulary) -> None:
    assert places(vocabulary, "LENSA TIMUR — Provinsi itu bersiap.", publisher="Lensa Timur") == []
