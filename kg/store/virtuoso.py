"""Virtuoso: what a query must be, and its answer be read as, so that its ways do not show.

Virtuoso has no default graph of its own: a plain pattern sees a triple once for each graph that has it. So the merge of
all graphs is kept in a graph, which queries are given as their default graph. Two things follow. ``GRAPH ?g`` sees
that graph too, and those that Virtuoso keeps for itself; and ``GRAPH <iri>`` sees nothing but the default graph. Each
becomes a group with a filter. Measured on 7.2.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from kg.store.tokens import Token, tokens

PROBE = "define input:named-graph-exclude <urn:x-simpul:none> ASK {}"
"""A query that Virtuoso answers, and that is malformed to all others."""
_OWN_GRAPHS = (
    "http://www.openlinksw.com/schemas/virtrdf#",
    "http://www.w3.org/ns/ldp#",
    "http://www.w3.org/2002/07/owl#",
    "http://localuriqaserver/sparql",
    "http://localhost:8890/sparql",
    "http://localhost:8890/DAV/",
)
_LONGEST_ROUND = 1_000
# Its names of blank nodes are no names elsewhere, and it writes yes and no as 1 and 0. Nothing within a value looks
# like this, since quotation marks have a backslash there.
_BLANK = re.compile(rb'("type"\s*:\s*"bnode"\s*,\s*"value"\s*:\s*")nodeID://')
_BOOLEAN = re.compile(rb'("datatype"\s*:\s*"http://www\.w3\.org/2001/XMLSchema#boolean"\s*,\s*"value"\s*:\s*")([01])"')
_BOOLEAN_LITERAL = re.compile(rb'(?<!\\)"([01])"(?=\^\^<http://www\.w3\.org/2001/XMLSchema#boolean>)')
_TRUTH = {b"0": b"false", b"1": b"true"}


def rows_as_json(content: bytes) -> bytes:
    """Rows that Virtuoso wrote as JSON, as the standard has them."""
    return _BOOLEAN.sub(lambda m: m[1] + _TRUTH[m[2]] + b'"', _BLANK.sub(rb"\1", content))


def triples_as_lines(content: bytes) -> bytes:
    """Triples that Virtuoso wrote as N-Triples, with yes and no in words."""
    return _BOOLEAN_LITERAL.sub(lambda m: b'"' + _TRUTH[m[1]] + b'"', content)


def may_be_cut(number: int, text: str) -> bool:
    """Whether so many triples may be all that Virtuoso gives, which it does not say.

    Its limit is a round number, and taken for that of the query where the query has the same.
    """
    asked = re.search(rf"LIMIT\s+{number}\b", text, re.IGNORECASE)
    return number > 0 and number % _LONGEST_ROUND == 0 and not asked


def with_filters(text: str, merge: str, variables: Sequence[str] = ()) -> str:
    """A query that gives on Virtuoso, with the graph ``merge`` as its default graph, what it gives elsewhere.

    ``variables`` are what a SELECT gives; they take the place of its ``*``, which would show variables put in here.
    """
    unseen = ", ".join(f"<{iri}>" for iri in (merge, *_OWN_GRAPHS))
    names = (f"?simpul_graph_{number}" for number in count())
    pieces, end, depth = [], 0, 0
    opened: list[tuple[int, str]] = []
    found = list(tokens(text))
    for before, token, following in _with_neighbours(found):
        if _is(token, "GRAPH") and following is not None:
            seen = following.text if following.kind == "variable" else next(names)
            filter_ = f"{seen} NOT IN ({unseen})" if following.kind == "variable" else f"{seen} = {following.text}"
            opened.append((depth, filter_))
            pieces += [text[end : token.start], f"{{ GRAPH {seen}"]
            end = following.end
        elif token.text == "*" and not depth and variables and _is(before, "SELECT", "DISTINCT", "REDUCED"):
            pieces += [text[end : token.start], " ".join(f"?{name}" for name in variables)]
            end = token.end
        elif token.kind == "mark" and token.text in "{}":
            depth += 1 if token.text == "{" else -1
            if token.text == "}" and opened and opened[-1][0] == depth:
                pieces += [text[end : token.end], f" FILTER({opened.pop()[1]}) }}"]
                end = token.end
    return "".join(pieces) + text[end:]


def _with_neighbours(found: list[Token]) -> Iterator[tuple[Token | None, Token, Token | None]]:
    return zip([None, *found], found, [*found[1:], None], strict=False)


def _is(token: Token | None, *words: str) -> bool:
    return token is not None and token.kind == "name" and token.text.upper() in words
