"""Event dates: which of the days that a document names is that of which event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.entities.reading import Reading
from kg.extraction.text.quotes import find_quotes
from kg.model import Mention, Span

_DAY_LENGTH, _MONTH_LENGTH = len("2025-10-29"), len("2025-10")
_WINDOW = 40  # characters before a day that can say what it is the day of
# On such a day somebody was asked or told something, or a rule began to count.
_OF_WORDS = re.compile(
    r"\b(?:dihubungi|dikonfirmasi|ditemui|keterangan(?:nya|\s+tertulis(?:nya)?)?|wartawan|terhitung|sejak|per|berlaku(?:nya)?|menurut|"
    r"selambat(?:-lambat)?nya|paling\s+lambat|ditarget(?:kan)?|tenggat)\b[^.]*\Z",
    re.IGNORECASE,
)
_LAST_DAY = re.compile(
    r"\b(?:ditutup|berakhir|rampung|selesai|hingga|sampai)(?:\s+(?:pada|hari|tanggal))?[\s,]*\Z", re.I
)
# Behind one of these an event is only what the sentence counts from: the day there is another's.
_FROM_THERE = re.compile(
    r"\b(?:usai|seusai|selepas|setelah|sesudah|pasca|menjelang|jelang|sebelum|sejak)\s+\Z", re.IGNORECASE
)
# Something that goes on begins or ends on a day behind one of these; what happens on it is no other event.
_BOUND = re.compile(
    r"\b(?:dibuka|ditutup|diakhiri|dimulai|berakhir|sampai|hingga|selama|sejak|mulai|ditindaklanjuti)\b", re.IGNORECASE
)
_RELATIVE = re.compile(r"\byang\s+(?:(?:lebih|dulu|dahulu|sudah|telah|pernah|akan)\s+)*\Z", re.IGNORECASE)
# "Turnamen yang dimulai 1 Agustus tersebut" points back.
_DEFINED = re.compile(r"(?: \w+){0,3} yang [^.,]*\b(?:itu|tersebut|ini)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_DATELINE_END = re.compile(r"\s*[-–—]")
_DATELINE_LENGTH = 80


class EventDays:
    """The days of one document; ``lead`` is the stretch in which news tells what, where and when."""

    def __init__(self, reading: Reading, lead: Span) -> None:
        self._document = reading.document
        self._spoken = [quoted.span for quoted in find_quotes(reading.document)]
        self._all = days = [d for d in reading.dates if len(d.name.partition("/")[0]) == _DAY_LENGTH]
        self._months = [d for d in reading.dates if len(d.name) == _MONTH_LENGTH]
        self._last = [d for d in days if _LAST_DAY.search(self._before(d))]
        happened = [d for d in days if not self._is_of_words(d)]
        self._days = happened or days
        self.leading = self._leading(lead)

    @property
    def main(self) -> str:
        """The day of the main event: that of the lead, up to the last day where the text names one."""
        last = next((d.name for d in self._last if len(d.name) == _DAY_LENGTH and d.name > self.leading), "")
        return f"{self.leading}/{last}" if last and len(self.leading) == _DAY_LENGTH else self.leading

    @property
    def several(self) -> bool:
        """Whether the text names more than one day or month."""
        return len({d.name for d in (*self._days, *self._months)}) > 1

    def marked(self, day: str, name: str) -> str:
        """The date of a commemoration: its ``day`` ("11-10") where the text names it, else the year in its name."""
        named = next((d.name for d in self._all if day and d.name[5:] == day), "")
        year = _YEAR.search(name)
        return named or (year[0] if year else "")

    def of(self, mentions: Sequence[Mention]) -> str:
        """The day in the sentence of one of ``mentions`` (better ones come first), the nearest if there are several.

        Where no sentence names one, the last day named before in the same paragraph; empty where there is none.
        """
        body = [m for m in mentions if m.span.start >= self._document.body]
        body.sort(key=self._looks_back)
        for mention in body:
            sentence = self._document.sentences[self._document.sentence_index(mention.span.start)]
            near = [d for d in self._days if sentence.covers(d.span)]
            near = near or [d for d in self._months if sentence.covers(d.span)]
            if near:
                return min(near, key=lambda d: _distance(d, mention)).name
        for mention in body[:1]:
            paragraph = self._document.text.rfind("\n\n", 0, mention.span.start)
            before = [d for d in self._days if paragraph <= d.span.start < mention.span.start]
            if before and paragraph >= self._document.body:
                return before[-1].name
        return ""

    def told(self, mention: Mention, others: Sequence[Mention]) -> str:
        """The day or month that its sentence gives to ``mention`` and to none of ``others``, or nothing."""
        if mention.span.start < self._document.body or self._looks_back(mention) or self._describes(mention):
            return ""
        sentence = self._document.sentences[self._document.sentence_index(mention.span.start)]
        near = [d for d in self._days if sentence.covers(d.span)] or [
            d for d in self._months if sentence.covers(d.span)
        ]
        if not near:
            return ""
        day = min(near, key=lambda d: _distance(d, mention))
        if self._bounds(day, sentence) or _DEFINED.match(self._document.text, mention.span.end, sentence.end):
            return ""
        inside = [m for m in others if sentence.covers(m.span)]
        return day.name if min(inside, key=lambda m: _distance(day, m)) == mention else ""

    def _describes(self, mention: Mention) -> bool:
        """Whether a verb only says which thing is meant: "PKS yang lebih dulu ditandatangani"."""
        return _RELATIVE.search(self._before(mention)) is not None

    def _bounds(self, day: Mention, sentence: Span) -> bool:
        """Whether something that goes on begins or ends on the day."""
        return day in self._last or _BOUND.search(self._document.text[sentence.start : day.span.start]) is not None

    def _leading(self, lead: Span) -> str:
        """The first day of the lead, else of the text; one to come only where none has passed."""
        named = [d for d in self._days if not d.anaphoric]
        published = self._document.article.published
        past = [d for d in named if not published or d.name[:_DAY_LENGTH] <= published]
        for days in (past, named):
            for near in ([d for d in days if lead.covers(d.span)], days):
                if near:
                    return near[0].name
        return ""

    def _before(self, day: Mention) -> str:
        return self._document.text[max(0, day.span.start - _WINDOW) : day.span.start]

    def _looks_back(self, mention: Mention) -> bool:
        """Whether the sentence only counts from the event: "usai rapat", "menjelang razia"."""
        return _FROM_THERE.search(self._before(mention)) is not None

    def _is_of_words(self, day: Mention) -> bool:
        """Whether it is the day of the report, of a statement, or the first day of a rule."""
        text, body, start = self._document.text, self._document.body, day.span.start
        if (
            body <= start < body + _DATELINE_LENGTH
            and _DATELINE_END.match(text, day.span.end)
            and "\n" not in text[body:start]
        ):
            return True
        sentence = self._document.sentences[self._document.sentence_index(start)]
        attributed = any(sentence.covers(quoted) and quoted.end < start for quoted in self._spoken)
        return attributed or _OF_WORDS.search(self._before(day)) is not None


def _distance(day: Mention, event: Mention) -> tuple[bool, int]:
    """A day behind the event's words before one ahead of them, then the nearer."""
    return day.span.start < event.span.start, abs(day.span.start - event.span.end)
