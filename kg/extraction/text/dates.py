"""Dates in Indonesian news, resolved against the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from kg.articles.calendar import MONTH, MONTHS, WEEKDAY, WEEKDAYS
from kg.extraction.text.counted_days import count_days
from kg.extraction.text.quotes import find_quotes
from kg.model import Document, Mention, PartialDate, Span

_Resolver = Callable[[re.Match[str], date | None], str]

_PART_OF_DAY = r"(?:\s+(?:dini\s+hari|subuh|pagi|siang|sore|petang|malam))?"
_LEAD = rf"(?:(?<!\w)(?:{WEEKDAY}){_PART_OF_DAY}\s*,?\s*(?:tanggal\s+|tgl\.?\s+)?\(?\s*|(?<![\w/.,-]))"
_SPAN = r"\s*(?:-|–|—|hingga|sampai(?:\s+dengan)?|s\.?d\.?|s/d)\s*"
_WEEKDAYS = rf"(?:{WEEKDAY})(?:{_SPAN}(?:{WEEKDAY}))?"
_DAY = r"(?P<day>\d{1,2})"
_MONTH = rf"(?P<month>{MONTH})\b(?:\.(?=\s*\d))?"
_YEAR = r"(?P<year>(?:19|20)\d{2})\b"
_DIGITS = r"(?P<month>\d{1,2})(?:[/.-](?P<year>(?:20)?\d{2}))?(?![\w/]|[.,-]\d)"
# Streets, fields and schools are named after days ("Jalan 17 Agustus"); a law has a number and a year.
_NAMED_AFTER = re.compile(
    r"\b(?:jalan|jln?\.|lapangan|universitas|stadion|gedung|alun-alun|monumen|nomor|no\.)\s+\Z", re.IGNORECASE
)
_LOOK_BACK = 20  # characters before a date that can make it something else
_HABIT = re.compile(r"(?:\b(?:se)?tiap|\bsaban|\bantara|\bsampai|\bhingga|\bdan|[a-z]\s*[-–])\s+\Z", re.IGNORECASE)
_JOINT = re.compile(rf"\)?{_SPAN}(?:(?:tanggal|hari|pada)\s+)?", re.IGNORECASE)


def find_dates(document: Document) -> list[Mention]:
    """The dates of a document in reading order, ``name`` their ISO form: a day, a month, a year or a range.

    What lacks a year takes the one nearest to ``published``; a weekday alone is the last one before it; "kemarin" and
    the like count from it, outside direct speech. A weekday that contradicts its date is passed over. What cannot be
    resolved because ``published`` is unknown is left out.
    """
    text = document.text
    reference = date.fromisoformat(document.article.published) if document.article.published else None
    starts = [token.span.start for token in document.tokens if _begins(token.lower)]
    spoken, taken = bytearray(len(text)), bytearray(len(text))  # one flag a character: cheap to ask, however long
    for quoted in find_quotes(document):
        spoken[quoted.span.start : quoted.span.end] = b"\1" * len(quoted.span)
    found: list[Mention] = []
    for form, resolve, deictic in _FORMS:
        for match in filter(None, (form.match(text, start) for start in starts)):
            span = _closed(text, match)
            before = text[max(0, span.start - _LOOK_BACK) : span.start]
            if any(taken[span.start : span.end]) or _NAMED_AFTER.search(before):
                continue
            if deictic and (spoken[span.start] or _HABIT.search(before)):
                continue
            name = _existing(resolve(match, reference))
            if name:
                taken[span.start : span.end] = b"\1" * len(span)
                found.append(Mention("Date", span, span.of(text), name))
    found = list(_joined(text, sorted(found, key=lambda m: m.span)))
    told = (day for day in count_days(document, found) if not spoken[day.span.start])
    return sorted([*found, *told], key=lambda m: m.span)


def _closed(text: str, match: re.Match[str]) -> Span:
    """The span of the match with the bracket that it opened closed again."""
    closes = match[0].count("(") > match[0].count(")") and text[match.end() : match.end() + 1] == ")"
    return Span(match.start(), match.end() + closes)


def _existing(iso: str) -> str:
    """``iso`` where such a day exists, else nothing: "31 Februari" is no date."""
    try:
        return PartialDate(iso).iso if iso else ""
    except ValueError:
        return ""


def _joined(text: str, found: list[Mention]) -> Iterator[Mention]:
    """Two days with "hingga" between them become one range."""
    position = 0
    while position < len(found):
        first = found[position]
        position += 1
        if position < len(found):
            last = found[position]
            between = text[first.span.end : last.span.start]
            name = _existing(f"{first.name}/{last.name}") if _JOINT.fullmatch(between) else ""
            if name and "/" not in first.name + last.name and len(first.name) == len(last.name):
                span = Span(first.span.start, last.span.end)
                yield Mention("Date", span, span.of(text), name)
                position += 1
                continue
        yield first


def _month_number(match: re.Match[str], group: str = "month") -> int:
    return MONTHS.get(match[group].lower()) or int(match[group])


def _year(match: re.Match[str], month: int, day: int, reference: date | None) -> int | None:
    """The year as written, or the one that brings the day nearest to the day of publication."""
    written = match["year"]
    if written:
        return int(written) if len(written) == 4 else 2000 + int(written)
    if reference is None:
        return None

    def distance(year: int) -> int:
        return abs((year - reference.year) * 365 + (month - reference.month) * 30 + day - reference.day)

    return min((reference.year, reference.year - 1, reference.year + 1), key=distance)


def _day(match: re.Match[str], reference: date | None) -> str:
    month, day = _month_number(match), int(match["day"])
    year = _year(match, month, day, reference)
    return f"{year}-{month:02}-{day:02}" if year else ""


def _days(match: re.Match[str], reference: date | None) -> str:
    """A range within one month: "17-20 November 2025"."""
    month, last = _month_number(match), int(match["last"])
    year = _year(match, month, last, reference)
    return f"{year}-{month:02}-{int(match['day']):02}/{year}-{month:02}-{last:02}" if year else ""


def _month(match: re.Match[str], reference: date | None) -> str:
    return f"{match['year']}-{_month_number(match):02}"


def _months(match: re.Match[str], reference: date | None) -> str:
    """A range of months: "Januari–Maret 2025"."""
    first, last = _month_number(match), _month_number(match, "last")
    year = _year(match, last, 15, reference)
    return f"{year}-{first:02}/{year}-{last:02}" if year else ""


def _relative_month(match: re.Match[str], reference: date | None) -> str:
    """A month said to be past or to come: "April lalu", "Maret mendatang"."""
    if reference is None:
        return ""
    month, word = _month_number(match), match["word"].lower()
    year = reference.year
    if word == "tahun lalu":
        year -= 1
    elif word in ("lalu", "silam"):
        year -= month > reference.month
    elif word in ("mendatang", "depan", "nanti"):
        year += month < reference.month
    return f"{year}-{month:02}"


def _bare_month(match: re.Match[str], reference: date | None) -> str:
    """A month without a year, told apart from a name by the word before it: "akhir November"."""
    month = _month_number(match)
    year = _year(match, month, 15, reference)
    return f"{year}-{month:02}" if year else ""


def _written_year(match: re.Match[str], reference: date | None) -> str:
    return match["year"]


def _weekday(match: re.Match[str], reference: date | None) -> str:
    """A weekday alone is the last one, the day of publication included; with "lalu" before it, with "depan" after."""
    # "minggu" is a week, "Sat" of "Sat Reskrim" a police section
    if reference is None or match[0][0].islower() or len(match["weekday"]) < len("Rabu"):
        return ""
    number, word = WEEKDAYS[match["weekday"].lower()], (match["word"] or "").lower()
    back = (reference.weekday() - number) % 7
    if word.endswith(("depan", "mendatang")):
        return (reference + timedelta(7 - back)).isoformat()
    if word.endswith(("lalu", "silam")) and back == 0:
        back = 7
    return (reference - timedelta(back)).isoformat()


_DAYS_AWAY = {"hari ini": 0, "malam ini": 0, "siang tadi": 0, "tadi pagi": 0, "tadi siang": 0, "kemarin": -1}
_DAYS_AWAY |= {"tadi malam": -1, "semalam": -1, "kemarin lusa": -2, "besok": 1, "esok hari": 1, "lusa": 2}
_PERIODS = {"pekan lalu": ("week", -1), "minggu lalu": ("week", -1), "pekan depan": ("week", 1)}
_PERIODS |= {"bulan lalu": ("month", -1), "bulan ini": ("month", 0), "bulan depan": ("month", 1)}
_PERIODS |= {"tahun lalu": ("year", -1), "tahun ini": ("year", 0), "tahun depan": ("year", 1)}


_RELATIVE = "|".join(word.replace(" ", r"\s+") for word in (*_DAYS_AWAY, *_PERIODS))


def _relative(match: re.Match[str], reference: date | None) -> str:
    """Words that count from the day of publication: "kemarin", "pekan lalu", "tahun ini"."""
    if reference is None:
        return ""
    word = " ".join(match[0].lower().split())
    if word in _DAYS_AWAY:
        return (reference + timedelta(_DAYS_AWAY[word])).isoformat()
    unit, steps = _PERIODS[word]
    if unit == "week":
        monday = reference - timedelta(reference.weekday() - 7 * steps)
        sunday = monday + timedelta(6)
        return monday.isoformat()[:7] if monday.month == sunday.month else f"{monday}/{sunday}"
    if unit == "year":
        return str(reference.year + steps)
    months = reference.year * 12 + reference.month - 1 + steps
    return f"{months // 12}-{months % 12 + 1:02}"


def _form(pattern: str, resolve: _Resolver, *, deictic: bool = False) -> tuple[re.Pattern[str], _Resolver, bool]:
    # Several optional blanks side by side are cheap only while a run of blanks is short.
    bounded = pattern.replace(r"\s*", r"\s{0,3}").replace(r"\s+", r"\s{1,3}")
    return re.compile(bounded, re.IGNORECASE), resolve, deictic


# In order of preference: what is longer and more exact comes first and keeps its words. ``deictic`` forms count from
# the day of publication alone, and mean something else inside direct speech.
_FORMS = (
    _form(r"(?<![\w-])(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})\b", _day),
    _form(rf"{_LEAD}{_DAY}{_SPAN}(?P<last>\d{{1,2}})\s+{_MONTH}(?:,?\s+(?:tahun\s+)?{_YEAR})?", _days),
    _form(rf"{_LEAD}{_DAY}\s+{_MONTH}(?:,?\s+(?:tahun\s+)?{_YEAR})?", _day),
    _form(rf"\b{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,\s+{_YEAR}", _day),
    _form(rf"(?:\(|(?:{_WEEKDAYS}){_PART_OF_DAY}\s*,?\s*\(?\s*){_DAY}{_SPAN}(?P<last>\d{{1,2}})[/.-]{_DIGITS}", _days),
    _form(rf"(?:(?:{WEEKDAY}){_PART_OF_DAY}\s*,?\s*\(?\s*|\(){_DAY}[/.-]{_DIGITS}", _day),
    _form(r"(?<![\w/.-])(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>(?:19|20)\d{2})\b", _day),
    _form(rf"\b{_MONTH}{_SPAN}(?P<last>{MONTH})\b(?:\s+(?:tahun\s+)?{_YEAR})?", _months),
    _form(rf"(?<!\d )\b{_MONTH}\s+(?:tahun\s+)?{_YEAR}", _month),
    _form(rf"\b{_MONTH}\s+(?P<word>tahun\s+lalu|lalu|silam|mendatang|depan|nanti|tahun\s+ini)\b", _relative_month),
    _form(rf"\b(?:awal|pertengahan|akhir|bulan|pada|mulai|dimulai)\s+{_MONTH}(?:\s+{_YEAR})?(?!\s*\d)", _bare_month),
    _form(rf"\btahun\s+{_YEAR}", _written_year),
    _form(
        rf"(?<!-)\b(?P<weekday>{WEEKDAY})\b(?!-){_PART_OF_DAY}(?:\s+(?P<word>(?:pekan\s+|minggu\s+)?(?:lalu|silam|depan|mendatang)|ini))?"
        r"(?!\s*[,(]?\s*\d)",
        _weekday,
        deictic=True,
    ),
    _form(rf"\b(?:{_RELATIVE})\b", _relative, deictic=True),
)  # fmt: skip
_FIRST_WORDS = frozenset(
    {
        "tahun",
        "(",
        "awal",
        "pertengahan",
        "akhir",
        "bulan",
        "pada",
        "mulai",
        "dimulai",
        *WEEKDAYS,
        *MONTHS,
        *(word.split()[0] for word in (*_DAYS_AWAY, *_PERIODS)),
    }
)


def _begins(word: str) -> bool:
    """Whether a date can begin with this token: forms are tried nowhere else."""
    return word[0].isdigit() or word in _FIRST_WORDS or ("-" in word and word.partition("-")[0] in _FIRST_WORDS)
