"""Guard: refuses queries and updates that would crash, stall or leave the store, before the parser sees them.

Measured on pyoxigraph 0.5.13: its recursive parser and evaluator overflow the stack, which ends the process, on some
thousands of nested or chained operators (``IF(`` from about 1,000), and planning a join takes time that grows with the
cube of its triple patterns (disconnected ones: 3 s for 128). ``SERVICE`` would make this machine call another.

The scan cuts a query into tokens without parsing it. Where SPARQL's grammar lets ``<`` be "less than" or the start
of an IRI, and the choice would change what counts as text or comment, the query is refused rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.errors import QueryError
from kg.store.tokens import Token, tokens

MAX_CHARACTERS = 100_000
MAX_DEPTH = 60
MAX_TOKENS = 10_000
MAX_BRACKETS = 1_000
# About half as many triple patterns: a pattern of three terms sets two side by side.
MAX_ADJACENT = 250

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# An expression cannot read `scheme://`, so with it `<` surely opens an IRI.
_SURELY_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_UNCLEAR = frozenset("#'()!")
# In a text as short as this nothing can be too long or too deep, as long as it has few brackets, no escapes, and none
# of the words that the scan looks for: the scan, which costs as much as a small query itself, is then spared.
_SHORT = 400
_LOOKED_FOR = re.compile(r"\\|SERVICE|FROM|INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH")
_QUERY_FORMS = frozenset({"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"})
_UPDATE_FORMS = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})


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
    data_from: int = 0
    data_next: bool = False


def check_query(text: str, hosts: Collection[str] = ()) -> bool:
    """Refuse a dangerous query; whether the query names its own dataset (``FROM``) is returned.

    Raises ``QueryError`` where the text is an update, too long, nested too deeply, has too many operators or triple
    patterns, or calls a server (``SERVICE``) that is not among ``hosts``.
    """
    if len(text) <= _SHORT and sum(map(text.count, "{([")) <= MAX_DEPTH and not _LOOKED_FOR.search(text.upper()):
        return False
    if len(text) > MAX_CHARACTERS:
        raise QueryError(f"the query is longer than {MAX_CHARACTERS:,} characters")
    return _check(text, hosts, is_update=False)


def check_update(text: str, hosts: Collection[str] = ()) -> None:
    """Refuse a dangerous update, by the rules for queries; blocks of data may be as long as they like.

    Raises ``QueryError`` also where ``LOAD`` calls a server that is not among ``hosts``.
    """
    _check(text, hosts, is_update=True)


def _check(text: str, hosts: Collection[str], is_update: bool) -> bool:
    names_dataset = _scan(text, hosts, is_update)
    unescaped = _ESCAPE.sub(lambda m: _character(int(m[1] or m[2], 16)), text)
    # Whether a parser undoes \u escapes before or after it cuts tokens must not matter.
    return (_scan(unescaped, hosts, is_update) or names_dataset) if unescaped != text else names_dataset


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"


def _scan(text: str, hosts: Collection[str], is_update: bool) -> bool:
    census, names_dataset, before, form, calling = _Census(), False, Token("mark", ""), "", ""
    for token in tokens(text):
        word = token.text.upper() if token.kind == "name" else ""
        form = form or (word if word in _QUERY_FORMS | _UPDATE_FORMS else "")
        if form in _UPDATE_FORMS and not is_update:
            raise QueryError(f"{form} is an update, and this only answers queries")
        if calling and word != "SILENT":
            calling = _refuse_call(calling, token, hosts)
        if word == "SERVICE" or (word == "LOAD" and not census.depth):
            calling = word
        names_dataset = names_dataset or (word == "FROM" and census.depth == 0)
        if census.depth and not census.data_from:
            _refuse_unclear(token, before)
        _count(census, token, word, before)
        census.data_next = word == "DATA" and before.text.upper() in ("INSERT", "DELETE") and is_update
        before = token
    return names_dataset


def _refuse_call(verb: str, token: Token, hosts: Collection[str]) -> str:
    """Nothing, where the server that is called is one that may be."""
    host = _host(token.text[1:-1]) if token.kind == "iri" else ""
    if not host or host not in hosts:
        who = "a query may not make this machine call another" if not hosts else "this host is not on the list"
        raise QueryError(f"{verb} is not allowed: {who}")
    return ""


def _host(iri: str) -> str:
    try:
        parts = urlsplit(iri)
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _refuse_unclear(token: Token, before: Token) -> None:
    if token.kind != "iri" or _SURELY_IRI.match(token.text) or not _UNCLEAR.intersection(token.text):
        return
    if before.may_be_compared:
        raise QueryError(f"{token.text[:60]}: an IRI or a comparison? Write the IRI in full, or a space after <")


def _count(census: _Census, token: Token, word: str, before: Token) -> None:
    if census.data_from or (census.data_next and token.text == "{"):
        _count_data(census, token)
        return
    if census.in_values:
        # A block of data: flat, and cheap however long it is.
        census.in_values = token.text != "}"
        census.depth -= not census.in_values
        census.braces -= not census.in_values
        return
    census.tokens += 1
    if token.kind == "mark":
        _count_mark(census, token.text)
        if token.text == ";" and not census.depth:
            census.adjacent = 0  # the next operation of an update, planned by itself
    elif census.braces and token.is_term and before.is_term:
        census.adjacent += 1
    census.values_next = word == "VALUES" or (census.values_next and token.text != "{")
    _refuse_excess(census)


def _count_data(census: _Census, token: Token) -> None:
    """Data is cheap however much of it there is; only how deep it is nested matters."""
    if token.kind != "mark" or token.text not in "({[)}]":
        return
    if token.text in "({[":
        census.depth += 1
        census.data_from = census.data_from or census.depth
    else:
        census.depth -= 1
        census.data_from *= census.depth >= census.data_from
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
