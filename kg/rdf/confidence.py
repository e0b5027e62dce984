"""Confidence: a graph without the claims and quotations that are less sure than is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.terms import OA, ORG, RDF, SCHEMA, Namespace, date_literal, ontology
from kg.settings import Settings

Node: TypeAlias = tuple[object, object]
"""A graph and a node that it describes."""


def at_least(quads: Iterable[Quad], least: float, settings: Settings) -> list[Quad]:
    """The quads without claims and quotations below ``least``, and without what only these support.

    That is their edges, their places in the text, the posts that nobody holds any more; tenures keep the days on which
    claims that stay observed a post. The quads must be of whole article graphs.
    """
    every = list(quads)
    return list(_Doubts.of(every, least, settings).without(every)) if least > 0 else every


@dataclass(slots=True)
class _Claims:
    """Some claims and quotations, and what they support."""

    nodes: set[Node] = field(default_factory=set)
    edges: set[Quad] = field(default_factory=set)
    targets: set[Node] = field(default_factory=set)
    posts: set[Node] = field(default_factory=set)
    held: set[tuple[object, object, object]] = field(default_factory=set)

    def add(self, node: Node, parts: dict[NamedNode, set[object]], kg: Namespace) -> None:
        """Count in one claim, whose predicates and objects are ``parts``."""
        graph = node[0]
        self.nodes.add(node)
        self.targets |= {(graph, target) for name in (OA["hasTarget"], kg["attribution"]) for target in parts[name]}
        for subject in parts[RDF["subject"]]:
            for predicate in parts[RDF["predicate"]]:
                for value in parts[RDF["object"]]:
                    asserted = Literal("asserted") in parts[kg["certainty"]]
                    if asserted:
                        self.edges.add(Quad(subject, predicate, value, graph))  # type: ignore[arg-type]
                    if predicate == kg["holds"]:
                        self.posts.add((graph, value))
                        self.held |= {(subject, value, graph)} if asserted else set()


@dataclass(slots=True)
class _Doubts:
    """What is to go, and between which days each tenure is still observed."""

    kg: Namespace
    nodes: set[Node]
    edges: set[Quad]
    tenures: dict[Node, list[str] | None]

    @classmethod
    def of(cls, quads: list[Quad], least: float, settings: Settings) -> _Doubts:
        kg = ontology(settings.ontology_iri)
        sure = {(q.graph_name, q.subject): float(text) for q, text in _literals(quads, kg["confidence"])}
        parts: dict[Node, dict[NamedNode, set[object]]] = defaultdict(lambda: defaultdict(set))
        for quad in quads:
            if (quad.graph_name, quad.subject) in sure:
                parts[quad.graph_name, quad.subject][quad.predicate].add(quad.object)
        gone, kept = _Claims(), _Claims()
        for node, confidence in sure.items():
            (kept if confidence >= least else gone).add(node, parts[node], kg)
        named = {(q.graph_name, q.subject) for q in quads if q.predicate == kg["refersTo"]}
        targets = gone.targets - kept.targets - named
        selectors = {
            (q.graph_name, q.object)
            for q in quads
            if q.predicate == OA["hasSelector"] and (q.graph_name, q.subject) in targets
        }
        nodes = gone.nodes | targets | selectors | (gone.posts - kept.posts)
        return cls(kg, nodes, gone.edges - kept.edges, _tenures(quads, kept, kg))

    def without(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The quads that stay."""
        ends = {self.kg["firstObserved"]: 0, self.kg["lastObserved"]: -1}
        for quad in quads:
            node = quad.graph_name, quad.subject
            if node in self.nodes or quad in self.edges:
                continue
            if node in self.tenures:
                days = self.tenures[node]
                if days is None or (quad.predicate in ends and not days):
                    continue
                if quad.predicate in ends:
                    day = date_literal(days[ends[quad.predicate]])
                    quad = Quad(quad.subject, quad.predicate, day, quad.graph_name)  # noqa: PLW2901
            yield quad


def _tenures(quads: list[Quad], kept: _Claims, kg: Namespace) -> dict[Node, list[str] | None]:
    """Each tenure with the days of publication of the articles that still show it, in order; None where none does."""
    published = {q.graph_name: text for q, text in _literals(quads, SCHEMA["datePublished"])}
    days: dict[tuple[object, object], set[str]] = defaultdict(set)
    for person, post, graph in kept.held:
        days[person, post] |= {published[graph]} if graph in published else set()  # type: ignore[index]
    members = {(q.graph_name, q.subject): q.object for q in quads if q.predicate == ORG["member"]}
    posts = {(q.graph_name, q.subject): q.object for q in quads if q.predicate == kg["post"]}
    return {
        node: sorted(days[person, posts[node]]) if (person, posts[node]) in days else None
        for node, person in members.items()
        if node in posts
    }


def _literals(quads: Iterable[Quad], predicate: NamedNode) -> Iterator[tuple[Quad, str]]:
    for quad in quads:
        if quad.predicate == predicate and isinstance(quad.object, Literal):
            yield quad, quad.object.value
