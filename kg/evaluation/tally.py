"""Tally: precision, recall and F1 from three counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """How many were found rightly, how many there are, how many were found."""

    hit: int = 0
    gold: int = 0
    found: int = 0

    def add(self, hit: int, gold: int, found: int) -> None:
        """Count in the figures of one more article."""
        self.hit += hit
        self.gold += gold
        self.found += found

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def f1(tallies: Iterable[Tally]) -> float:
    """The F1 of all of them together."""
    total = Tally()
    for tally in tallies:
        total.add(tally.hit, tally.gold, tally.found)
    return total.f1
