"""Unit classes: the subtype and the class of a prison or office inside its name ("Narkotika Kelas IIA")."""

from __future__ import annotations

from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.words import Words
from kg.vocabulary import UnitType

_LEVELS = {"i": "I", "1": "I", "ii": "II", "2": "II", "iii": "III", "3": "III", "ia": "IA", "1a": "IA", "ib": "IB",
           "iia": "IIA", "2a": "IIA", "iib": "IIB", "2b": "IIB", "iiia": "IIIA"}  # fmt: skip
_SUBTYPES = {"narkotika": "narkotika", "perempuan": "perempuan", "wanita": "perempuan", "pemuda": "pemuda",
             "terbuka": "terbuka", "khusus": "khusus"}  # fmt: skip
_OFFICE_LEVELS = frozenset({"khusus", "non", "tpi", "non-tpi"})


def read_class(words: Words, lexicon: Lexicon, kind: UnitType, end: int) -> tuple[UnitType, str, int]:
    """Subtype and class, in either order: "Narkotika Kelas IIA", "Klas II B", "Kelas I Khusus TPI"."""
    level = ""
    position = end
    for _ in range(3):
        word = words.folded[position] if position < words.count else ""
        subtype = lexicon.subtypes.get((kind.id, _SUBTYPES.get(word, "")))
        if subtype is not None:
            kind, position = subtype, position + 1
            continue
        found, after = _level(words, position, bool(kind.classes))
        if not found:
            break
        level, position = found, after
        if kind.id == "kanim":
            while words.is_(position, *_OFFICE_LEVELS):
                level += f" {words.tokens[position].text}"
                position += 1
    return kind, level, position


def _level(words: Words, position: int, graded: bool) -> tuple[str, int]:
    named = words.is_(position, "kelas", "klas", "kls", "tipe")
    number = position + 1 if named else position
    if number >= words.count or not (named or (graded and words.tokens[number].text.isupper())):
        return "", position
    level = _LEVELS.get(words.folded[number], "")
    if level and words.is_(number + 1, "a", "b") and words.capital[number + 1]:
        return level + words.folded[number + 1].upper(), number + 2
    return level, number + 1 if level else position
