from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.person_names import NameGrammar
from kg.extraction.mentions.words import Words

WordReader = Callable[..., Words]


@pytest.mark.parametrize(
    ("text", "name", "styled"),
    [
        ("AKBP Christian Tobing, S.H., S.I.K. hadir", "Christian Tobing", True),
        ("Letkol Laut (P) Aditya Arief hadir", "Aditya Arief", True),
        ("Drs. H. Rijanto, M.M. hadir", "Rijanto", True),
        ("H KMS Badaruddin MAg hadir", "KMS Badaruddin", True),
        ("I Made Wira Dharmajaya hadir", "I Made Wira Dharmajaya", False),
        ("M. Pithra Jaya Saragih hadir", "M. Pithra Jaya Saragih", False),
        ("M Hartopo hadir", "M Hartopo", False),
        ("Wan bin Hussain hadir", "Wan bin Hussain", False),
        ("Antonio Luis Da Costa hadir", "Antonio Luis Da Costa", False),
        ("Lambertus Lalu Mbete hadir", "Lambertus Lalu Mbete", False),
        ("Hotmauli br. Sitorus hadir", "Hotmauli br. Sitorus", False),
        ("Jasman Dt. Tan Marajo hadir", "Jasman Dt. Tan Marajo", False),
        ("Selamat Riadi hadir", "Selamat Riadi", False),
        ("Suparman hadir", "Suparman", False),
    ],
)
def test_a_name_is_read_without_its_styles(
    words_of: WordReader, terms: Lexicon, text: str, name: str, styled: bool
) -> None:
    words = words_of(text + ".")
    run = NameGrammar(words, terms, ()).read(0)
    assert run is not None
    assert words.text(run.start, run.stop) == name
    assert run.styled is styled
    assert len(run) == len(name.split())


@pytest.mark.parametrize(
    "text", ["Mendampingi Rudy hadir", "Pembacanya hadir", "Yang hadir", "Desa Duren ramai", "Senin pagi", "A. hadir"]
)
def test_no_name_begins_with_a_function_word_a_verb_or_a_site(words_of: WordReader, terms: Lexicon, text: str) -> None:
    assert NameGrammar(words_of(text + "."), terms, ()).read(0) is None


def test_a_name_after_a_site_is_the_sites(words_of: WordReader, terms: Lexicon) -> None:
    words = words_of("Acara di Jalan Agus Salim ramai.")
    assert NameGrammar(words, terms, ()).read(words.folded.index("agus")) is None


def test_a_name_does_not_run_into_what_is_taken(words_of: WordReader, terms: Lexicon) -> None:
    words = words_of("Agus Salim Kalapas Calang hadir.")
    run = NameGrammar(words, terms, {2, 3}).read(0)
    assert run is not None
    assert (run.start, run.stop) == (0, 2)


@pytest.mark.parametrize(
    "text", ["Budi Santoso () hadir.", "Budi Santoso ()", "Budi Santoso ( ) hadir.", "Budi Santoso ("]
)
def test_brackets_with_nothing_in_them_end_a_name(words_of: WordReader, terms: Lexicon, text: str) -> None:
    words = words_of(text)
    run = NameGrammar(words, terms, ()).read(0)
    assert run is not None
    assert words.text(run.start, run.stop) == "Budi Santoso"
