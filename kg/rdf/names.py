"""Names: which of the words that an article uses for a thing are names of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.model import EntityType

_WORD = re.compile(r"\w+")
_BRACKETED = re.compile(r"\((\w+)\)")
_MORE_WORDS = 2
_SHORTEST = 3


def other_names(name: str, mentions: Iterable[str], type_: EntityType) -> list[str]:
    """The mentions that are names beside ``name``, sorted, blanks made single; no pronouns, titles or common nouns.

    "Karutan" and "kegiatan ini" point at a thing, "Bapas Purwokerto" names it. A name is a shortening of the
    canonical one that begins alike ("Ditjenpas"), or an expansion of it ("Balai Pemasyarakatan (Bapas) Purwokerto").
    """
    seen = {" ".join(mention.split()) for mention in mentions}
    return sorted(m for m in seen if m.casefold() != name.casefold() and _names(m, name, type_))


def _names(mention: str, name: str, type_: EntityType) -> bool:
    words, own = _WORD.findall(mention.casefold()), _WORD.findall(name.casefold())
    if not words or not own or len(mention) < _SHORTEST or _is_common(mention, words, own, type_):
        return False
    if words[0] in own[1:] and set(words) <= set(own):
        return True
    short, long = "".join(words), "".join(own)
    if short[0] == long[0] and (_is_within(short, long) or _is_within(long, short)):
        return True
    return len(words) >= len(own) + _MORE_WORDS and _is_within(long, short)


def _is_common(mention: str, words: list[str], own: list[str], type_: EntityType) -> bool:
    """Whether these words would do for others too, or are a head's title or part of one.

    "Lapas", "kunjungan kerja"; "Kakanwil Riau"; "Lapas (Kalapas) Curup" of "Kepala Lapas (Kalapas) Curup".
    """
    if type_ == "Person":
        return False
    if any(word != own[0] and word.endswith(own[0]) for word in (words[0], *_BRACKETED.findall(mention.casefold()))):
        return True
    return words == own[:1] or (type_ == "Event" and mention == mention.lower())


def _is_within(short: str, long: str) -> bool:
    """Whether the letters of ``short`` all stand in ``long`` in their order, as those of a contraction do."""
    letters: Iterator[str] = iter(long)
    return all(letter in letters for letter in short)
