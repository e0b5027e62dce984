"""Calibration: whether statements are right as often as their confidence says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeAlias

Judgement: TypeAlias = tuple[float, bool]
"""The confidence of a statement, and whether gold has it."""

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The statements of a tenth of the scale: from which confidence on, how many, how many of them are right.

    ``confidence`` is their average.
    """

    least: float
    statements: int
    right: int
    confidence: float

    @property
    def most(self) -> float:
        """Where the bin ends; what lies there is of the next, but 1 is of the last."""
        return round(self.least + 1 / _BINS, 1)

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.statements


def bins(judged: Iterable[Judgement]) -> tuple[Bin, ...]:
    """The tenths of the scale that have statements, the least sure first."""
    groups: dict[int, list[Judgement]] = defaultdict(list)
    for confidence, right in judged:
        # In hundredths, as confidences are rounded: 0.3 * 10 would fall short of 3.
        groups[min(round(confidence * 100) * _BINS // 100, _BINS - 1)].append((confidence, right))
    return tuple(
        Bin(
            place / _BINS,
            len(group),
            sum(right for _, right in group),
            sum(confidence for confidence, _ in group) / len(group),
        )
        for place, group in sorted(groups.items())
    )


def expected_error(judged: Collection[Judgement]) -> float:
    """The expected calibration error: how far confidence and share of right ones lie apart, averaged over statements.

    Zero where there are no statements.
    """
    apart = sum(bin_.statements * abs(bin_.confidence - bin_.share) for bin_ in bins(judged))
    return apart / len(judged) if judged else 0.0
