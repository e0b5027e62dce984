"""Dates: how far apart two sets of dates are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from kg.model import PartialDate


@lru_cache(maxsize=100_000)
def bounds(iso: str) -> tuple[int, int] | None:
    """First and last day (as ordinals) that a date may mean; None where it is no date."""
    try:
        when = PartialDate(iso)
        return _day(when.first, first=True), _day(when.last, first=False)
    except ValueError:
        return None


def _day(iso: str, *, first: bool) -> int:
    year, month, day = ([int(part) for part in iso.split("-")] + [0, 0])[:3]
    if day:
        return date(year, month, day).toordinal()
    if first:
        return date(year, month or 1, 1).toordinal()
    following = date(year + (month in (0, 12)), 1 if month in (0, 12) else month + 1, 1)
    return following.toordinal() - 1


def days_apart(a: Collection[str], b: Collection[str]) -> int | None:
    """The fewest days between a date of each; 0 where they may be one day, None where a side has none."""
    left = [span for iso in a if (span := bounds(iso))]
    right = [span for iso in b if (span := bounds(iso))]
    if not left or not right:
        return None
    return min(max(0, y[0] - x[1], x[0] - y[1]) for x in left for y in right)


def first_day(dates: Collection[str]) -> int:
    """The first day of any of the dates; 0 where there is none."""
    return min((span[0] for iso in dates if (span := bounds(iso))), default=0)
