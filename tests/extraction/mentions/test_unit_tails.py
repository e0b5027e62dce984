from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.unit_tails import TailGrammar
from kg.extraction.mentions.words import Words

WordReader = Callable[..., Words]


@pytest.mark.parametrize(
    ("text", "titled", "required", "tail"),
    [
        ("Lapas Siak Sri Indrapura menggelar", False, True, "Siak Sri Indrapura"),
        ("Kodim 0706/Temanggung menggelar", False, True, "0706/Temanggung"),
        ("Kodim 0813 Bojonegoro menggelar", False, True, "0813 Bojonegoro"),
        ("Polres Nabire Samuel Tatiratu", True, True, "Nabire"),
        ("Polres Zzzz Samuel Tatiratu", True, True, ""),
        ("BNN Kota Bontang menggelar", False, False, "Kota Bontang"),
        ("KONI Pusat menggelar", False, False, "Pusat"),
        ("PMI menggelar", False, False, ""),
        ("Akpol 1999 ini", False, True, ""),
        ("RSUD dr. H. Soewondo Kendal menggelar", False, True, "dr. H. Soewondo Kendal"),
    ],
)
def test_a_place_ends_where_the_name_does(
    words_of: WordReader, terms: Lexicon, text: str, titled: bool, required: bool, tail: str
) -> None:
    words = words_of(text + ".")
    end = TailGrammar(words, terms).place(1, titled, required=required)
    assert (words.text(1, end) if end > 1 else "") == tail


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("Dinas Perdagangan, Perindustrian dan Tenaga Kerja hadir", "Perdagangan, Perindustrian dan Tenaga Kerja"),
        ("Dinas Sosial, Dinas Kesehatan dan Polres hadir", "Sosial"),
        ("Dinas Pertanian Tuban hadir", "Pertanian"),
    ],
)
def test_a_field_of_work_may_enumerate(words_of: WordReader, terms: Lexicon, text: str, tail: str) -> None:
    words = words_of(text + ".")
    assert words.text(1, TailGrammar(words, terms).topic(1, titled=False)) == tail


def test_a_proper_name_takes_numbers_and_small_words(words_of: WordReader, terms: Lexicon) -> None:
    words = words_of("LBH Bow & Partners Law Firm hadir.")
    assert words.text(1, TailGrammar(words, terms).name(1, titled=False)) == "Bow & Partners Law Firm"
    words = words_of("SRMA 37 Gresik hadir.")
    assert words.text(1, TailGrammar(words, terms).name(1, titled=False, numbered=True)) == "37 Gresik"
    assert TailGrammar(words, terms).name(1, titled=False) == 1


def test_a_label_needs_an_abbreviation_or_a_place_at_its_end(words_of: WordReader, terms: Lexicon) -> None:
    words = words_of("Kongres Pemberantasan Korupsi Rakyat (KPKR) hadir.")
    assert words.text(1, TailGrammar(words, terms).label(1)) == "Pemberantasan Korupsi Rakyat"
    words = words_of("Kongres Pemberantasan Korupsi Rakyat hadir.")
    assert TailGrammar(words, terms).label(1) == 1


def test_only_a_numeral_numbers_a_commission(words_of: WordReader, terms: Lexicon) -> None:
    words = words_of("Komisi XIII hadir.")
    assert TailGrammar(words, terms).numeral(1) == 2
    assert TailGrammar(words, terms).numeral(2) == 2
