"""Evidence for events: whether the words that may tell of one do tell of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.entities.reading import Reading
from kg.extraction.mentions.events import EventMention
from kg.extraction.text.quotes import find_quotes
from kg.model import Document, Mention, Span

_LEAD_SENTENCES = 2
_WINDOW = 30  # characters before a verb that can say that nothing has happened
# Wished, denied or done again and again: no happening of its own.
_UNTOLD = re.compile(
    r"\b(?:untuk|dapat|bisa|tidak|tak|belum|agar|supaya|harus|wajib|guna|ingin|hendak|pernah|sering|kerap|rutin|"
    r"biasa(?:nya)?|jika|bila|apabila|selalu|(?:se)?tiap|mampu|berhak|boleh|perlu|tanpa|bukan|demi|terus)\b"
    r"(?:\s+\w+)?\s+\Z",
    re.IGNORECASE,
)


class Evidence:
    """What a document says for each event; ``lead`` is the stretch in which news tells what, where and when."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._document = reading.document
        self._speech = [quoted.span for quoted in find_quotes(reading.document)]
        self.lead = _lead(reading.document)

    def holds(self, mentions: Sequence[EventMention]) -> bool:
        """Whether ``mentions``, which mean the same thing, tell of an event."""
        told = [m for m in mentions if not self._spoken(m)]
        if not told:
            return False  # what someone only speaks of
        nouns = [m for m in mentions if m.form in {"noun", "day"}]
        title = any(m.span.start < self._document.body for m in mentions)
        if any(m.strong for m in nouns):
            return True
        if nouns:
            return title or any(self.in_lead(m) or m.definite or m.held for m in nouns)
        return (title and any(m.strong for m in mentions)) or any(self._tells(m) for m in told)

    def in_lead(self, mention: Mention) -> bool:
        """Whether a mention stands in the first paragraph."""
        return self._document.body <= mention.span.start < self.lead.end

    def _spoken(self, mention: Mention) -> bool:
        return any(quoted.covers(mention.span) for quoted in self._speech)

    def _tells(self, mention: EventMention) -> bool:
        """Whether a verb tells by itself of something done, by or to somebody named or on a day named."""
        start = mention.span.start
        before = self._document.text[max(self._document.body, start - _WINDOW) : start]
        if not mention.telling or start < self._document.body or _UNTOLD.search(before):
            return False
        sentence = self._document.sentences[self._document.sentence_index(start)]
        if any(sentence.covers(day.span) for day in self._reading.dates):
            return True
        return any(True for _ in self._reading.inside(sentence, ("Unit", "Person")))


def _lead(document: Document) -> Span:
    """The first paragraph of the text, or its first sentences where it is a single one."""
    body = [s for s in document.sentences if s.start >= document.body]
    if not body:
        return Span(document.body, document.body)
    paragraph = document.text.find("\n", body[0].start)
    end = paragraph if paragraph >= 0 else len(document.text)
    return Span(body[0].start, max(end, body[min(_LEAD_SENTENCES, len(body)) - 1].end))
