"""Tenures in RDF: the days that a term of office gets from what is said of its start and its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

# Titles linger: a report of up to a month after somebody left may still call him by the post.
LINGERING = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Limit:
    """A day (ISO) on which a term begins or ends.

    ``status`` is "stated" where an article says so, "proposed" where it follows from a succession. ``dated`` is whether
    an article gives the day; else the term had begun, or was over, by that day at the latest.
    """

    side: Literal["start", "end"]
    status: Literal["stated", "proposed"]
    day: str
    dated: bool


def term_days(limits: Iterable[Limit], last: str) -> dict[str, str]:
    """``start``, ``end`` and ``proposedEnd`` of a term, as far as its limits tell; ``last`` is when it was last seen.

    Of several days one that an article gives counts, then the earliest. A start after the end counts for nothing, nor
    does a proposal where an end is stated, or where the holder was still seen well after it.
    """
    known = sorted(limits, key=lambda limit: (not limit.dated, limit.day))
    ends = [limit.day for limit in known if (limit.side, limit.status) == ("end", "stated")]
    proposed = [limit.day for limit in known if limit.status == "proposed" and not lingers_past(limit.day, last)]
    starts = [limit.day for limit in known if limit.side == "start" and (not ends or limit.day <= ends[0])]
    days = {"start": starts, "end": ends, "proposedEnd": [] if ends else proposed}
    return {name: found[0] for name, found in days.items() if found}


def lingers_past(end: str, seen: str) -> bool:
    """Whether somebody was seen in a post too long after a day for that day to be the end; both ISO, or empty."""
    return bool(seen) and date.fromisoformat(seen) > date.fromisoformat(end) + LINGERING
