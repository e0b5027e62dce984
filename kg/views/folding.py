"""Folding: names and words brought to the one form in which they are compared and looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_CLASS = re.compile(r"\b(?:klas|kls) (?=[iv]+[a-d]?\b)")
_LEVEL = re.compile(r"\b([iv]+) ([a-d])\b")
_OLD_SPELLING = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("nj", "ny"), ("sj", "sy"))


def fold(text: str) -> str:
    """Text as it is compared: without case, accents and punctuation, words parted by single blanks."""
    plain = text.casefold()
    if not plain.isascii():  # most names and texts are, and have nothing to be taken apart
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())  # ℠ is taken apart to SM
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain))


def search_form(text: str) -> str:
    """Text as it is looked up: folded, with ways of writing made one that Indonesian readers take for the same.

    These are the classes of units (Klas II B, Kelas IIB) and the spelling of names before 1972 (Djoko, Soekarno).
    """
    folded = _LEVEL.sub(r"\1\2", _CLASS.sub("kelas ", fold(text)))
    for old, new in _OLD_SPELLING:
        folded = folded.replace(old, new)
    return folded


def words_in(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, search form) of each word of a text; offsets in code points of the text as it is."""
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), _form(match[0])


@lru_cache(maxsize=20_000)
def _form(word: str) -> str:
    return search_form(word)
