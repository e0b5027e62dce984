"""Answers: a query and its result as bytes, and who may be asked for one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Literal, Protocol, cast

from pyoxigraph import NamedNode, Triple

from kg.errors import NotFoundError, QueryError, SimpulError
from kg.serve.limits import Limits
from kg.serve.spool import Spool
from kg.store import Solutions, Store, Term, Triples
from kg.store.results import too_many
from kg.views.question import LONGEST, shortened

ALL_TRIPLES = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@dataclass(frozen=True, slots=True)
class Query:
    """A query and how its result is wanted: by the name of a format for rows (and yes or no), and one for triples.

    Relative IRIs in it are resolved against ``base_iri``, where it is given. With ``first``, rows come as JSON to be
    shown: ``names``, ``total``, and so many ``rows`` from the first on, each cell null or a kind (``uri`` or another)
    and a text. With ``graph``, that graph must be there: ``NotFoundError`` otherwise.
    """

    text: str
    rows: str = "json"
    triples: str = "turtle"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    base_iri: str | None = None
    first: int | None = None
    graph: str | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled as its fields: every query goes to another process, and the way of dataclasses is slow."""
        return Query, (
            self.text,
            self.rows,
            self.triples,
            self.default_graphs,
            self.named_graphs,
            self.base_iri,
            self.first,
            self.graph,
        )


Kind = Literal["rows", "triples", "boolean"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A result: what kind it is, the name of the format it is written in, and its bytes.

    A large one is in the file ``path`` instead, which belongs to whoever receives the answer.
    """

    kind: Kind
    format: str
    content: bytes
    path: Path | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled as its fields, as a query is."""
        return Answer, (self.kind, self.format, self.content, self.path)

    def read(self) -> bytes:
        """The bytes, wherever they are; a file is gone afterwards."""
        if self.path is None:
            return self.content
        content = self.path.read_bytes()
        self.discard()
        return content

    def beginning(self, size: int) -> tuple[bytes, int]:
        """The first bytes, so many at most, and how many lines there are in all; a file is gone afterwards."""
        if self.path is None:
            return self.content[:size], self.content.count(b"\n")
        with self.path.open("rb") as file:
            found = file.read(size)
            lines = found.count(b"\n")
            while piece := file.read(1 << 20):
                lines += piece.count(b"\n")
        self.discard()
        return found, lines

    def discard(self) -> None:
        """Let go of the file, where there is one."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)


class TimeLimitError(SimpulError):
    """A query took longer than it may, and was stopped."""


class BusyError(SimpulError):
    """All processes are at work; the same request may succeed a little later."""


class Answering(Protocol):
    """Anything that answers queries."""

    @property
    def build(self) -> str:
        """What the answers are from: another name, other answers."""
        ...

    async def answer(self, query: Query, client: str = "") -> Answer:
        """The result of one query of a client, among whom turns are shared.

        Raises ``QueryError``, ``NotFoundError``, ``TimeLimitError`` or ``BusyError``. Cancelled, it stops the query.
        """
        ...


def answer_with(store: Store, query: Query, limits: Limits, path: Path | None = None) -> Answer:
    """Run a query here and now; raises ``QueryError`` where it is malformed, refused, or its result is too large.

    A large result goes to the file ``path``, if one is given.
    """
    if query.graph is not None and not store.has_graph(query.graph):
        raise NotFoundError(f"there is no graph <{query.graph}>")
    graphs = {"default_graphs": query.default_graphs, "named_graphs": query.named_graphs}
    result = store.query(query.text, base_iri=query.base_iri, **graphs)
    if isinstance(result, Solutions) and query.first is not None:
        return Answer("rows", "json", _first_rows(result, query.first))
    format_, kind = query.rows, _kind(result)
    if isinstance(result, Triples):
        format_, result = query.triples, result.at_most(limits.rows)
    with Spool(limits.answer_bytes, path) as output:
        try:
            result.write(cast(BinaryIO, output), format_)
        except (QueryError, OSError) as error:
            if output.full:
                size = limits.answer_bytes // 1_000_000
                raise QueryError(
                    f"the result is larger than {size} MB; ask for less, for example with LIMIT"
                ) from error
            raise
        if kind == "rows" and output.rows(format_, limits.rows) > limits.rows:
            raise too_many(limits.rows)
        content = output.content()
        return Answer(kind, format_, content, None if content or path is None or not output.in_file else output.keep())


def _kind(result: object) -> Kind:
    if isinstance(result, Triples):
        return "triples"
    return "rows" if isinstance(result, Solutions) else "boolean"


def _first_rows(result: Solutions, limit: int) -> bytes:
    rows = iter(result)
    shown = [[_cell(row.get(name)) for name in result.variables] for row in islice(rows, limit)]
    total = len(shown) + sum(1 for _ in rows)
    return json.dumps({"names": result.variables, "total": total, "rows": shown}).encode()


def _cell(term: Term | None) -> tuple[str, str] | None:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return ("uri", term.value) if len(term.value) <= LONGEST else ("other", shortened(term.value))
    return "other", shortened(str(term) if isinstance(term, Triple) else term.value)


class DirectAnswers:
    """Answers from a store of this process: for graphs in memory, and for servers that have limits of their own."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self._store = store
        self._limits = limits

    @property
    def build(self) -> str:
        """See ``Answering.build``; a store that may change at any time has no name."""
        return ""

    async def answer(self, query: Query, client: str = "") -> Answer:
        """See ``Answering.answer``; no time limit holds here."""
        return answer_with(self._store, query, self._limits)
