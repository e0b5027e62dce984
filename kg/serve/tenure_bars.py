"""Tenure bars: tenures as bars on one scale, for a page to draw beside the words that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.views.tenures import Tenure

WIDTH, _LEAST = 600.0, 4.0
"""The width of the scale in units of the drawing, and that of a bar for one day."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time: seen by articles, told by them, or only proposed."""

    kind: Literal["seen", "told", "proposed"]
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """One tenure and its bars, the widest first."""

    tenure: Tenure
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class TenureLine:
    """Tenures in order of time, on a scale from ``first`` to ``last`` (ISO; empty where no day is known)."""

    rows: tuple[Row, ...]
    first: str
    last: str


def tenure_line(tenures: Sequence[Tenure]) -> TenureLine:
    """The tenures, in the order given, each with its bars."""
    days = sorted(day for tenure in tenures for day in _days(tenure) if day)
    if not days:
        return TenureLine(tuple(Row(tenure, ()) for tenure in tenures), "", "")
    scale = _Scale(date.fromisoformat(days[0]), date.fromisoformat(days[-1]))
    return TenureLine(tuple(Row(tenure, scale.bars(tenure)) for tenure in tenures), days[0], days[-1])


def _days(tenure: Tenure) -> tuple[str, ...]:
    return tenure.start, tenure.first, tenure.last, tenure.end, tenure.proposed_end


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def bars(self, tenure: Tenure) -> tuple[Bar, ...]:
        known = [day for day in (tenure.start, tenure.first, tenure.last, tenure.end) if day]
        found = []
        if tenure.proposed_end and known:
            found.append(self._bar("proposed", min(known), max(*known, tenure.proposed_end)))
        if tenure.start or tenure.end:
            # A title lingers: what is seen after a stated end belongs to no bar but its own.
            found.append(self._bar("told", min(known), tenure.end or max(known)))
        if tenure.first:
            found.append(self._bar("seen", tenure.first, tenure.last))
        return tuple(found)

    def _bar(self, kind: Literal["seen", "told", "proposed"], first: str, last: str) -> Bar:
        length = max(1, (self.last - self.first).days)
        start, end = ((date.fromisoformat(day) - self.first).days / length * (WIDTH - _LEAST) for day in (first, last))
        return Bar(kind, round(start, 1), round(end - start + _LEAST, 1))
