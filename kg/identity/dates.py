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
    gap: int | None = None
    for one in a:
        left = _bounds(one)
        for other in b if left else ():
            right = _bounds(other)
            if left and right:
                found = max(0, right[0] - left[1], left[0] - right[1])
                gap = found if gap is None else min(gap, found)
    return gap


def span(dates: Collection[str]) -> tuple[int, int] | None:
    """The first and the last day (as ordinals) that any of the dates may mean; None where there is none."""
    found = [bounds for iso in dates if (bounds := _bounds(iso))]
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None
