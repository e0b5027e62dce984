"""Context: how two clusters of a reading lie to each other in the text, as numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extraction.entities.reading import Reading
from kg.extraction.learned.closest import Indices, padded, smallest
from kg.extraction.learned.cues import CUES, CueMention

# Words that stand beside or between names often enough to tell something, and their column.
Lexis = Mapping[str, int]

_MENTIONS = 8
_REACH = 20
_BETWEEN = 12
_ACTIVE = re.compile(r"(?:meng|meny|mem|men|me|ber)[a-z]{4,}")
_PASSIVE = re.compile(r"(?:di|ter)[a-z]{4,}")
_EDGES = 4
_PLAIN = 21
NUMBERS = _PLAIN + 2 * len(CUES)
# Pairs looked at together, so that a long article needs little more memory than a short one.
_AT_ONCE = 2048


@dataclass(frozen=True, slots=True)
class Places:
    """Mentions by token positions, in text order: all of a reading, or those picked.

    ``first`` and ``last`` (exclusive) with the title beside it; ``order``: which one of its ``sentence`` it is;
    ``owner``: the row of its cluster.
    """

    first: Indices
    last: Indices
    sentence: Indices
    order: Indices
    owner: Indices

    def at(self, rows: Indices) -> Places:
        """The places of these rows."""
        return Places(self.first[rows], self.last[rows], self.sentence[rows], self.order[rows], self.owner[rows])


class Context:
    """The places of all clusters of a reading, and what lies around and between them."""

    def __init__(self, reading: Reading, cues: Sequence[CueMention], lexis: Lexis) -> None:
        words = [token.lower for token in reading.document.tokens]
        self._size = len(lexis)
        self._columns = np.array([lexis.get(word, -1) for word in words], np.int64)
        self._active = _so_far([word[0] in "mb" and _ACTIVE.fullmatch(word) is not None for word in words])
        self._passive = _so_far([word[0] in "dt" and _PASSIVE.fullmatch(word) is not None for word in words])
        self._commas = _so_far([word == "," for word in words])
        self._title = 0 if reading.document.body else -1
        self._places = _places(reading)
        self._around = _cues_around(self._places, cues)
        self._actors = np.bincount(self._places.sentence, minlength=1)
        own: list[list[int]] = [[] for _ in reading.clusters]
        for place, owner in enumerate(self._places.owner.tolist()):
            own[owner].append(place)
        own = [places[:_MENTIONS] for places in own]
        self._own = padded(own)
        self._in_body = padded([[p for p in some if self._places.sentence[p] != self._title] or some for some in own])

    @property
    def width(self) -> int:
        """How many numbers ``of`` gives of a pair."""
        return NUMBERS + (_EDGES + 1) * self._size

    def of(self, pairs: Indices) -> tuple[NDArray[np.float32], Indices]:
        """The numbers (m, width) of ``pairs`` (m, 2) of rows of clusters; which clusters (m, 2) are named beside.

        The numbers are about the closest mentions in one sentence, else about the first mention of each. The clusters
        are those named right before and behind the second, -1 for none.
        """
        found = np.zeros((len(pairs), self.width), np.float32)
        beside = np.full((len(pairs), 2), -1, np.int64)
        placed = np.flatnonzero((self._own[pairs, 0] >= 0).all(1))
        for rows in np.split(placed, range(_AT_ONCE, len(placed), _AT_ONCE)):
            first, second, shared = self._closest(pairs[rows])
            one, other = self._places.at(first), self._places.at(second)
            start, stop = _between(one, other, shared > 0)
            found[rows, :_PLAIN] = self._plain(one, other, start, stop, shared)
            found[rows, _PLAIN:NUMBERS] = self._around[second]
            self._words_around(found, rows, (one.first - 1, one.last, other.first - 1, other.last), start, stop)
            beside[rows] = self._beside(second)
        return found, beside

    def _closest(self, pairs: Indices) -> tuple[Indices, Indices, Indices]:
        """The place of either end that speaks for it, and in how many ways the two share a sentence."""
        ones, others = self._own[pairs[:, 0], :, None], self._own[pairs[:, 1], None, :]
        one, other = self._places.at(ones), self._places.at(others)
        same = (one.sentence == other.sentence) & (ones >= 0) & (others >= 0)
        shared = same.sum((1, 2))
        gaps = np.abs(one.first - other.first) + 5 * (one.sentence == self._title)
        first, second = _picked(same, ones, others, gaps, one.first, other.first)
        apart = np.flatnonzero(shared == 0)
        ones, others = self._in_body[pairs[apart, 0], :, None], self._in_body[pairs[apart, 1], None, :]
        one, other = self._places.at(ones), self._places.at(others)
        gaps = np.abs(one.sentence - other.sentence)
        fit = (ones >= 0) & (others >= 0)
        first[apart], second[apart] = _picked(fit, ones, others, gaps, other.first, one.first)
        return first, second, shared

    def _plain(self, one: Places, other: Places, start: Indices, stop: Indices, shared: Indices) -> NDArray[np.float64]:
        together, title = shared > 0, self._title
        gap = np.where(together, np.maximum(0, np.maximum(one.first, other.first) - start), _REACH)
        columns = [
            together,
            one.first < other.first,
            np.minimum(gap, _REACH) / _REACH,
            gap == 0,
            gap == 1,
            self._active[stop] > self._active[start],
            self._passive[stop] > self._passive[start],
            self._commas[stop] > self._commas[start],
            np.where(together, np.minimum(np.abs(one.order - other.order), 6) / 6, 1.0),
            np.minimum(one.order, 6) / 6,
            np.minimum(other.order, 6) / 6,
            np.minimum(one.sentence, 10) / 10,
            np.minimum(other.sentence, 10) / 10,
            one.sentence == title,
            other.sentence == title,
            one.sentence == title + 1,
            other.sentence == title + 1,
            np.minimum(self._actors[other.sentence], 8) / 8,
            np.minimum(np.abs(one.sentence - other.sentence), 8) / 8,
            shared / 4,
            (one.last >= other.last) & (one.first <= other.first),
        ]
        return np.stack(columns, 1).astype(np.float64)

    def _words_around(
        self, found: NDArray[np.float32], rows: Indices, edges: Sequence[Indices], start: Indices, stop: Indices
    ) -> None:
        """Set the columns of the words at the ``edges`` of both places and between them."""
        words = len(self._columns)
        for number, positions in enumerate(edges):
            self._set(found, rows, positions, (positions >= 0) & (positions < words), number)
        for step in range(_BETWEEN):
            self._set(found, rows, start + step, start + step < stop, _EDGES)

    def _set(
        self, found: NDArray[np.float32], rows: Indices, positions: Indices, real: NDArray[np.bool_], block: int
    ) -> None:
        columns = self._columns[positions[real]]
        known = columns >= 0
        found[rows[real][known], NUMBERS + block * self._size + columns[known]] = 1

    def _beside(self, places: Indices) -> Indices:
        """The owners of the places before and behind in the same sentence, -1 for none."""
        found = np.full((len(places), 2), -1, np.int64)
        for column, step in enumerate((-1, 1)):
            near = np.clip(places + step, 0, len(self._places.first) - 1)
            there = (near != places) & (self._places.sentence[near] == self._places.sentence[places])
            found[there, column] = self._places.owner[near[there]]
        return found


def _so_far(said: Sequence[bool]) -> Indices:
    """How many are true before each position, and in all: what lies between two positions is the difference."""
    return np.cumsum([False, *said], dtype=np.int64)


def _places(reading: Reading) -> Places:
    beside = {h.person.span: h.span for h in reading.holdings}
    row_of = {cluster.id: row for row, cluster in enumerate(reading.clusters)}
    counts: dict[int, int] = defaultdict(int)
    found = []
    for mention, cluster in reading.mentions():
        tokens = reading.document.token_range(beside.get(mention.span, mention.span))
        if tokens:
            sentence = reading.document.sentence_index(mention.span.start)
            found.append((tokens.start, tokens.stop, sentence, counts[sentence], row_of[cluster.id]))
            counts[sentence] += 1
    return Places(*np.array(found, np.int64).reshape(-1, 5).T)


def _cues_around(places: Places, cues: Sequence[CueMention]) -> NDArray[np.float32]:
    """How near a cue of each role stands before and behind each place in its sentence, (places, 2 * CUES)."""
    by_sentence: dict[int, list[CueMention]] = defaultdict(list)
    for cue in cues:
        by_sentence[cue.sentence].append(cue)
    found = np.zeros((len(places.first), 2 * len(CUES)), np.float32)
    rows = np.stack([places.first, places.last, places.sentence], 1).tolist()
    for row, (first, last, sentence) in enumerate(rows):
        for cue in by_sentence.get(sentence, ()):
            side, gap = (0, first - cue.tokens.stop)
            if cue.tokens.start >= last:
                side, gap = (len(CUES), cue.tokens.start - last)
            if 0 <= gap < _REACH:
                for role in cue.roles:
                    column = side + CUES.index(role)
                    found[row, column] = max(found[row, column], 1 - gap / _REACH)
    return found


def _between(one: Places, other: Places, together: NDArray[np.bool_]) -> tuple[Indices, Indices]:
    """Where the words between two places begin and end; of places that are not near each other none are looked at."""
    start = np.where(one.first <= other.first, one.last, other.last)
    stop = np.maximum(start, np.maximum(one.first, other.first))
    return start, np.where(together & (stop - start <= 2 * _REACH), stop, start)


def _picked(fit: NDArray[np.bool_], ones: Indices, others: Indices, *keys: Indices) -> tuple[Indices, Indices]:
    a, b = smallest(fit, *keys)
    rows = np.arange(len(fit))
    return ones[rows, a, 0], others[rows, 0, b]
