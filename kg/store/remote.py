"""RemoteStore: a graph held by a SPARQL 1.1 server elsewhere, asked over HTTP."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

import pyoxigraph as ox

from kg.errors import QueryError, RemoteStoreError
from kg.rdf.terms import prefixes
from kg.settings import Settings
from kg.store import virtuoso
from kg.store.connection import Connection, Reply, shown
from kg.store.guard import check_query
from kg.store.results import Answer, Solutions, Triples, evaluating
from kg.store.service import Service
from kg.store.store import Node, Result, Subject
from kg.store.tokens import tokens

ROWS, TRIPLES = "application/sparql-results+json", "application/n-triples"


def merge_graph(settings: Settings) -> str:
    """The graph that holds the merge of all graphs, on a server without a default graph of its own."""
    return f"{settings.base_iri}graph/merge"


class RemoteStore:
    """A ``Store`` over the SPARQL 1.1 Protocol. Results are parsed here, so that every server's come out alike.

    A query is looked at by ``check_query`` and parsed before it is sent, so that only SPARQL leaves this machine, and
    none of a server's own extensions. ``SERVICE`` may call ``hosts``, and nobody else.
    """

    def __init__(
        self,
        service: Service,
        settings: Settings = Settings(),  # noqa: B008 - frozen
        hosts: Collection[str] = (),
        connection: Connection | None = None,
    ) -> None:
        self._url, self._settings, self._hosts = service.query, settings, hosts
        self._line = connection or Connection(service.credentials)
        self._prefixes = prefixes(settings)

    @cached_property
    def is_virtuoso(self) -> bool:
        """Whether the server understands what only Virtuoso does.

        Virtuoso has no default graph of its own: there, a plain pattern sees a triple once for each graph that has it.
        """
        try:
            reply = self._line.ask(self._url, virtuoso.PROBE, (), ROWS)
        except QueryError:
            return False
        return reply.media_type == ROWS

    def query(
        self,
        text: str,
        *,
        base_iri: str | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Result:
        """See ``Store.query``. Raises ``RemoteStoreError`` where the server does not give a whole answer."""
        names_dataset = check_query(text, self._hosts)
        chosen = default_graphs is not None or named_graphs is not None
        base = base_iri or self._settings.base_iri
        variables = self._parsed(text, base)
        fields = [("default-graph-uri", iri) for iri in default_graphs or ()]
        fields += [("named-graph-uri", iri) for iri in named_graphs or ()]
        sent = self._prologue(text, base) + text
        if self.is_virtuoso and not chosen and not names_dataset:
            merge = merge_graph(self._settings)
            sent = self._prologue(text, base) + virtuoso.with_filters(text, merge, variables or ())
            fields.append(("default-graph-uri", merge))
        reply = self._line.ask(self._url, sent, fields, TRIPLES if variables is None else ROWS)
        return self._triples(reply, text) if variables is None else self._rows(reply)

    def _parsed(self, text: str, base: str) -> tuple[str, ...] | None:
        """The variables that a query gives: none for a yes or no, and None for triples."""
        with evaluating():
            # What this gives must be let go of by the same thread, which an error that held it might not do.
            found = ox.Store().query(text, base_iri=base, prefixes=self._prefixes)
        if isinstance(found, ox.QueryTriples):
            return None
        return tuple(v.value for v in found.variables) if isinstance(found, ox.QuerySolutions) else ()

    def _prologue(self, text: str, base: str) -> str:
        """The declarations that a query relies on and does not make."""
        pieces = [token.text for token in tokens(text) if token.kind == "name" and ":" in token.text]
        used = {piece.partition(":")[0] for piece in pieces}
        declared = "".join(f"PREFIX {name}: <{iri}> " for name, iri in self._prefixes.items() if name in used)
        return f"BASE <{base}> {declared}"

    def _rows(self, reply: Reply) -> Solutions | Answer:
        if reply.media_type != ROWS:
            raise RemoteStoreError(f"{shown(self._url)} answers with {reply.media_type or 'nothing'}, not with rows")
        most = reply.headers.get("x-sparql-maxrows", "")
        if most:
            raise self._cut(f"after {most} rows")
        content = virtuoso.rows_as_json(reply.content) if self.is_virtuoso else reply.content
        try:
            whole = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
            if isinstance(whole, ox.QueryBoolean):
                return Answer(bool(whole), whole)
            for _ in whole:  # a server that stops in the middle may still say 200
                pass
        except (SyntaxError, ValueError) as error:
            raise RemoteStoreError(f"{shown(self._url)} broke off its answer, or cannot write JSON") from error
        rows = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
        assert isinstance(rows, ox.QuerySolutions)
        return Solutions(tuple(variable.value for variable in rows.variables), rows)

    def _triples(self, reply: Reply, text: str) -> Triples:
        if reply.media_type != TRIPLES:
            raise RemoteStoreError(f"{shown(self._url)} answers with {reply.media_type or 'nothing'}, not with triples")
        content = virtuoso.triples_as_lines(reply.content) if self.is_virtuoso else reply.content
        try:
            found = [quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES)]
        except (SyntaxError, ValueError) as error:
            raise RemoteStoreError(f"{shown(self._url)} broke off its answer, or cannot write N-Triples") from error
        if self.is_virtuoso and virtuoso.may_be_cut(len(found), text):
            raise self._cut(f"after {len(found)} triples")
        return Triples(iter(found), self._prefixes)

    def _cut(self, where: str) -> RemoteStoreError:
        mend = "raise its limit (Virtuoso: ResultSetMaxRows)"
        return RemoteStoreError(f"{shown(self._url)} cuts its answer {where}: {mend}")

    def select(self, text: str) -> Solutions:
        """See ``Store.select``."""
        result = self.query(text)
        if not isinstance(result, Solutions):
            raise QueryError("this needs a SELECT query")
        return result

    def quads(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Node | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """See ``Store.quads``; blank nodes cannot be asked for, since each answer has names of its own for them."""
        terms = {"s": subject, "p": predicate, "o": object, "g": graph}
        if any(isinstance(term, ox.BlankNode) for term in terms.values()):
            raise QueryError("a blank node cannot be asked for: each answer of a server has names of its own for them")
        pattern = f"GRAPH {graph or '?g'} {{ {subject or '?s'} {predicate or '?p'} {object or '?o'} }}"
        for row in self.select(f"SELECT * {{ {pattern} }}"):
            found = {name: term if term is not None else row[name] for name, term in terms.items()}
            yield ox.Quad(found["s"], found["p"], found["o"], found["g"])  # type: ignore[arg-type]

    def graphs(self) -> Iterator[ox.NamedNode]:
        """See ``Store.graphs``."""
        for row in self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"):
            if isinstance(graph := row["g"], ox.NamedNode):
                yield graph

    def has_graph(self, iri: str) -> bool:
        """See ``Store.has_graph``; an empty graph is none to many servers."""
        try:
            graph = ox.NamedNode(iri)
        except ValueError:
            return False
        return bool(self.query(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}"))

    def __len__(self) -> int:
        (row,) = self.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        return int(row["n"].value)  # type: ignore[union-attr]

    def plain_count(self, pattern: str) -> int:
        """How many rows a pattern has on the server as it is, whatever it takes for its default graph."""
        rows = self._rows(self._line.ask(self._url, f"SELECT (COUNT(*) AS ?n) {pattern}", (), ROWS))
        assert isinstance(rows, Solutions)
        (row,) = rows
        return int(row["n"].value)  # type: ignore[union-attr]

    def close(self) -> None:
        """See ``Store.close``."""
        self._line.close()
