from __future__ import annotations

from collections.abc import Callable

from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.unit_grammar import UnitGrammar
from kg.extraction.mentions.unit_tails import TailGrammar
from kg.extraction.mentions.words import Words

WordReader = Callable[..., Words]


def test_a_name_is_read_from_its_head_with_its_parts(words_of: WordReader, terms: Lexicon) -> None:
    words = words_of("Lembaga Pemasyarakatan (Lapas) Kelas II B Slawi menggelar apel.")
    read = UnitGrammar(words, terms, TailGrammar(words, terms)).read(0)
    assert read is not None
    end, unit = read
    assert words.text(0, end) == unit.text == "Lembaga Pemasyarakatan (Lapas) Kelas II B Slawi"
    assert (unit.unit_type, unit.unit_class, unit.tail, unit.short) == ("lapas", "IIB", "slawi", "Lapas")
    assert unit.reference == "lapas-kelas-iib-slawi"


def test_where_no_unit_begins_nothing_is_read(words_of: WordReader, terms: Lexicon) -> None:
    words = words_of("Kegiatan apel digelar di lapas pagi ini.")
    grammar = UnitGrammar(words, terms, TailGrammar(words, terms))
    assert [grammar.read(position) for position in range(words.count)] == [None] * words.count


def test_a_name_without_a_title_before_it_teaches_its_end(words_of: WordReader, terms: Lexicon) -> None:
    words = words_of("Rutan Siak Indah ramai.")
    grammar = UnitGrammar(words, terms, TailGrammar(words, terms))
    grammar.read(0)
    assert ["siak", "indah"] in grammar.tails.tails
