"""Context: how two clusters of a reading lie to each other in the text, as numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.learned.cues import CUES, CueMention

# Words that stand beside or between names often enough to tell something, and their column.
Lexis = Mapping[str, int]

_MENTIONS = 8
_REACH = 20
_BETWEEN = 12
_ACTIVE = re.compile(r"(?:meng|meny|mem|men|me|ber)[a-z]{4,}")
_PASSIVE = re.compile(r"(?:di|ter)[a-z]{4,}")
_EDGES = 4
NUMBERS = 21 + 2 * len(CUES)


@dataclass(frozen=True, slots=True)
class Place:
    """One mention by token positions: ``first`` and ``last`` (exclusive) with the title beside it, and its sentence."""

    first: int
    last: int
    sentence: int
    order: int


class Context:
    """The places of all clusters of a reading, and what lies around and between them."""

    def __init__(self, reading: Reading, cues: Sequence[CueMention], lexis: Lexis) -> None:
        self._document = reading.document
        self._words = [token.lower for token in reading.document.tokens]
        self._lexis = lexis
        self._cues: dict[int, list[CueMention]] = defaultdict(list)
        for cue in cues:
            self._cues[cue.sentence].append(cue)
        self._title = 0 if reading.document.body else -1
        beside = {h.person.span: h.span for h in reading.holdings}
        self._places: dict[str, list[Place]] = defaultdict(list)
        counts: dict[int, int] = defaultdict(int)
        self._by_order: dict[tuple[int, int], str] = {}
        for mention, cluster in reading.mentions():
            tokens = self._document.token_range(beside.get(mention.span, mention.span))
            if tokens:
                sentence = self._document.sentence_index(mention.span.start)
                place = Place(tokens.start, tokens.stop, sentence, counts[sentence])
                self._places[cluster.id].append(place)
                self._by_order[sentence, counts[sentence]] = cluster.id
                counts[sentence] += 1
        self._actors = counts

    @property
    def width(self) -> int:
        """How many numbers ``of`` gives."""
        return NUMBERS + (_EDGES + 1) * len(self._lexis)

    def of(self, one: Cluster, other: Cluster) -> tuple[NDArray[np.float32], tuple[str, str]]:
        """The numbers of a pair, and which clusters are named right before and behind ``other``.

        They are about the closest mentions in one sentence, else about the first mention of each.
        """
        found = np.zeros(self.width, np.float32)
        places = [p[:_MENTIONS] for p in (self._places[one.id], self._places[other.id])]
        if not places[0] or not places[1]:
            return found, ("", "")
        first, second = self._closest(places[0], places[1])
        together = first.sentence == second.sentence
        low, high = (first, second) if first.first <= second.first else (second, first)
        gap = max(0, high.first - low.last) if together else _REACH
        between = self._words[low.last : high.first] if together and gap <= 2 * _REACH else []
        found[:21] = [
            together,
            first.first < second.first,
            min(gap, _REACH) / _REACH,
            gap == 0,
            gap == 1,
            any(_ACTIVE.fullmatch(w) for w in between),
            any(_PASSIVE.fullmatch(w) for w in between),
            "," in between,
            min(abs(first.order - second.order), 6) / 6 if together else 1.0,
            min(first.order, 6) / 6,
            min(second.order, 6) / 6,
            min(first.sentence, 10) / 10,
            min(second.sentence, 10) / 10,
            first.sentence == self._title,
            second.sentence == self._title,
            first.sentence == self._title + 1,
            second.sentence == self._title + 1,
            min(self._actors[second.sentence], 8) / 8,
            min(abs(first.sentence - second.sentence), 8) / 8,
            sum(1 for a in places[0] for b in places[1] if a.sentence == b.sentence) / 4,
            first.last >= second.last and first.first <= second.first,
        ]
        found[21:NUMBERS] = self._cues_around(second)
        self._words_around(found, first, second, between)
        beside = [self._by_order.get((second.sentence, second.order + step), "") for step in (-1, 1)]
        return found, (beside[0], beside[1])

    def _closest(self, ones: Sequence[Place], others: Sequence[Place]) -> tuple[Place, Place]:
        pairs = [(abs(a.first - b.first) + (a.sentence == self._title) * 5, a, b)
                 for a in ones for b in others if a.sentence == b.sentence]  # fmt: skip
        if not pairs:
            body = [[p for p in places if p.sentence != self._title] or list(places) for places in (ones, others)]
            return min(
                ((a, b) for a in body[0] for b in body[1]),
                key=lambda pair: (abs(pair[0].sentence - pair[1].sentence), pair[1].first, pair[0].first),
            )
        return min(pairs, key=lambda pair: (pair[0], pair[1].first, pair[2].first))[1:]

    def _cues_around(self, place: Place) -> list[float]:
        before, behind = [0.0] * len(CUES), [0.0] * len(CUES)
        for cue in self._cues.get(place.sentence, ()):
            side, gap = (before, place.first - cue.tokens.stop)
            if cue.tokens.start >= place.last:
                side, gap = (behind, cue.tokens.start - place.last)
            if 0 <= gap < _REACH:
                for role in cue.roles:
                    index = CUES.index(role)
                    side[index] = max(side[index], 1 - gap / _REACH)
        return [*before, *behind]

    def _words_around(self, found: NDArray[np.float32], first: Place, second: Place, between: Sequence[str]) -> None:
        size = len(self._lexis)
        edges = (first.first - 1, first.last, second.first - 1, second.last)
        for number, position in enumerate(edges):
            if 0 <= position < len(self._words):
                column = self._lexis.get(self._words[position])
                if column is not None:
                    found[NUMBERS + number * size + column] = 1
        for word in between[:_BETWEEN]:
            column = self._lexis.get(word)
            if column is not None:
                found[NUMBERS + _EDGES * size + column] = 1
