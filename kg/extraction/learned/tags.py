"""Tags: the encoder's chances for pieces, read as mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from kg.extraction.learned.model import Encoded
from kg.extraction.learned.pieces import Pieces
from kg.extraction.learned.sheet import KINDS
from kg.extraction.learned.tagging import Tagged
from kg.model import ENTITY_TYPES, Document, EntityType, Span

_KINDS_OF: Mapping[EntityType, slice] = {
    "Event": slice(0, KINDS.index("other") + 1),
    "Unit": slice(KINDS.index("Bapas"), KINDS.index("Lainnya") + 1),
    "Place": slice(KINDS.index("province"), len(KINDS)),
}


def read_tags(document: Document, pieces: Pieces, encoded: Encoded, least: Mapping[str, float]) -> list[Tagged]:
    """Every stretch that is likelier a mention than not, widened to whole words, in text order.

    Those are left out that are less sure than ``least`` says of their type.
    """
    found = []
    for column, kind in enumerate(ENTITY_TYPES):
        chances = encoded.tags[:, column]
        for run in runs(chances) if least[kind] <= 1 else ():
            score = float(1 - chances[run.start : run.stop, 0].mean())
            if score >= least[kind]:
                span = _whole(document, pieces.spans[run.start].start, pieces.spans[run.stop - 1].end)
                found.append(Tagged(kind, span, _kind(kind, encoded, run), score))
    return sorted(found, key=lambda t: (t.span, t.type))


def runs(chances: np.ndarray) -> Iterator[range]:
    """The runs of pieces of one mention each: a first piece begins one, inside pieces go on."""
    start = -1
    said = chances.argmax(-1).tolist()
    for position, tag in enumerate(said):
        if start >= 0 and tag != 2:
            yield range(start, position)
            start = -1
        if tag == 1 or (tag == 2 and start < 0):
            start = position
    if start >= 0:
        yield range(start, len(said))


def _whole(document: Document, start: int, end: int) -> Span:
    """The stretch and the rest of its first and last word: "hanan pang" in "ketahanan pangan" is both words.

    What stands before a hyphen stays outside: "se-Indonesia" names Indonesia.
    """
    text = document.text
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    words = document.token_range(Span(start, end))
    return Span(start, max(end, document.tokens[words.stop - 1].span.end) if words else end)


def _kind(kind: EntityType, encoded: Encoded, run: range) -> str:
    """The likeliest kind of a mention of a type; empty for types without kinds."""
    if kind not in _KINDS_OF:
        return ""
    part = _KINDS_OF[kind]
    return KINDS[part][int(encoded.kinds[run.start : run.stop, part].mean(0).argmax())]
