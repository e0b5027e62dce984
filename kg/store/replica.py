"""Replica: graphs copied to a SPARQL 1.1 server, whose default graph becomes the merge of them.

One update puts a graph into its place, and into the default graph: where a server carries out an update whole or not at
all, as most do, readers see the old graph or the new one. What is too large for an update is sent to a place beside it
first. Virtuoso gets a graph in steps, which readers may see. What is interrupted is made good by replacing the graph
again.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from functools import cached_property

import pyoxigraph as ox

from kg.errors import RemoteStoreError
from kg.settings import Settings
from kg.store.connection import Connection, shown
from kg.store.remote import RemoteStore, merge_graph
from kg.store.service import Service

_CHUNK = 10_000
"""Triples of one request."""
_SECONDS = 600.0
_PROBES = ("urn:x-simpul:probe:1", "urn:x-simpul:probe:2")
_STAGING = "urn:x-simpul:staging"
_EVERY = "{ ?s ?p ?o }"


class DefaultGraph(Enum):
    """What a plain pattern asks on a server: a graph of its own, the union of all graphs, or that with repetitions."""

    OWN = 0
    UNION = 1
    REPEATING = 2


class Replica:
    """The graphs of one server, to be replaced and dropped. Every method raises ``RemoteStoreError`` where it fails."""

    def __init__(
        self,
        service: Service,
        settings: Settings = Settings(),  # noqa: B008 - frozen
        connection: Connection | None = None,
    ) -> None:
        if not service.update or not service.graphs:
            raise RemoteStoreError("loading needs the addresses for updates and graphs: --store-update, --store-graphs")
        self._service, self._settings = service, settings
        self._line = connection or Connection(service.credentials, seconds=_SECONDS)
        self._store = RemoteStore(service, settings, connection=self._line)

    def close(self) -> None:
        """Let go of the line to the server."""
        self._line.close()

    def holds(self, graph: str) -> bool:
        """Whether the server has triples in a graph."""
        return self._store.has_graph(graph)

    def replace(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Have these triples in a graph, and no others; a graph without triples is dropped."""
        first, *rest = _chunks(triples)
        named = ox.NamedNode(graph)
        if not first:
            self.drop(graph)
        elif self._store.is_virtuoso:  # which takes no long updates, and minutes to empty a place beside the graph
            self._update(self._unmerged(graph))
            self._send(graph, first, *rest)
            self._update(self._merged(graph))
        elif rest:
            self._send(_STAGING, first, *rest)
            moved = f"MOVE SILENT GRAPH <{_STAGING}> TO GRAPH {named}"
            self._update(self._unmerged(graph), moved, self._merged(graph))
        else:
            filled = f"INSERT DATA {{ GRAPH {named} {{ {first.decode()} }} }}"
            self._update(self._unmerged(graph), f"DROP SILENT GRAPH {named}", filled, self._merged(graph))

    def _send(self, graph: str, first: bytes, *rest: bytes) -> None:
        self._line.put_graph(self._service.graphs, graph, first)
        for chunk in rest:
            self._line.post_graph(self._service.graphs, graph, chunk)

    def drop(self, graph: str) -> None:
        """Have a graph no more."""
        self._update(self._unmerged(graph), f"DROP SILENT GRAPH {ox.NamedNode(graph)}")

    @cached_property
    def default_graph(self) -> DefaultGraph:
        """What the server's default graph is, found out with a triple that is in two graphs for a moment."""
        dropped = [f"DROP SILENT GRAPH <{probe}>" for probe in _PROBES]
        triple = f"<{_PROBES[0]}> <{_PROBES[0]}> <{_PROBES[0]}>"
        self._update(*(f"INSERT DATA {{ GRAPH <{probe}> {{ {triple} }} }}" for probe in _PROBES))
        try:
            found = self._store.plain_count(f"{{ {triple} }}")
        finally:
            self._update(*dropped)
        kind = DefaultGraph(min(found, 2))
        if kind is DefaultGraph.REPEATING and not self._store.is_virtuoso:
            raise RemoteStoreError(
                f"{shown(self._service.query)}: the default graph of this server shows a triple once for each graph "
                "that has it, so that counts would be wrong; give it a default graph of its own (oxigraph serve "
                "without --union-default-graph)"
            )
        return kind

    def _unmerged(self, graph: str) -> str:
        """What takes the triples of a graph out of the merge, those that no other graph has."""
        others = f"GRAPH ?other {_EVERY} FILTER(?other NOT IN (<{graph}>, <{merge_graph(self._settings)}>))"
        pattern = f"GRAPH {ox.NamedNode(graph)} {_EVERY} FILTER NOT EXISTS {{ {others} }}"
        return self._merge and f"DELETE {self._merge} WHERE {{ {pattern} }}"

    def _merged(self, graph: str) -> str:
        """What puts the triples of a graph into the merge."""
        return self._merge and f"INSERT {self._merge} WHERE {{ GRAPH {ox.NamedNode(graph)} {_EVERY} }}"

    @property
    def _merge(self) -> str:
        """The template of a triple in the merge; empty where the server merges by itself."""
        kept = {
            DefaultGraph.OWN: _EVERY,
            DefaultGraph.UNION: "",
            DefaultGraph.REPEATING: f"{{ GRAPH <{merge_graph(self._settings)}> {_EVERY} }}",
        }
        return kept[self.default_graph]

    def _update(self, *operations: str) -> None:
        if text := " ; ".join(filter(None, operations)):
            self._line.update(self._service.update, text)


def _chunks(triples: Iterable[ox.Triple]) -> list[bytes]:
    """N-Triples in pieces; all triples with blank nodes are in the first, since another would name them anew."""
    ordered = sorted(triples, key=_has_blank_node, reverse=True)
    size = max(_CHUNK, sum(map(_has_blank_node, ordered)))
    lines = [f"{triple} .\n".encode() for triple in ordered]
    return [b"".join(lines[:size]), *(b"".join(lines[i : i + _CHUNK]) for i in range(size, len(lines), _CHUNK))]


def _has_blank_node(triple: ox.Triple) -> bool:
    return any(
        isinstance(term, ox.BlankNode) or (isinstance(term, ox.Triple) and _has_blank_node(term))
        for term in (triple.subject, triple.object)
    )
