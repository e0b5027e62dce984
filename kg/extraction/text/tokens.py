"""Words, numbers and marks of a text."""

from __future__ import annotations

import re

from kg.extraction.text.abbreviations import is_degree, is_initial, is_title
from kg.model import Span, Token

_TOKEN = re.compile(
    r"""
    (?P<number>\d+(?:[.,:]\d+)*(?![\w]))            # 3.000  09.00  2,5
  | (?P<dotted>(?:[^\W\d_]{1,3}\.)+(?:[^\W\d_]{1,4}(?![\w.]))?)  # S.H.  A.Md.  M.Si  a.n.
  | (?P<word>\w+(?:['\-]\w+)*(?:\.(?=\w)\w+)*)      # anak-anak  Ma'ruf  INFO_PAS  contoh.id
  | (?P<mark>[^\w\s])                               # one mark each
    """,
    re.VERBOSE,
)
_JOINED_BODIES = re.compile(r"[A-Z]{3,}(?=-[A-Z][a-z]{2})")  # TNI-Polri: two bodies, not one word


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]`` in order, spans counted from the start of ``text``.

    An abbreviation keeps its dot ("Drs.", "S.H.", "Jl.", the "M." of a name); hyphenated words stay whole; "17-20" and
    "0706/Temanggung" come apart.
    """
    tokens: list[Token] = []
    before = ""
    position = start
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        if match.start() < position:
            continue  # the dot that the abbreviation before has taken
        stop = position = _end(text, match, before, match.endpos)
        tokens.append(Token(text[match.start() : stop], Span(match.start(), stop)))
        if stop < match.end():
            tokens += tokenise(text, stop, match.end())
            position = match.end()
        before = tokens[-1].text
    return tokens


def _end(text: str, match: re.Match[str], before: str, limit: int) -> int:
    """Where the token really ends: with the dot of an abbreviation, without the dot of a sentence."""
    word, stop = match[0], match.end()
    if match.lastgroup == "word":
        if "-" in word and (word[0].isdigit() or _JOINED_BODIES.match(word)):
            return match.start() + word.index("-")
        if stop < limit and text[stop] == "." and is_title(word):
            return stop + 1
    elif match.lastgroup == "dotted" and word.endswith("."):
        bare = word[:-1]
        if not (is_degree(bare) or is_title(bare) or is_initial(bare, before)):
            return stop - 1
    return stop
