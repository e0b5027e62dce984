"""Spelling: forms of names that are the same to a reader: variants, initials, short and long forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz.distance import DamerauLevenshtein

from kg.vocabulary import load_vocabulary

_WORD = re.compile(r"[^\W_]+")
_BRACKETED = re.compile(r"([^()]+)\(([^()]{2,30})\)([^()]*)")
# From so many letters on, words and whole names are the same where one letter differs.
_WORD_LENGTH = 5
_LONG = 10
NameMatch = Literal["equal", "variant", "initials", "part", "different"]


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Lower case without accents and punctuation, words parted by single spaces."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’‘ʼ`]", "", text)).casefold()
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


@dataclass(frozen=True, slots=True)
class _Spellings:
    """The rows of ``spellings.tsv``: of letters in their order, of words by word; classes as they are written.

    ``shortened`` are the names that everybody shortens: what those words are heard as.
    """

    letters: tuple[tuple[str, str], ...]
    words: Mapping[str, str]
    shortened: frozenset[str]
    folded_class: re.Pattern[str]
    written_class: re.Pattern[str]


@cache
def _spellings() -> _Spellings:
    rows = load_vocabulary().spellings
    words = "|".join(re.escape(row.written) for row in rows if row.scope == "class")
    return _Spellings(
        tuple((row.written, row.heard) for row in rows if row.scope == "letters"),
        {row.written: row.heard for row in rows if row.scope == "word"},
        frozenset(row.heard for row in rows if row.scope == "word"),
        re.compile(rf"\b(?:{words})\s+(iii|ii|iv|i|v)\s*([abc]?)\b"),
        re.compile(rf"\b(?:{words})\s+[IVX]+(?:\s?[ABC])?\b", re.IGNORECASE),
    )


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """A word as it sounds: Soeharto and Suharto, Hadiyanto and Hadianto, Nasruddin and Nasrudin are alike."""
    spellings = _spellings()
    if word in spellings.words:
        return spellings.words[word]
    sound = word
    for written, heard in spellings.letters:
        sound = sound.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", sound)


@lru_cache(maxsize=200_000)
def person_tokens(name: str) -> tuple[str, ...]:
    """The words of a person's name as they sound."""
    return tuple(skeleton(word) for word in fold(name).split())


@lru_cache(maxsize=200_000)
def compare_names(left: str, right: str) -> NameMatch:
    """How two names of persons agree, in falling strength.

    Equal in sound; the same but for a letter of a long word, or for one and a blank; one with initials; one with words
    left out.
    """
    a, b = person_tokens(left), person_tokens(right)
    if a == b or "".join(a) == "".join(b):
        return "equal"
    if len(a) != len(b) and _spelled_alike("".join(a), "".join(b), _LONG):
        return "variant"
    if len(a) > len(b):
        a, b = b, a
    steps = _align(a, b)
    if steps is None:
        return "different"
    if len(a) < len(b) and "initial" not in steps:
        return "part"
    return "initials" if "initial" in steps else "variant"


def _align(short: tuple[str, ...], long: tuple[str, ...]) -> set[str] | None:
    """How the words of the shorter name are found, in their order, in the longer; None where one is not.

    Whoever abbreviates a word adds none: "Agus A. Purba" is no longer form of "Agus Andrianto". "M." for
    Muhammad is what everybody writes, whatever else the name has.
    """
    steps: set[str] = set()
    abbreviated = len(short) < len(long)
    position = 0
    for word in short:
        for index in range(position, len(long)):
            step = _same_word(word, long[index])
            if step and not (
                step == "initial" and abbreviated and len(word) > 1 and word not in _spellings().shortened
            ):
                steps.add(step)
                position = index + 1
                break
        else:
            return None
    return steps if steps - {"initial"} else None


def _same_word(a: str, b: str) -> str:
    if a == b:
        return "equal"
    if min(len(a), len(b)) == 1:
        return "initial" if a[0] == b[0] else ""
    return "variant" if _spelled_alike(a, b, _WORD_LENGTH) else ""


def _spelled_alike(a: str, b: str, least: int) -> bool:
    """Whether two words of at least so many letters differ in one of them."""
    return min(len(a), len(b)) >= least and DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1


@lru_cache(maxsize=100_000)
def without_class(name: str) -> tuple[str, str]:
    """A unit's folded name without its class, and the class: ``rutan soe`` and ``iib`` of "Rutan Klas II B Soe"."""
    folded = fold(name)
    match = _spellings().folded_class.search(folded)
    if match is None:
        return folded, ""
    rest = f"{folded[: match.start()]} {folded[match.end() :]}"
    return " ".join(rest.split()), match[1] + match[2]


def strip_class(name: str) -> str:
    """A unit's name as it is written, without its class."""
    return " ".join(_spellings().written_class.sub(" ", name).split())


def bracketed(name: str) -> tuple[str, ...]:
    """A name that gives its short form in brackets, as two: "TNI Manunggal Membangun Desa (TMMD) ke-126"."""
    match = _BRACKETED.fullmatch(name)
    return (match[1] + match[3], match[2] + match[3]) if match else ()


def abbreviates(short: str, long: str) -> bool:
    """Whether one folded name is the other with a run of words shortened to initials: "kdmp leworeng"."""
    x, y = short.split(), long.split()
    while x and y and x[0] == y[0]:
        x, y = x[1:], y[1:]
    while x and y and x[-1] == y[-1]:
        x, y = x[:-1], y[:-1]
    return len(x) == 1 < len(y) and x[0] == initials(" ".join(y))


def initials(words: str) -> str:
    """The first letters of the words, without "dan": ``tts`` of "timor tengah selatan"."""
    return "".join(word[0] for word in words.split() if word != "dan")
