"""Tokens: SPARQL text cut into its smallest pieces, without parsing it.

Where SPARQL's grammar lets ``<`` be "less than" or the start of an IRI, it is taken for an IRI if it can be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAME = r"(?:[\w.\-·]|%[0-9A-Fa-f]{2}|\\.|:)"
_TOKEN = re.compile(
    rf"""
      (?P<space>\s+|\#[^\n\r]*)
    | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<name>{_NAME}+)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of SPARQL: an ``iri``, a ``string``, a ``variable``, a ``name`` (keywords too) or a single ``mark``."""

    kind: str
    text: str
    start: int = 0

    @property
    def end(self) -> int:
        """Where the piece ends in the text."""
        return self.start + len(self.text)

    @property
    def is_term(self) -> bool:
        """Whether this is an RDF term or a variable, not a keyword."""
        return (self.may_be_compared and self.kind != "mark") or self.text == "a"

    @property
    def may_be_compared(self) -> bool:
        """Whether ``<`` behind this token can mean "less than"; keywords, ``a`` among them, are never compared."""
        if self.kind == "name":
            return ":" in self.text or self.text[0] in ".0123456789" or self.text.upper() in ("TRUE", "FALSE")
        return self.kind != "mark" or self.text in (")", "]")


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a text, blanks and comments left out."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        if kind != "space":
            yield Token(kind, match[0], match.start())
