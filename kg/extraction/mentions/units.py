"""Units: the organisations of a document, found by their heads and by the short forms that it introduces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.mentions.gazetteer import Gazetteer, fold_phrase
from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.unit_grammar import UnitGrammar
from kg.extraction.mentions.unit_names import UnitMention
from kg.extraction.mentions.unit_tails import TailGrammar
from kg.extraction.mentions.words import Words


def find_units(words: Words, lexicon: Lexicon) -> list[UnitMention]:
    """Every unit mention of a document in text order, none overlapping.

    A head without its tail ("Lapas", "polres tersebut") is an anaphoric mention; the title of a head ("Kapolres
    Nabire") is a mention of the unit. What headlines name is found where the body names it or a gazetteer has it.
    """
    grammar = UnitGrammar(words, lexicon, TailGrammar(words, lexicon))
    for _ in _scan(grammar, words.headline):
        pass  # the body teaches the grammar the ends of names that titles and the headline need
    found = list(_scan(grammar, 0))
    return sorted([*found, *_introduced(words, lexicon, found)], key=lambda m: m.span)


def _scan(grammar: UnitGrammar, start: int) -> Iterator[UnitMention]:
    """The mentions from token ``start`` on."""
    words, heads, titles = grammar.words, grammar.lexicon.heads, grammar.lexicon.titles
    position, last = start, 0
    for index in range(start, words.count):
        if index < position:
            continue
        word = words.folded[index]
        title = titles.longest(words.folded, index) if words.capital[index] and titles.begins(word) else None
        read = grammar.read(index) if heads.begins(word) else None
        if title is not None and title[1].role != "head":
            # What a title is made of ("Kepala Pusat ...", "Jaksa Agung Muda") begins no unit.
            position = title[0] if read is None or not _reaches(words, read[1], title[0]) else index
        if read is not None and position <= index and read[1].span.start >= last:
            position, mention = read
            last = mention.span.end
            yield mention


def _reaches(words: Words, mention: UnitMention, end: int) -> bool:
    """Whether a unit goes on behind the title that begins where it does."""
    return mention.span.end > words.tokens[end - 1].span.end


def _introduced(words: Words, lexicon: Lexicon, found: list[UnitMention]) -> Iterator[UnitMention]:
    """Later uses of the abbreviations that the article introduces in brackets ("... (UMMAS)", then "UMMAS")."""
    shorts: Gazetteer[UnitMention] = Gazetteer()
    for mention in found:
        if mention.short:
            shorts.add(fold_phrase(mention.short), mention)
    taken = {index for mention in found for index in words.document.token_range(mention.span)}
    position = 0
    while position < words.count:
        match = shorts.longest(words.folded, position) if words.capital[position] else None
        if match is None or not taken.isdisjoint(range(position, match[0])):
            position += 1
            continue
        end, mention = match
        yield replace(
            mention, span=words.span(position, end), text=words.text(position, end), short="", titled=False, whole=None
        )
        position = end
