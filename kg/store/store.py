"""Store: what the rest of the program knows of the place that a graph is kept in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeAlias

import pyoxigraph as ox

from kg.store.results import Answer, Solutions, Triples

Result: TypeAlias = Solutions | Triples | Answer
Subject: TypeAlias = ox.NamedNode | ox.BlankNode
Node: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Store(Protocol):
    """A graph that can be asked: named graphs, and a default graph that holds each of their triples once."""

    def query(
        self,
        text: str,
        *,
        base_iri: str | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Result:
        """Answer a SPARQL query over the whole graph, or over the graphs named, as the SPARQL protocol defines it.

        Raises ``QueryError`` where the query is malformed or refused.
        """
        ...

    def select(self, text: str) -> Solutions:
        """The rows of a SELECT; raises ``QueryError`` where the query is another one."""
        ...

    def quads(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Node | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads of the named graphs that match, in no particular order."""
        ...

    def graphs(self) -> Iterator[ox.NamedNode]:
        """The IRIs of the named graphs."""
        ...

    def has_graph(self, iri: str) -> bool:
        """Whether there is a named graph of this IRI, if only an empty one."""
        ...

    def __len__(self) -> int:
        """How many quads the named graphs hold."""
        ...

    def close(self) -> None:
        """Let go of the files; the store cannot be asked afterwards."""
        ...
