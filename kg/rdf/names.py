"""Names: which of the words that an article uses for a thing are names of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")
_MORE_WORDS = 2


def other_names(name: str, mentions: Iterable[str]) -> list[str]:
    """The mentions that are names beside ``name``, sorted, blanks made single; no pronouns or titles.

    "Karutan" and "kegiatan ini" point at a thing, "Bapas Purwokerto" names it. A name is a shortening of the
    canonical one that begins alike ("Ditjenpas"), or an expansion of it ("Balai Pemasyarakatan (Bapas) Purwokerto").
    """
    seen = {" ".join(mention.split()) for mention in mentions}
    return sorted(mention for mention in seen if mention != name and _names(mention, name))


def _names(mention: str, name: str) -> bool:
    words, own = _WORD.findall(mention.casefold()), _WORD.findall(name.casefold())
    if not words or not own:
        return False
    if words[0] in own[1:] and set(words) <= set(own):
        return True
    short, long = "".join(words), "".join(own)
    if short[0] == long[0] and (_is_within(short, long) or _is_within(long, short)):
        return True
    return len(words) >= len(own) + _MORE_WORDS and _is_within(long, short)


def _is_within(short: str, long: str) -> bool:
    """Whether the letters of ``short`` all stand in ``long`` in their order, as those of a contraction do."""
    letters: Iterator[str] = iter(long)
    return all(letter in letters for letter in short)
