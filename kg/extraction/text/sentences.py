"""Sentences of Indonesian news."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kg.extraction.text.abbreviations import is_degree, is_initial, is_title
from kg.extraction.text.quotes import find_quoted
from kg.model import Span

_PARAGRAPH = re.compile(r"\n *\n\s*|(?<=[.!?:”\"’)\]])[ ]*\n\s*")
# An end mark with what closes after it, then a space; or no space at all between two plain words ("selesai.Kegiatan").
_END = re.compile(r"[.!?…]+(?P<close>[\"”’»)\]]*)(?=\s)|(?<=[a-z]{3})\.(?=[A-Z][a-z]{2})")
_OPENER = re.compile(r"\s*[“\"‘«(\[*]*[A-Z0-9À-Þ]")
_WORD_BEFORE = re.compile(r"(?:(\S+)\s+)?([^\s(“\"]+)\Z")
_LOOK_BACK = 60  # characters: longer words than this are none, and hostile text must not cost a look at all of it
_FIRST_WORD = re.compile(r"\s*(\S+)")


def find_sentences(text: str, start: int = 0) -> list[Span]:
    """The sentences of ``text[start:]``, ascending, without the space between them.

    A blank line always ends one. What is said between quotation marks stays whole as long as the marks close within
    the paragraph, so that a quotation and the words that name its speaker lie in one sentence.
    """
    return [sentence for paragraph in _paragraphs(text, start) for sentence in _split(text, paragraph)]


def _paragraphs(text: str, start: int) -> Iterator[Span]:
    position = start
    for gap in _PARAGRAPH.finditer(text, start):
        if text[position : gap.start()].strip():
            yield _trimmed(text, position, gap.start())
        position = gap.end()
    if text[position:].strip():
        yield _trimmed(text, position, len(text))


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    quoted = [q.span for q in find_quoted(text, paragraph.start, paragraph.end) if q.closed]
    position = paragraph.start
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        end = match.end()
        index = bisect_right(quoted, match.start(), key=lambda q: q.start) - 1
        if index >= 0 and end <= quoted[index].end:
            continue
        if end < paragraph.end and _ends(text, position, match):
            yield _trimmed(text, position, end)
            position = end
    if text[position : paragraph.end].strip():
        yield _trimmed(text, position, paragraph.end)


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the mark ends a sentence: a capital, a number or an opening mark follows, and it is no abbreviation's."""
    follows = _OPENER.match(text, match.end())
    if follows is None:
        return False
    if match[0] != ".":
        return True
    words = _WORD_BEFORE.search(text, max(start, match.start() - _LOOK_BACK), match.start())
    if words is None:
        return False
    before, word = words[1] or "", words[2]
    enumerates = word.isdigit() and len(word) < 3 and match.start() - len(word) <= start + 1
    if is_title(word) or is_initial(word, before) or enumerates:
        return False
    return not (is_degree(word) and _name_goes_on(text, match.end()))


def _name_goes_on(text: str, position: int) -> bool:
    """Whether one more degree or a bracket follows a degree ("S.H. M.Hum. (Ketua …)")."""
    word = _FIRST_WORD.match(text, position)
    return word is not None and (word[1].startswith("(") or is_degree(word[1].rstrip(".,")))
