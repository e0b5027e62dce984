"""Guard: refuses queries that would crash, stall or leave the store, before the parser sees them.

Measured on pyoxigraph 0.5.13: its recursive parser and evaluator overflow the stack, which ends the process, on some
thousands of nested or chained operators (``IF(`` from about 1,000), and planning a join takes time that grows with the
cube of its triple patterns (disconnected ones: 3 s for 128). ``SERVICE`` would make this machine call another.

The scan cuts a query into tokens without parsing it. Where SPARQL's grammar lets ``<`` be "less than" or the start
of an IRI, and the choice would change what counts as text or comment, the query is refused rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import QueryError

MAX_CHARACTERS = 100_000
MAX_DEPTH = 60
MAX_TOKENS = 10_000
MAX_BRACKETS = 1_000
# About half as many triple patterns: a pattern of three terms sets two side by side.
MAX_ADJACENT = 250

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
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# An expression cannot read `scheme://`, so with it `<` surely opens an IRI.
_SURELY_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_UNCLEAR = frozenset("#'()!")
_QUERY_FORMS = frozenset({"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"})
_UPDATE_FORMS = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str

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


@dataclass(slots=True)
class _Census:
    """What the scan has counted so far."""

    depth: int = 0
    parentheses: int = 0
    braces: int = 0
    tokens: int = 0
    brackets: int = 0
    adjacent: int = 0
    in_values: bool = False
    values_next: bool = False


def check_query(text: str) -> bool:
    """Refuse a dangerous query; whether the query names its own dataset (``FROM``) is returned.

    Raises ``QueryError`` where the text is an update, too long, nested too deeply, has too many operators or triple
    patterns, or calls another server (``SERVICE``).
    """
    if len(text) > MAX_CHARACTERS:
        raise QueryError(f"the query is longer than {MAX_CHARACTERS:,} characters")
    names_dataset = _scan(text)
    unescaped = _ESCAPE.sub(lambda m: _character(int(m[1] or m[2], 16)), text)
    # Whether a parser undoes \u escapes before or after it cuts tokens must not matter.
    return _scan(unescaped) or names_dataset if unescaped != text else names_dataset


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"


def _scan(text: str) -> bool:
    census, names_dataset, before, form = _Census(), False, _Token("mark", ""), ""
    for token in _tokens(text):
        word = token.text.upper() if token.kind == "name" else ""
        form = form or (word if word in _QUERY_FORMS | _UPDATE_FORMS else "")
        if form in _UPDATE_FORMS:
            raise QueryError(f"{form} is an update, and this only answers queries")
        if word == "SERVICE":
            raise QueryError("SERVICE is not allowed: a query may not make this machine call another")
        names_dataset = names_dataset or (word == "FROM" and census.depth == 0)
        if census.depth:
            _refuse_unclear(token, before)
        _count(census, token, word, before)
        before = token
    return names_dataset


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        if kind != "space":
            yield _Token(kind, match[0])


def _refuse_unclear(token: _Token, before: _Token) -> None:
    if token.kind != "iri" or _SURELY_IRI.match(token.text) or not _UNCLEAR.intersection(token.text):
        return
    if before.may_be_compared:
        raise QueryError(f"{token.text[:60]}: an IRI or a comparison? Write the IRI in full, or a space after <")


def _count(census: _Census, token: _Token, word: str, before: _Token) -> None:
    if census.in_values:
        # A block of data: flat, and cheap however long it is.
        census.in_values = token.text != "}"
        census.depth -= not census.in_values
        census.braces -= not census.in_values
        return
    census.tokens += 1
    if token.kind == "mark":
        _count_mark(census, token.text)
    elif census.braces and token.is_term and before.is_term:
        census.adjacent += 1
    census.values_next = word == "VALUES" or (census.values_next and token.text != "{")
    _refuse_excess(census)


def _count_mark(census: _Census, mark: str) -> None:
    if mark in "({[":
        census.depth += 1
        census.brackets += 1
        census.parentheses += mark == "("
        census.braces += mark == "{"
        census.in_values = mark == "{" and census.values_next
    elif mark in ")}]":
        census.depth -= 1
        census.parentheses -= mark == ")"
        census.braces -= mark == "}"
    elif census.braces and (mark in "/^" or (mark == "," and not census.parentheses)):
        # Each step of a path and each further object is a pattern of its own.
        census.adjacent += 2


def _refuse_excess(census: _Census) -> None:
    if census.depth > MAX_DEPTH:
        raise QueryError(f"the query is nested more than {MAX_DEPTH} levels deep")
    if census.adjacent > MAX_ADJACENT:
        raise QueryError(f"the query has too many triple patterns (more than about {MAX_ADJACENT // 2})")
    if census.tokens > MAX_TOKENS or census.brackets > MAX_BRACKETS:
        raise QueryError("the query has too many operators; long lists belong into VALUES")
