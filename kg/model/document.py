"""Document: an article made ready for reading, with the way back to its own characters."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model.evidence import Evidence
from kg.model.span import Span

if TYPE_CHECKING:
    from kg.model.article import Article, Field


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark of a document; ``span`` counts characters of ``Document.text``."""

    text: str
    span: Span

    @property
    def lower(self) -> str:
        """The token in lower case, for look-ups."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of ``Document.text`` copied one to one from a field of the article.

    ``Document.text[start:start+length] == article.field(field)[origin:origin+length]`` but for characters that
    normalisation replaced one for one (a no-break space by a space).
    """

    start: int
    length: int
    field: Field
    origin: int


@dataclass(frozen=True, slots=True)
class Document:
    """Normalised title and text of one article, its sentences and tokens.

    ``text`` is the title, a blank line, then the body (or the body alone). ``sentences`` and ``tokens`` are
    ascending and do not overlap; every token lies in one sentence. ``body`` is where the article's own text starts.
    """

    article: Article
    text: str
    body: int
    sentences: tuple[Span, ...]
    tokens: tuple[Token, ...]
    segments: tuple[Segment, ...] = ()
    _token_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _sentence_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_token_starts", tuple(t.span.start for t in self.tokens))
        object.__setattr__(self, "_sentence_starts", tuple(s.start for s in self.sentences))

    def sentence_index(self, position: int) -> int:
        """The index of the sentence that holds the character at ``position`` (the nearest one before it)."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def token_range(self, span: Span) -> range:
        """The indices of the tokens that start inside ``span``."""
        first = bisect_right(self._token_starts, span.start - 1)
        return range(first, bisect_right(self._token_starts, span.end - 1))

    def evidence(self, span: Span) -> Evidence | None:
        """The article's own words under ``span``; None where it crosses from the title into the text or is empty."""
        first = self._segment(span.start)
        last = self._segment(span.end - 1)
        if first is None or last is None or first.field != last.field or not len(span):
            return None
        start = first.origin + span.start - first.start
        end = last.origin + span.end - last.start
        source = self.article.field(first.field)
        while end < len(source) and unicodedata.combining(source[end]):
            end += 1  # a letter and its marks may be one character here, several in the source
        return Evidence(first.field, Span(start, end), source[start:end])

    def _segment(self, position: int) -> Segment | None:
        index = bisect_right(self.segments, position, key=lambda s: s.start) - 1
        if index < 0:
            return None
        segment = self.segments[index]
        return segment if position < segment.start + segment.length else None
