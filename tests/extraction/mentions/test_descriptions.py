from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.mentions.descriptions import find_descriptions
from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.words import Words

WordReader = Callable[..., Words]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Menurut pria kelahiran Cilacap itu, dapur bersih.", ["pria kelahiran Cilacap itu"]),
        ("Perempuan yang gemar menulis itu hadir.", ["Perempuan yang gemar menulis itu"]),
        ("Pihaknya siap.", ["Pihaknya"]),
        ("Razia digelar perusahaan tersebut.", ["perusahaan tersebut"]),
        ("Perusahaan besar itu hadir.", []),
        ("Seorang pria itu hadir, juga para perempuan itu dan 22 pejabat itu.", []),
        ("Pria membuka acara itu.", []),
        ("Pria, tamu itu.", []),
        ("Lulusan pelatihan ini bekerja.", []),
        ("Pria", []),
    ],
)
def test_a_description_begins_with_its_noun_and_ends_in_a_pointing_word(
    words_of: WordReader, terms: Lexicon, text: str, found: list[str]
) -> None:
    descriptions = list(find_descriptions(words_of(text), terms, ()))
    assert [d.text for d in descriptions] == found
    assert all(d.span.of(text) == d.text for d in descriptions)


def test_a_noun_inside_a_name_begins_none(words_of: WordReader, terms: Lexicon) -> None:
    assert not list(find_descriptions(words_of("Lapas Perempuan Malang itu penuh."), terms, {1}))


def test_the_title_has_none(words_of: WordReader, terms: Lexicon) -> None:
    assert not list(find_descriptions(words_of("", "Pria asal Ambon itu Bebas"), terms, ()))
