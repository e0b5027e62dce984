"""Stretches between quotation marks, and which of them read as direct speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.text.once import once_a_document
from kg.model import Document, Span

# Single marks count only where they cannot be apostrophes: before a word, or after a mark that ends speech.
_MARK = re.compile(r"[“”«»„\"]|''|(?<![\w'’])[‘'](?=\w)|(?<=[,.!?…])[’'](?![\w'])")
_MARK_CHARACTER = re.compile("[“”«»„\"‘’']")  # one plain set is many times faster to look for
_CLOSES = {"“": '”"“', "„": '“”"', "«": '»"', '"': '"”', "''": ("''", '"'), "‘": "’'", "'": "'’"}
_PARAGRAPH_END = re.compile(r"\n *\n|\Z")
_ENDS_SPEECH = re.compile(r"[,.!?…]\s*\Z")
_COMMA_AFTER = re.compile(r"[”\"»’']\s*,\s+[a-z]")
_LOOK_BACK = 80  # characters before a quotation that can announce it
_ANNOUNCED = re.compile(r":\s*[“\"«„‘']\s*\Z")
# What bears a name in quotation marks: themes, titles, nicknames, inscriptions.
_NAMED = re.compile(
    r"\b(?:ber)?(?:tema(?:nya)?|tajuk|judul|slogan|moto|motto|semboyan|jargon|tagline|tulis(?:an|kan)|program|lagu|istilah"
    r"|sebutan|julukan|nama|merek|disapa|dijuluki|disebut|bunyi|aplikasi|gerakan|kampanye|inovasi)\b[^.“”\"]{0,25}\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between two quotation marks, marks left out; ``closed`` is False where no second mark follows."""

    span: Span
    closed: bool = True


def find_quoted(text: str, start: int, end: int) -> list[Quoted]:
    """The stretches between quotation marks in one paragraph, ``text[start:end]``, in order, outermost only.

    Marks of different shapes may pair, as they do in news. A mark that is opened again before it is closed is unclosed
    unless the paragraph has as many closing as opening marks.
    """
    nested = text.count("“", start, end) == text.count("”", start, end)
    found: list[Quoted] = []
    opened: re.Match[str] | None = None
    depth = 0
    for mark in _marks(text, start, end):
        if opened is None:
            if mark[0] in _CLOSES:
                opened, depth = mark, 1
        elif mark[0] == "“" == opened[0]:
            if nested:
                depth += 1
            else:
                found.append(Quoted(Span(opened.end(), mark.start()), closed=False))
                opened = mark
        elif mark[0] in _CLOSES[opened[0]] and not _inner(text, opened, mark, end):
            depth -= 1
            if depth == 0:
                found.append(Quoted(Span(opened.end(), mark.start())))
                opened = None
    if opened is not None:
        found.append(Quoted(Span(opened.end(), end), closed=False))
    return found


def _marks(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    position = start
    for candidate in _MARK_CHARACTER.finditer(text, start, end):
        mark = _MARK.match(text, candidate.start(), end) if candidate.start() >= position else None
        if mark is not None:
            position = mark.end()
            yield mark


def _inner(text: str, opened: re.Match[str], mark: re.Match[str], end: int) -> bool:
    """Whether a straight mark belongs to a quotation inside one of curly marks, which a curly mark still closes."""
    if opened[0] != "“" or mark[0] != '"':
        return False
    close = text.find("”", mark.end(), end)
    return close >= 0 and "“" not in text[mark.end() : close]


@once_a_document
def find_quotes(document: Document) -> tuple[Quoted, ...]:
    """Direct speech in the body of a document, in order, without its marks, a final comma kept.

    Speech ends in a mark of its own ("…,” ujar X"), is followed by a comma, or is announced by a colon.
    Themes, titles and nicknames do none of this or are announced as such, and are left out. What opens but never
    closes reaches to the end of its paragraph.
    """
    return tuple(q for paragraph in _paragraphs(document) for q in _speech(document.text, paragraph))


def _paragraphs(document: Document) -> Iterator[Span]:
    position = document.body
    while position < len(document.text):
        gap = _PARAGRAPH_END.search(document.text, position)
        assert gap is not None  # \Z always matches
        if gap.start() > position:
            yield Span(position, gap.start())
        position = max(gap.end(), position + 1)


def _speech(text: str, paragraph: Span) -> Iterator[Quoted]:
    for quoted in find_quoted(text, paragraph.start, paragraph.end):
        span = _stripped(text, quoted.span)
        if len(span) and _is_speech(text, Quoted(span, quoted.closed), paragraph):
            yield Quoted(span, quoted.closed)


def _stripped(text: str, span: Span) -> Span:
    inner = span.of(text)
    return (
        Span(span.start + len(inner) - len(inner.lstrip()), span.start + len(inner.rstrip()))
        if inner.strip()
        else Span(span.start, span.start)
    )


def _is_speech(text: str, quoted: Quoted, paragraph: Span) -> bool:
    span = quoted.span
    before = text[max(paragraph.start, span.start - _LOOK_BACK) : span.start]
    if _NAMED.search(before.rstrip("“\"«„‘' ").rstrip(": ")):
        return False
    if _ENDS_SPEECH.search(span.of(text)) or _COMMA_AFTER.match(text, span.end):
        return True
    return bool(_ANNOUNCED.search(before)) and len(span.of(text).split()) > 3
