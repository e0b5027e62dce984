"""Difference between two stores: which things and edges articles support in one and not, or less, in the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from pyoxigraph import NamedNode, Quad

from kg.model import PREDICATES
from kg.model.difference import Difference, Edge, GraphState, Standing, type_of
from kg.rdf.iris import article_prefix
from kg.rdf.terms import LABEL, ORG, SCHEMA, TYPE, named_graph, ontology
from kg.settings import Settings
from kg.store import Store

_Key: TypeAlias = str | Edge
_Support: TypeAlias = dict[_Key, set[str]]
"""A thing or an edge, to the articles that support it."""


def difference(
    old: Store | None,
    new: Store | None,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    graphs: Iterable[str] | None = None,
) -> Difference:
    """What changed from one store to another; None stands for a graph without articles.

    ``graphs`` are the named graphs that may differ, where that is known. Only what they speak of is looked at, and what
    articles speak of that have become copies of another, or are none any more.
    """
    sides = [None if store is None else _Articles(store, settings) for store in (old, new)]
    if graphs is None:
        return Difference.between(*(GraphState() if side is None else side.whole() for side in sides))
    before, after = ({} if side is None else side.originals for side in sides)
    touched = {*graphs, *(one for one in before.keys() | after.keys() if before.get(one) != after.get(one))}
    keys = {key for side in sides if side is not None for key in side.support_in(touched)}
    return Difference.between(*(GraphState() if side is None else side.part(keys) for side in sides))


class _Articles:
    """What the articles of a store mention and assert. What reference data and users say counts for nothing here."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._kg = store, ontology(settings.ontology_iri)
        self._prefix = article_prefix(settings)
        self._identity = named_graph("identity", settings)
        names = ("holds" if name == "holdsPost" else name for name in PREDICATES)
        self._predicates = {name: self._kg[name] for name in (*names, "takesUp", "leaves")}

    @cached_property
    def originals(self) -> dict[str, str]:
        """Each article that is a near-copy, to the earliest of those that it is like."""
        quads = self._store.quads(None, self._kg["nearCopyOf"], None, self._identity)
        return {_text(quad.subject): _text(quad.object) for quad in quads}

    def whole(self) -> GraphState:
        """The standing of everything."""
        graphs = [graph.value for graph in self._store.graphs() if graph.value.startswith(self._prefix)]
        labels: dict[str, str] = {}
        for graph in graphs:
            for quad in self._store.quads(None, LABEL, None, NamedNode(graph)):
                iri, label = _text(quad.subject), _text(quad.object)
                labels[iri] = min(label, labels.get(iri, label))
        return self._state(self.support_in(graphs), labels)

    def part(self, keys: Iterable[_Key]) -> GraphState:
        """The standing of these things and edges."""
        support = {key: self._in_articles(self._quads(key)) for key in keys}
        labels = {key: self._label(key) for key in support if isinstance(key, str)}
        return self._state({key: set(quads) for key, quads in support.items()}, labels)

    def support_in(self, graphs: Iterable[str]) -> _Support:
        """What these articles speak of and assert, to those that do; a graph that the store lacks gives nothing."""
        found: _Support = defaultdict(set)
        for iri in graphs:
            for key in self._keys(NamedNode(iri)):
                found[key].add(iri)
        return found

    def _keys(self, graph: NamedNode) -> Iterator[_Key]:
        yield from (_text(quad.subject) for quad in self._store.quads(graph, TYPE, self._kg["Article"], graph))
        yield from (_text(quad.object) for quad in self._store.quads(graph, SCHEMA["mentions"], None, graph))
        yield from (_text(quad.subject) for quad in self._store.quads(None, ORG["postIn"], None, graph))
        for name, predicate in self._predicates.items():
            for quad in self._store.quads(None, predicate, None, graph):
                yield Edge(_text(quad.subject), name, _text(quad.object))

    def _quads(self, key: _Key) -> Iterator[Quad]:
        """A quad in each graph that speaks of a thing, or asserts an edge."""
        if isinstance(key, Edge):
            return self._store.quads(NamedNode(key.subject), self._predicates[key.predicate], NamedNode(key.object))
        node = NamedNode(key)
        match type_of(key):
            case "Article":
                return self._store.quads(node, TYPE, self._kg["Article"], node)
            case "Post":
                return self._store.quads(node, ORG["postIn"], None)
            case _:
                return self._store.quads(None, SCHEMA["mentions"], node)

    def _label(self, iri: str) -> str:
        """The name; of several the least, as on pages."""
        return min(map(_text, self._in_articles(self._store.quads(NamedNode(iri), LABEL)).values()), default="")

    def _in_articles(self, quads: Iterable[Quad]) -> dict[str, object]:
        """The graphs of articles that the quads are in, each to one of the objects."""
        found = {q.graph_name.value: q.object for q in quads if isinstance(q.graph_name, NamedNode)}
        return {graph: value for graph, value in found.items() if graph.startswith(self._prefix)}

    def _state(self, support: _Support, labels: Mapping[str, str]) -> GraphState:
        things: dict[str, Standing] = {}
        edges: dict[Edge, Standing] = {}
        for key, articles in support.items():
            sources = len({self.originals.get(article, article) for article in articles})
            if articles and isinstance(key, Edge):
                edges[key] = Standing(len(articles), sources)
            elif articles and isinstance(key, str):
                things[key] = Standing(len(articles), sources, labels.get(key, ""))
        return GraphState(things, edges)


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))
