"""Plain text files as articles: the head that a copied web page brings along is read, not taken for text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.articles.calendar import parse_date
from kg.errors import ArticleError
from kg.model import Article

_MAX_TITLE = 250
_MAX_HEAD_LINE = 120
_STRAY = re.compile(
    r"(?:image not found or type unknown|advertisement|iklan|scroll to continue with content"
    r"|bagikan:?|share:?|print|cetak)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:(?P<byline>oleh|penulis|reporter|pewarta|by|author)"
    r"|(?P<published>published|diterbitkan|tanggal|date|dipublikasikan|tayang)"
    r"|(?P<publisher>publisher|media|situs)|(?P<url>url|link|tautan|sumber)|(?P<editor>editor|foto))\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_NAME_AND_SITE = re.compile(r"(?P<name>[^\W\d][\w.,' ]{1,59}?)\s+[-–—|]\s+(?P<site>[^.\s][^\s]*(?: [^\s]+){0,3})")
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(slots=True)
class _Head:
    """What the lines above the text say; filled line by line."""

    values: dict[str, str] = field(default_factory=dict)

    def take(self, line: str) -> bool:
        """Whether ``line`` belongs to the head; what it says is kept (the first of a kind counts)."""
        if len(line) > _MAX_HEAD_LINE:
            return False
        iso = parse_date(line)
        if iso:
            self.values.setdefault("published", iso)
        elif _ADDRESS.fullmatch(line):
            self.values.setdefault("url", line)
        else:
            return _STRAY.fullmatch(line) is not None or self._labelled(line) or self._name_and_site(line)
        return True

    def _labelled(self, line: str) -> bool:
        match = _LABELLED.fullmatch(line)
        if match is None:
            return False
        key, value = next(name for name, label in match.groupdict().items() if label), match["value"].strip()
        if key == "published":
            value = parse_date(value)
            if not value:
                return False
        if key == "url" and not _ADDRESS.fullmatch(value):
            key = "publisher"
        self.values.setdefault(key, value)
        return True

    def _name_and_site(self, line: str) -> bool:
        match = _NAME_AND_SITE.fullmatch(line)
        if match is None or "byline" in self.values or line.endswith((".", "!", "?")):
            return False
        self.values |= {"byline": match["name"].strip(), "publisher": match["site"].strip()}
        return True


def parse_plain(content: str, source: str, identifier: str) -> Article:
    """The article of a text file.

    The first line is the title where it looks like one: short, without a full stop, with text below it. Lines below it
    that hold nothing but a date, "name - SITE", an address, a label ("Penulis: …") or a known stray ("Image not found
    or type unknown") make up the head. Everything after them is the text, untouched. Raises ``ArticleError`` where
    there is no text.
    """
    lines = content.splitlines(keepends=True)
    position = _next(lines, 0)
    title = ""
    if position < len(lines) and _is_title(lines[position].strip()) and _next(lines, position + 1) < len(lines):
        title = lines[position].strip()
        position = _next(lines, position + 1)
    head = _Head()
    while position < len(lines) and head.take(lines[position].strip()):
        position = _next(lines, position + 1)
    text = "".join(line for line in lines[position:] if not _STRAY.fullmatch(line.strip())).strip()
    if not text:
        raise ArticleError(source, "no text: the file holds a head at most")
    values = head.values
    return Article(
        identifier,
        text,
        title=title,
        byline=values.get("byline", ""),
        publisher=values.get("publisher", ""),
        published=values.get("published", ""),
        url=values.get("url", ""),
    )


def _next(lines: list[str], position: int) -> int:
    """The index of the first line from ``position`` on that is not blank."""
    while position < len(lines) and not lines[position].strip():
        position += 1
    return position


def _is_title(line: str) -> bool:
    return len(line) <= _MAX_TITLE and not line.endswith((".", ",", ";", ":", ".”", '."'))
