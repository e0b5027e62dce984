"""Names of months and weekdays, Indonesian and English, and the dates that head an article."""

from __future__ import annotations

import re
from datetime import date

_MONTH_NAMES = (
    "januari january jan", "februari february pebruari feb peb", "maret march mar mrt", "april apr", "mei may",
    "juni june jun", "juli july jul", "agustus august agu agt ags aug", "september sep sept", "oktober october okt oct",
    "november nopember nov nop", "desember december des dec",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}

_WEEKDAY_NAMES = (
    "senin monday mon", "selasa tuesday tue", "rabu wednesday wed", "kamis thursday thu",
    "jumat jum'at jum’at friday fri", "sabtu saturday sat", "minggu ahad sunday sun",
)  # fmt: skip
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}

MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))

_MAX_LENGTH = 80
_ZONE = r"(?:wib|wita|wit|am|pm|z|[+-]\d{2}:?\d{2})"
_CLOCK = rf"(?:[\s,|T–—-]*(?:(?:pukul|jam|at)\s*)?\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}}(?:\.\d+)?)?\s*{_ZONE}?)?"
_FORMS = tuple(
    re.compile(rf"(?:(?:{WEEKDAY})[\s,]+)?{form}{_CLOCK}", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH})\.?,?\s+(?P<year>\d{{4}})",
        rf"(?P<month>{MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})",
    )
)


def parse_date(text: str) -> str:
    """The ISO date that ``text`` wholly is, a weekday and a time of day left aside; empty where it is none.

    >>> parse_date("Oct 31, 2025 - 12:50")
    '2025-10-31'
    >>> parse_date("Jumat, 31 Oktober 2025 12:50 WIB")
    '2025-10-31'
    """
    text = text.strip()
    for form in _FORMS if len(text) <= _MAX_LENGTH else ():
        match = form.fullmatch(text)
        if match is not None:
            month = match["month"]
            number = int(month) if month.isdigit() else MONTHS[month.lower()]
            try:
                return date(int(match["year"]), number, int(match["day"])).isoformat()
            except ValueError:
                continue
    return ""
