"""Normalised text with a map back to the characters it was made from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# One character for one: every kind of space is a space, every kind of line end a newline.
_SPACES = dict.fromkeys((0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_LINE_ENDS = dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
_ONE_TO_ONE = {**_SPACES, **_LINE_ENDS, ord("‐"): "-", ord("‑"): "-"}
_VARIANT = re.compile(f"[{''.join(map(chr, _ONE_TO_ONE))}]")

# Dropped: soft hyphens, zero-width and bidirectional marks, the CR of CRLF, and asterisks that make a word bold.
_DROPPED = re.compile(
    r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|\r(?=\n)|(?<![\w*])\*+(?=\w)|(?<=\S)\*+(?!\w)"
)
_APOSTROPHE = re.compile(r"(?<=\w)[’‘ʼ`´](?=\w)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of normalised text that stands one to one for the source from ``origin`` on."""

    text: str
    origin: int


def normalise(source: str) -> list[Piece]:
    """The normalised text of ``source`` in pieces, in order; their texts joined are the whole.

    Spaces and line ends become plain ones, typographic apostrophes inside a word straight ones; invisible characters
    and asterisks of emphasis are dropped; a letter and its combining marks become one character (NFC).
    """
    pieces, position = [], 0
    for gap in _DROPPED.finditer(source):
        pieces += _composed(source[position : gap.start()], position)
        position = gap.end()
    pieces += _composed(source[position:], position)
    return [Piece(_plain(piece.text), piece.origin) for piece in pieces]


def _plain(text: str) -> str:
    """``text`` with its typographic variants replaced; most texts have none and are not copied."""
    if _VARIANT.search(text):
        text = text.translate(_ONE_TO_ONE)
    return _APOSTROPHE.sub("'", text)


def _composed(source: str, origin: int) -> list[Piece]:
    """``source`` in NFC: one piece where it already is, else a new piece after every composed character."""
    if not source or unicodedata.is_normalized("NFC", source):
        return [Piece(source, origin)] if source else []
    pieces: list[Piece] = []
    start = 0
    for match in re.finditer(r"\w[^\w\s]+", source):
        end = match.start() + 1
        while end < match.end() and unicodedata.combining(source[end]):
            end += 1
        cluster = source[match.start() : end]
        single = unicodedata.normalize("NFC", cluster)
        if len(cluster) > 1 and len(single) == 1:
            if start < match.start():
                pieces.append(Piece(source[start : match.start()], origin + start))
            pieces.append(Piece(single, origin + match.start()))
            start = end
    if start < len(source):
        pieces.append(Piece(source[start:], origin + start))
    return pieces
