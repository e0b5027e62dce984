"""PartialDate: a year, a month, a day, or a range of them, as far as an article says."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of ISO 8601 precision year, month or day, or a range ``first/last`` of two such dates.

    ``iso`` is the written form (``2025``, ``2025-11``, ``2025-11-24``, ``2025-11-24/2026-05-23``).
    Raises ``ValueError`` where ``iso`` is none of these or names a day that does not exist.
    """

    iso: str

    def __post_init__(self) -> None:
        parts = self.iso.split("/")
        if len(parts) > 2:
            raise ValueError(f"not a date: {self.iso!r}")
        lows = [_bounds(part)[0] for part in parts]
        if len(lows) == 2 and lows[1] < lows[0]:
            raise ValueError(f"the range ends before it begins: {self.iso!r}")

    @property
    def first(self) -> str:
        """The (start) date in ISO form."""
        return self.iso.split("/")[0]

    @property
    def last(self) -> str:
        """The (end) date in ISO form; the same as ``first`` where this is not a range."""
        return self.iso.split("/")[-1]

    @property
    def is_range(self) -> bool:
        """Whether this names two dates, a first and a last."""
        return "/" in self.iso

    @property
    def earliest(self) -> date:
        """The first day that this can mean."""
        return _bounds(self.first)[0]

    @property
    def latest(self) -> date:
        """The last day that this can mean."""
        return _bounds(self.last)[1]

    def __str__(self) -> str:
        return self.iso


def _bounds(point: str) -> tuple[date, date]:
    match = _POINT.fullmatch(point)
    if match is None:
        raise ValueError(f"not a date: {point!r}")
    year, month, day = int(match[1]), match[2], match[3]
    if day:
        exact = date(year, int(month), int(day))
        return exact, exact
    if month:
        return date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1])
    return date(year, 1, 1), date(year, 12, 31)
