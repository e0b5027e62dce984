"""Draft: the users' graphs as they will be, in a working copy of the store that nobody else sees."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator

import pyoxigraph as ox

from kg.errors import NotFoundError, SimpulError
from kg.settings import Settings
from kg.store.builds import take_out
from kg.store.embedded import merged
from kg.workspace import GraphTriple, UserChange
from kg.writing.requests import Condition

_MANY = 10_000
"""From so many quads on, loading in bulk is faster than a transaction."""


class DerivedGraphError(SimpulError):
    """A user would change a graph that is derived from articles."""


class ConditionError(SimpulError):
    """A graph is not in the state that a request to write it asks for."""


def own_default(settings: Settings) -> ox.NamedNode:
    """The graph in which the triples are kept that users write into the default graph."""
    return ox.NamedNode(f"{settings.base_iri}graph/default")


def graph_state(triples: Iterable[ox.Triple]) -> str:
    """A name for what a graph holds: another name, other triples. Their order does not matter."""
    hashes = (hashlib.blake2b(str(triple).encode("utf-8", "surrogatepass"), digest_size=16) for triple in triples)
    return f"{sum(int.from_bytes(one.digest()) for one in hashes) % (1 << 128):032x}"


def is_derived(graph: str, settings: Settings) -> bool:
    """Whether a graph of this IRI is, or would be, made by a build: those of articles, and those of the whole."""
    base = settings.base_iri
    return graph.startswith((f"{base}article/", f"{base}graph/")) and graph != own_default(settings).value


class Draft:
    """Changes to users' graphs, made in a working copy of the store and counted as they are made.

    ``known`` are the graphs that users have. Every method that writes raises ``DerivedGraphError`` for a graph that is
    not theirs. The default graph is the merge of all graphs; what is written to it is kept in ``own_default``.
    """

    def __init__(self, store: ox.Store, known: Iterable[str], settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self._known = set(known)
        self._before = frozenset(self._known)
        self._gone: dict[ox.Quad, None] = {}
        self._new: dict[ox.Quad, None] = {}

    def graphs(self) -> list[ox.NamedNode]:
        """The users' named graphs; their default graph is not among them."""
        return [ox.NamedNode(iri) for iri in sorted(self._known - {own_default(self.settings).value})]

    def has_derived(self) -> bool:
        """Whether there are graphs that a build has made."""
        return any(is_derived(graph.value, self.settings) for graph in self.store.named_graphs())

    def knows(self, graph: ox.NamedNode) -> bool:
        """Whether a graph is there, if only as an empty one; derived ones included."""
        return graph.value in self._known or self.store.contains_named_graph(graph)

    def triples(self, graph: ox.NamedNode) -> Iterator[ox.Triple]:
        """The triples of a graph."""
        return (quad.triple for quad in self.store.quads_for_pattern(None, None, None, graph))

    def check(self, graph: ox.NamedNode) -> None:
        """Raise ``DerivedGraphError`` where the graph is not for users to write."""
        if is_derived(graph.value, self.settings):
            raise DerivedGraphError(
                f"<{graph.value}> is derived from articles and cannot be written; write to a graph of your own"
            )

    def require(self, condition: Condition, graph: ox.NamedNode) -> None:
        """Raise ``ConditionError`` where a graph is not in the state that is asked for; the default one is there."""
        there = self.knows(graph) or graph == own_default(self.settings)
        if condition.absent and there:
            raise ConditionError(f"the graph <{graph.value}> is there already")
        if not condition.states:
            return
        if not there or not {"*", graph_state(self.triples(graph))}.intersection(condition.states):
            raise ConditionError(f"the graph <{graph.value}> has been changed since it was read")

    def make(self, graph: ox.NamedNode) -> None:
        """Have a graph, empty if it is new."""
        self.check(graph)
        self._known.add(graph.value)
        self.store.add_graph(graph)

    def insert(self, quads: Iterable[ox.Quad]) -> None:
        """Put quads in; a graph of the name is made where there is none."""
        fresh = [quad for quad in _as_stored(quads) if quad not in self.store]
        self._check_all(fresh)
        (self.store.bulk_extend if len(fresh) > _MANY else self.store.extend)(merged(fresh))
        for quad in fresh:
            self._known.add(quad.graph_name.value)  # type: ignore[union-attr]
            if quad in self._gone:
                del self._gone[quad]
            else:
                self._new[quad] = None

    def delete(self, quads: Iterable[ox.Quad]) -> None:
        """Take quads out, as far as they are there; their graphs stay, if empty."""
        held = _as_stored(quads)
        self._check_all(held)
        held = [quad for quad in held if quad in self.store]
        take_out(self.store, held)
        for quad in held:
            if quad in self._new:
                del self._new[quad]
            else:
                self._gone[quad] = None

    def clear(self, graph: ox.NamedNode) -> None:
        """Take every triple out of a graph, which stays, empty."""
        self.check(graph)
        self.delete(list(self.store.quads_for_pattern(None, None, None, graph)))

    def drop(self, graph: ox.NamedNode) -> None:
        """Have a graph no more; raises ``NotFoundError`` where there is none."""
        self.check(graph)
        if not self.knows(graph):
            raise NotFoundError(f"there is no graph <{graph.value}>")
        self.clear(graph)
        self.store.remove_graph(graph)
        self._known.discard(graph.value)

    def change(self) -> UserChange:
        """What has been changed, all in all."""
        return UserChange(
            _recorded(self._gone),
            _recorded(self._new),
            tuple(sorted(self._known - self._before)),
            tuple(sorted(self._before - self._known)),
        )

    def _check_all(self, quads: Collection[ox.Quad]) -> None:
        for graph in {quad.graph_name for quad in quads}:
            assert isinstance(graph, ox.NamedNode)
            self.check(graph)


def _as_stored(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Each quad once, as a store gives it back: numbers in canonical form, so that the record has the same words."""
    scratch = ox.Store()
    scratch.extend(quads)
    return list(scratch)


def _recorded(quads: Iterable[ox.Quad]) -> tuple[GraphTriple, ...]:
    return tuple(GraphTriple(quad.graph_name.value, str(quad.triple)) for quad in quads)  # type: ignore[union-attr]
