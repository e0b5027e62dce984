"""Descriptions: common nouns that stand for a person or unit named before.

"Pria kelahiran Cilacap itu", "jenderal bintang dua tersebut", "orang nomor satu di Wakatobi itu" and "dinas itu" begin
with a noun of ``descriptions.tsv`` and end in a pointing word; "pihaknya" stands alone. Whom they mean is decided where
the document's people and units are known.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from kg.extraction.mentions.gazetteer import Gazetteer
from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.words import Words
from kg.model import Span
from kg.vocabulary import DescriptiveNoun, Vocabulary

# A description is at most this many words long, its noun aside.
_LONGEST = 10
_POINTING = frozenset(["ini", "itu", "tersebut"])
# Words before the noun that make it many, or somebody new.
_MANY_OR_NEW = frozenset(
    [
        *["para", "kedua", "ketiga", "keempat", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sejumlah"],
        *["beberapa", "banyak", "seorang", "sesosok", "salah", "semua", "seluruh", "setiap", "tiap", "sebuah", "satu"],
        *["antar", "bagi", "kaum", "orang", "puluhan", "belasan", "ratusan", "mantan", "eks", "bernama", "soal"],
    ]
)
_VERB = re.compile(r"(?:meng|meny|mem|men|di|ter)[a-z]{4,}")
_NUMBERS = frozenset(["dua", "tiga", "empat", "lima", "enam"])
_PLACED = frozenset(["first", "second"])


@dataclass(frozen=True, slots=True)
class Description:
    """A description in the text: ``noun`` is the row that it begins with, ``rest`` the folded words behind the noun."""

    span: Span
    text: str
    noun: DescriptiveNoun
    rest: tuple[str, ...]
    position: int


@cache
def nouns(vocabulary: Vocabulary) -> Gazetteer[DescriptiveNoun]:
    """The common nouns that descriptions begin with."""
    return Gazetteer((row.noun, row) for row in vocabulary.descriptions)


def find_descriptions(words: Words, lexicon: Lexicon, taken: Collection[int]) -> Iterator[Description]:
    """The descriptions in the body of a document in text order, none beginning at a token that is ``taken``."""
    table, position = nouns(lexicon.vocabulary), words.headline
    while position < words.count:
        found = table.longest(words.folded, position) if table.begins(words.folded[position]) else None
        end = -1
        if found is not None and position not in taken and not _is_many(words, position):
            end = found[0] if found[1].stands_for == "Owner" else _end(words, lexicon, found[0], found[1])
        if found is not None and end > 0:
            span = words.span(position, end)
            rest = words.folded[found[0] : end - 1]
            yield Description(span, span.of(words.document.text), found[1], rest, position)
        position = max(end, position + 1)


def _is_many(words: Words, position: int) -> bool:
    before = words.folded[position - 1] if position else ""
    return before in _MANY_OR_NEW or before[:1].isdigit() or before.endswith("-")


def _end(words: Words, lexicon: Lexicon, start: int, noun: DescriptiveNoun) -> int:
    """The index after the pointing word that ends a description whose noun ends at ``start``; -1 where none does.

    Between them stands what tells where a person is from and what he is: no mark, and a verb only behind "yang".
    """
    person = noun.stands_for == "Person"
    relative = words.is_(start, "yang")
    if person and not relative and not words.is_(start, *_POINTING) and not _describes(words, lexicon, start, noun):
        return -1
    for position in range(start, min(start + (_LONGEST if person else 1), words.count)):
        word = words.folded[position]
        if not words.same_sentence(start - 1, position) or not (word[0].isalnum() or word in ("/", "-")):
            return -1
        if word in _POINTING:
            return position + 1
        relative = relative or word == "yang"
        if not relative and _VERB.fullmatch(word) and not words.capital[position] and word != "menengah":
            return -1
    return -1


def _describes(words: Words, lexicon: Lexicon, position: int, noun: DescriptiveNoun) -> bool:
    """Whether the word behind a noun for people goes on with what they are: "asal", "Partai", "49 tahun"."""
    if position >= words.count:
        return False
    word = words.folded[position]
    return (
        words.capital[position]
        or word[0].isdigit()
        or word.startswith("ber")
        or word in _NUMBERS
        or word in lexicon.words["describing"]
        or (noun.trait in _PLACED and word in ("di", "pada"))
    )
