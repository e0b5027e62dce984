"""Dates: how far apart two sets of dates are."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from kg.model import PartialDate


@lru_cache(maxsize=100_000)
def _bounds(iso: str) -> tuple[int, int] | None:
    """First and last day (as ordinals) that a date may mean; None where it is no date."""
    try:
        when = PartialDate(iso)
    except ValueError:
        return None
    return when.earliest.toordinal(), when.latest.toordinal()


def days_apart(a: Collection[str], b: Collection[str]) -> int | None:
    """The fewest days between a date of each; 0 where they may be one day, None where a side has none."""
    left = [span for iso in a if (span := _bounds(iso))]
    right = [span for iso in b if (span := _bounds(iso))]
    if not left or not right:
        return None
    return min(max(0, y[0] - x[1], x[0] - y[1]) for x in left for y in right)


def first_day(dates: Collection[str]) -> int:
    """The first day (as an ordinal) of any of the dates; 0 where there is none."""
    return min((span[0] for iso in dates if (span := _bounds(iso))), default=0)
