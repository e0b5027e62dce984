"""Question: a SPARQL query with places for terms, asked of a store, answered in plain values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import NotFoundError
from kg.store import Store

Row: TypeAlias = dict[str, str]
"""One answer: variable → lexical form; a variable that is not bound is absent."""

Filler: TypeAlias = NamedNode | Literal | int | Sequence[NamedNode]

LONGEST = 2_000
"""Characters of a literal that are shown, except where it is the text of an article; the data has all of it."""
_TEXTS = ("body", "text")

_HOLE = re.compile(r"\$(\w+)")


def node(iri: str) -> NamedNode:
    """The IRI as a term; raises ``NotFoundError`` for text that is no IRI, since nothing can be known about it."""
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise NotFoundError(f"not an IRI: {iri!r}") from error


def ask(store: Store, question: str, **fillers: Filler) -> list[Row]:
    """The rows that answer a ``SELECT``, each ``$place`` in it filled with the term of that name.

    The prefixes of ``kg.rdf.terms.prefixes`` are known. Terms are written by their own serialisers, so that no text of
    a user or an article is read as SPARQL. What is longer than ``LONGEST`` is cut, except ``?body`` and ``?text``.
    """
    text = _HOLE.sub(lambda match: _written(fillers[match[1]]), question)
    solutions = store.select(text)
    return [{name: _lexical(term, name in _TEXTS) for name, term in row.items()} for row in solutions]


def shortened(text: str) -> str:
    """A text as it is shown: its first ``LONGEST`` characters, with a sign that there are more."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def local_name(iri: str) -> str:
    """What follows the last ``#`` or ``/`` of an IRI."""
    return re.split(r"[#/]", iri)[-1]


def _written(filler: Filler) -> str:
    if isinstance(filler, NamedNode | Literal | int):
        return str(filler)
    return " ".join(str(term) for term in filler)


def _lexical(term: NamedNode | BlankNode | Literal | Triple, whole: bool) -> str:
    if isinstance(term, NamedNode | BlankNode) or (whole and isinstance(term, Literal)):
        return term.value
    return shortened(str(term) if isinstance(term, Triple) else term.value)
