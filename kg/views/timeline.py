"""Timeline: how many events there are in each day, week, month or year of a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Step = Literal["day", "week", "month", "year"]
STEPS: tuple[Step, ...] = ("day", "week", "month", "year")
_LENGTH = {"day": 10, "week": 10, "month": 7, "year": 4}
_MOST = 120
"""Bars that a timeline has at most; a longer period takes longer steps."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A day, week, month or year: its first and last day in ISO form, and how many events begin in it."""

    first: str
    last: str
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars without gaps from the first event to the last; ``vague`` counts events whose date is less exact."""

    step: Step
    bars: tuple[Bar, ...]
    vague: int

    @property
    def highest(self) -> int:
        """The count of the highest bar."""
        return max((bar.count for bar in self.bars), default=0)


def timeline(dates: Iterable[str], step: Step | None = None) -> Timeline:
    """The events of these ISO dates (``2025-10-29``, ``2025-10``, ``2025``; empty ones count as vague).

    Without a ``step`` it is the shortest that keeps most events and no more than 60 bars; a step that would make more
    than 120 bars is lengthened.
    """
    days = Counter(day for day in dates if _is_date(day) or day == "")
    wanted = step or _fitting(days)
    while wanted != "year" and _size(days, wanted) > _MOST:
        wanted = STEPS[STEPS.index(wanted) + 1]
    exact = Counter[str]()
    for day, count in days.items():
        if len(day) >= _LENGTH[wanted]:
            exact[_first(day, wanted)] += count
    if len(exact) and wanted == "year":
        years = sorted(exact)
        if int(years[-1]) - int(years[0]) >= _MOST:  # dates that someone got wrong: show the years that have events
            bars = tuple(Bar(f"{year}-01-01", f"{year}-12-31", exact[year]) for year in years[-_MOST:])
            return Timeline(wanted, bars, days.total() - sum(bar.count for bar in bars))
    bars = tuple(_bar(first, wanted, exact) for first in _steps(exact, wanted))
    return Timeline(wanted, bars, days.total() - exact.total())


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10] if len(text) == 7 else text)
    except ValueError:
        return False
    return True


def _fitting(days: Counter[str]) -> Step:
    for step in STEPS:
        kept = sum(count for day, count in days.items() if len(day) >= _LENGTH[step])
        if kept * 2 >= sum(count for day, count in days.items() if day) and _size(days, step) <= _MOST // 2:
            return step
    return "year"


def _size(days: Counter[str], step: Step) -> int:
    exact = sorted(_first(day, step) for day in days if len(day) >= _LENGTH[step])
    if not exact:
        return 0
    if step in ("day", "week"):
        return (date.fromisoformat(exact[-1]) - date.fromisoformat(exact[0])).days // (1 if step == "day" else 7) + 1
    if step == "month":
        return (int(exact[-1][:4]) - int(exact[0][:4])) * 12 + int(exact[-1][5:]) - int(exact[0][5:]) + 1
    return int(exact[-1]) - int(exact[0]) + 1


def _first(day: str, step: Step) -> str:
    """The name of the step that a date lies in: of a week its Monday."""
    if step == "week":
        monday = date.fromisoformat(day)
        return (monday - timedelta(days=min(monday.weekday(), monday.toordinal() - 1))).isoformat()
    return day[: _LENGTH[step]]


def _steps(exact: Iterable[str], step: Step) -> Iterator[str]:
    found = sorted(exact)
    if not found:
        return
    at, last = found[0], found[-1]
    while at <= last:
        yield at
        if at == last:
            return
        at = _next(at, step)


def _next(first: str, step: Step) -> str:
    if step in ("day", "week"):
        return (date.fromisoformat(first) + timedelta(days=1 if step == "day" else 7)).isoformat()
    year, month = int(first[:4]), int(first[5:] or 12)
    if step == "month" and month < 12:
        return f"{year:04d}-{month + 1:02d}"
    return f"{year + 1:04d}-01" if step == "month" else f"{year + 1:04d}"


def _bar(first: str, step: Step, exact: Counter[str]) -> Bar:
    begin = {"day": first, "week": first, "month": f"{first}-01", "year": f"{first}-01-01"}[step]
    following = _next(first, step)
    if step == "year":
        return Bar(begin, f"{first}-12-31", exact[first])
    after = date.fromisoformat(f"{following}-01" if step == "month" else following)
    return Bar(begin, (after - timedelta(days=1)).isoformat(), exact[first])
