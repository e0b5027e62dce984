"""Counted days: days told by their distance from another one ("keesokan harinya", "dua hari sebelum razia")."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kg.model import Document, Mention, Span

_NUMBERS = ("se", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
_ORDINALS = ("pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan")
_DAYS = rf"(?:se|(?P<count>{'|'.join(_NUMBERS[1:])}|\d{{1,2}}) )(?:hari|malam)"
_FORM = re.compile(
    r"(?P<next>(?:ke)?esok(?:an)? ?(?:hari|pagi|siang|sore|malam)(?:nya| harinya)|(?:ke)?esok(?:an)?nya)"
    r"|(?P<before>(?:hari|malam|pagi) sebelumnya)"
    rf"|(?P<same>hari (?:yang sama|itu juga))"
    rf"|{_DAYS} (?P<way>kemudian|berselang|setelahnya|sesudahnya|setelah itu|sebelumnya|sebelum itu|"
    r"setelah|sesudah|usai|pasca|sebelum|menjelang|jelang)"
    rf"|hari (?P<ordinal>{'|'.join(_ORDINALS)}|terakhir|pamungkas|penutupan)",
    re.IGNORECASE,
)
# The form is tried at these words and at numbers only.
_FIRST_WORDS = frozenset(["hari", "malam", "pagi", "sehari", "semalam", "esok", "keesokan", "esoknya", "keesokannya"])
_FIRST_WORDS |= frozenset(_NUMBERS[1:])
# Behind one of these stands what happened on the other day, so the counting goes the other way.
_OTHER_WAY = {"setelah": -1, "sesudah": -1, "usai": -1, "pasca": -1, "sebelum": 1, "menjelang": 1, "jelang": 1}
_LAST = frozenset(["terakhir", "pamungkas", "penutupan"])
_DAY_LENGTH = len("2025-10-29")


def count_days(document: Document, found: Sequence[Mention]) -> Iterator[Mention]:
    """The counted days of a document whose other dates are ``found``, in reading order; they are ``anaphoric``.

    Each counts from the last day named before it; one that tells of another happening ("sehari setelah razia") from the
    last day of its own sentence where that names one.
    """
    text = document.text
    days = [d for d in found if len(d.name) >= _DAY_LENGTH]
    ends = [d.span.end for d in days]
    for match in _matches(document):
        index = bisect_right(ends, match.start())
        anchor = days[index - 1] if index else None
        if match["way"] and match["way"].lower() in _OTHER_WAY:
            sentence = document.sentences[document.sentence_index(match.start())]
            last = bisect_right(ends, sentence.end) - 1
            anchor = days[last] if last >= 0 and sentence.covers(days[last].span) else anchor
        name = _counted(match, anchor.name) if anchor is not None else ""
        if name:
            span = Span(match.start(), match.end())
            yield Mention("Date", span, span.of(text), name, anaphoric=True)


def _matches(document: Document) -> Iterator[re.Match[str]]:
    end = 0
    for token in document.tokens:
        if token.span.start >= end and (token.lower in _FIRST_WORDS or token.lower.isdigit()):
            match = _FORM.match(document.text, token.span.start)
            if match is not None and not document.text[match.end() : match.end() + 1].isalnum():
                end = match.end()
                yield match


def _counted(match: re.Match[str], anchor: str) -> str:
    first, _, last = anchor.partition("/")
    if len(first) < _DAY_LENGTH or (last and len(last) < _DAY_LENGTH):
        return ""
    ordinal = (match["ordinal"] or "").lower()
    if ordinal:
        if not last:
            return ""
        day = last if ordinal in _LAST else _moved(first, _ORDINALS.index(ordinal))
        return day if day <= last else ""
    return _moved(last or first, _distance(match))


def _distance(match: re.Match[str]) -> int:
    if match["same"]:
        return 0
    if match["next"] or match["before"]:
        return 1 if match["next"] else -1
    count = (match["count"] or "se").lower()
    days = int(count) if count.isdigit() else _NUMBERS.index(count) + 1
    way = match["way"].lower()
    return days * _OTHER_WAY.get(way, -1 if way.startswith("sebelum") else 1)


def _moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()
