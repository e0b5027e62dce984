"""Recognise: every mention of a document, with overlaps between the types settled."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TypeVar

from kg.extraction.mentions.events import find_events
from kg.extraction.mentions.lexicon import lexicon
from kg.extraction.mentions.passage import passage_of
from kg.extraction.mentions.persons import find_persons
from kg.extraction.mentions.places import find_places
from kg.extraction.mentions.posts import find_posts
from kg.extraction.mentions.programs import find_programs
from kg.extraction.mentions.titles import pair_titles
from kg.extraction.mentions.units import find_units
from kg.extraction.mentions.words import read_words
from kg.extraction.text.dates import find_dates
from kg.model import Document, Mention
from kg.vocabulary import Vocabulary

M = TypeVar("M", bound=Mention)


def recognise(document: Document, vocabulary: Vocabulary) -> list[Mention]:
    """All mentions of ``document`` in text order.

    Of two names that overlap the longer one stays: "13 Program Akselerasi Menteri Imigrasi dan Pemasyarakatan" names no
    minister, unless his own name follows. A title spans the unit and the place in it, and both stay; dates overlap
    freely.
    """
    words, terms = read_words(document), lexicon(vocabulary)
    units = find_units(words, terms)
    posts = find_posts(words, terms, units)
    persons = find_persons(words, terms, units, posts)
    holdings = pair_titles(words, terms, posts, persons)
    held = [holding.post for holding in holdings]
    passage = passage_of(document)
    programs = find_programs(passage, vocabulary)
    persons = _outside(persons, programs, [holding.person for holding in holdings])
    posts = _outside(posts, programs, held)
    in_titles = {index for post in held for index in document.token_range(post.span)}
    units = _outside(units, programs, [u for u in units if document.token_range(u.span).start in in_titles])
    programs = _outside(programs, units)
    places = find_places(passage, vocabulary, [u for u in units if not u.anaphoric], persons)
    persons = _outside(persons, [p for p in places if p.kind == "site"], [holding.person for holding in holdings])
    programs = _outside(programs, places)
    places = _outside(places, programs)
    events = _outside(find_events(passage, vocabulary), [*persons, *posts, *units, *places, *programs])
    found: list[Mention] = [*units, *posts, *persons, *places, *programs, *events, *find_dates(document)]
    return sorted(found, key=lambda m: (m.span, m.type))


def _outside(mentions: Iterable[M], others: Iterable[Mention], kept: Iterable[Mention] = ()) -> list[M]:
    """The mentions that no longer one of ``others`` overlaps, and those ``kept`` in any case."""
    ordered = sorted(others, key=lambda other: other.span)
    starts = [other.span.start for other in ordered]
    longest = max((len(other.span) for other in ordered), default=0)
    spared = set(kept)

    def near(mention: Mention) -> Sequence[Mention]:
        return ordered[bisect_left(starts, mention.span.start - longest) : bisect_left(starts, mention.span.end)]

    return [m for m in mentions if m in spared or not any(_displaces(other, m) for other in near(m))]


def _displaces(other: Mention, mention: Mention) -> bool:
    """Whether ``other`` overlaps the mention and is longer; a programme also takes the very words of a unit."""
    if not other.span.overlaps(mention.span):
        return False
    longer = len(other.span) - len(mention.span)
    return longer > 0 or (longer == 0 and other.type == "Program" and mention.type == "Unit")
