"""Commemorations: anniversaries and named days ("HUT ke-80 Kemerdekaan RI", "Hari Bhakti Pemasyarakatan ke-61")."""

from __future__ import annotations

from kg.extraction.mentions.passage import DATE_WORDS, Passage

_OPENERS = frozenset(
    [
        *["peringatan", "perayaan", "memperingati", "merayakan", "menyambut", "memeriahkan", "menyemarakkan"],
        *["semarakkan", "sambut", "rangkaian", "rangka", "momentum", "jelang", "menjelang", "puncak", "peringati"],
        *["rayakan", "diperingati", "bertepatan", "semarak", "hikmat", "seabad"],
    ]
)
OPENINGS = frozenset(["hut", "hari"])
"""The words with which the name of a commemoration begins."""
_NAME_WORDS = frozenset(["ke", "dan", "tahun", "republik"])
_LONGEST = 10


def commemoration_end(passage: Passage, position: int) -> int:
    """Where the name of a commemoration that begins at ``position`` ends; ``position`` itself where none does."""
    first = _opening(passage, position)
    if first == position:
        return position
    end, ordinal = _name_end(passage, first)
    named = ordinal or _introduced(passage, position)
    return end if named and end > position + 1 else position


def _opening(passage: Passage, position: int) -> int:
    """Behind "HUT", "Hari Ulang Tahun (HUT)" or the "Hari" of a named day."""
    word = passage.words[position]
    if word not in OPENINGS or not passage.capital(position):
        return position
    if word == "hut":
        return position + 1
    if passage.words[position + 1 : position + 3] == ["ulang", "tahun"]:
        return position + 3
    if passage.capital(position + 1) and passage.words[position + 1] not in DATE_WORDS:
        return position + 1
    return position


def _name_end(passage: Passage, first: int) -> tuple[int, bool]:
    """The end of the name from ``first`` on, and whether it has an ordinal ("ke-80")."""
    end, ordinal = first, False
    while end < len(passage.tokens) and end - first < _LONGEST:
        text, word = passage.tokens[end].text, passage.words[end]
        if "\n" in passage.gap(end) or word in DATE_WORDS:
            break
        if word.startswith("ke-"):
            ordinal = True
        elif text == "(" and passage.tokens[end + 2 : end + 3] and passage.tokens[end + 2].text == ")":
            end += 3
            continue
        elif not (passage.capital(end) or text.isdigit() or (word in _NAME_WORDS and passage.capital(end + 1))):
            break
        end += 1
    return end, ordinal


def _introduced(passage: Passage, position: int) -> bool:
    """Whether a word of commemorating stands right before, or one word further left."""
    return bool(_OPENERS & set(passage.words[max(0, position - 2) : position]))
