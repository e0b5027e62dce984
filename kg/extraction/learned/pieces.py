"""Pieces: a document cut into the units that the encoder reads, in windows that it can take in at once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

from tokenizers import Tokenizer

from kg.model import Document, Span

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
# A window and its two end marks; longer ones cost more per piece, shorter ones see less around a piece.
WINDOW = 254
# Half of a surrogate pair is no character to the tokenizer.
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a document: ids, their characters in ``Document.text``, and windows as ranges of pieces.

    ``spans`` ascend and do not overlap; windows follow each other without gap.
    """

    ids: tuple[int, ...]
    spans: tuple[Span, ...]
    windows: tuple[range, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(span.start for span in self.spans))

    def under(self, span: Span) -> range:
        """The pieces that share a character with ``span``; empty where none does."""
        if not len(span):
            return range(0)
        first = max(0, bisect_right(self._starts, span.start) - 1)
        while first < len(self.spans) and self.spans[first].end <= span.start:
            first += 1
        return range(first, max(first, bisect_left(self._starts, span.end)))


class PieceTokenizer:
    """The unigram tokenizer of the encoder, its vocabulary cut to what Indonesian text uses."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))

    @property
    def size(self) -> int:
        """How many pieces there are."""
        return int(self._tokenizer.get_vocab_size())

    def cut(self, document: Document) -> Pieces:
        """The pieces of ``document``."""
        text = document.text
        encoding = self._tokenizer.encode(_HALF.sub("\ufffd", text.replace("\n", " ")), add_special_tokens=False)
        ids: list[int] = []
        spans: list[Span] = []
        taken = 0
        for piece, (first, end) in zip(encoding.ids, encoding.offsets, strict=True):
            free = max(first, taken)  # a mark of a word's beginning may share its first letter
            start = end - len(text[free:end].lstrip())
            if start < end:
                ids.append(piece)
                spans.append(Span(start, end))
                taken = end
        starts = [span.start for span in spans]
        breaks = [bisect_left(starts, sentence.start) for sentence in document.sentences]
        return Pieces(tuple(ids), tuple(spans), tuple(_windows(len(ids), breaks)))


def _windows(count: int, breaks: list[int]) -> list[range]:
    """As few windows as can be, of about the same length, beginning with a sentence where one is near."""
    windows: list[range] = []
    start = 0
    while start < count:
        left = ceil((count - start) / WINDOW)
        ideal = start + ceil((count - start) / left)
        near = [b for b in breaks if start < b <= start + WINDOW and abs(b - ideal) <= WINDOW // 4]
        end = count if left == 1 else min(near, key=lambda b: (abs(b - ideal), b), default=ideal)
        windows.append(range(start, end))
        start = end
    return windows
