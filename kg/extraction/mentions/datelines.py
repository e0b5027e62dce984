"""Datelines: the places that a text opens with ("BANYUMAS – ", "Purwokerto, INFO_PAS –", "Media, Ambon //")."""

from __future__ import annotations

import re

from kg.extraction.mentions.passage import Passage, title_case
from kg.extraction.mentions.place_names import ADMINISTRATIVE, PlaceEntry, PlaceNames

_DASHES = frozenset("–—-/|:")
_LONGEST = 14
_LONGEST_TOWN = 3


def find_dateline(passage: Passage, names: PlaceNames) -> tuple[int, list[tuple[int, int, PlaceEntry]]]:
    """Where the dateline ends, and its places as token ranges; the body's first position where there is none."""
    start = passage.body
    end = _end(passage, names, start)
    found: list[tuple[int, int, PlaceEntry]] = []
    part = start
    for position in range(start, end + 1):
        if position == end or passage.tokens[position].text in ",()" or passage.tokens[position].text in _DASHES:
            entry = _whole_name(passage, names, part, position)
            if entry is not None:
                found.append((part, position, entry))
            part = position + 1
    if not found:
        found = _unknown_town(passage, names, start, end)
    return (end if found else start), found


def _end(passage: Passage, names: PlaceNames, start: int) -> int:
    """The position of the mark that closes a dateline; ``start`` where the text has none."""
    last = min(start + _LONGEST, len(passage.tokens))
    for position in range(start, last):
        closes = passage.tokens[position].text in _DASHES or (position > start and "\n" in passage.gap(position))
        if closes and (_whole_name(passage, names, start, position) or not _is_medium(passage, start, position)):
            return position
        address = position + 1 < last and "." in passage.tokens[position + 1].text
        if passage.tokens[position].text == "," and position > start and address:
            return position
    return start


def _whole_name(passage: Passage, names: PlaceNames, start: int, end: int) -> PlaceEntry | None:
    first = names.classes.longest(passage.words, start)
    begin = first[0] if first and first[1].kind in ADMINISTRATIVE and first[0] < end else start
    for gazetteer in (names.names, names.districts):
        match = gazetteer.longest(passage.words, begin)
        if match and match[0] == end:
            entry = match[1]
            return PlaceEntry(entry.name, first[1].kind, entry.code) if first and begin > start else entry
    return None


def _unknown_town(passage: Passage, names: PlaceNames, start: int, end: int) -> list[tuple[int, int, PlaceEntry]]:
    stop = next((p for p in range(start, end) if passage.tokens[p].text in ",("), end)
    if not 0 < stop - start <= _LONGEST_TOWN or _is_medium(passage, start, stop):
        return []
    if not all(passage.capital(p) and passage.tokens[p].text.isalpha() for p in range(start, stop)):
        return []
    known = names.names.longest(passage.words, start)
    return [(start, *known) if known else (start, stop, PlaceEntry(title_case(passage.text(start, stop)), "city"))]


def _is_medium(passage: Passage, start: int, end: int) -> bool:
    """Whether these words are the medium's name or address rather than a place."""
    if end <= start:
        return False
    publisher = _letters(passage.document.article.publisher)
    return _letters(passage.text(start, end)) in publisher or (end == start + 1 and "." in passage.tokens[start].text)


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text.lower())
