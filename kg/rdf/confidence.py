"""Confidence: a graph without the claims and quotations that are less sure than is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.tenures import Limit, term_days
from kg.rdf.terms import OA, ORG, RDF, SCHEMA, Namespace, date_literal, ontology
from kg.settings import Settings

Node: TypeAlias = tuple[object, object]
"""A graph and a node that it describes."""


def at_least(quads: Iterable[Quad], least: float, settings: Settings) -> list[Quad]:
    """The quads without claims and quotations below ``least``, and without what only these support.

    That is their edges, their places in the text, the posts that nobody holds any more; tenures keep the days on which
    claims that stay observed a post, and the boundaries that such claims are the basis of. The quads must be of whole
    article graphs.
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
                    if predicate in (kg["holds"], kg["takesUp"], kg["leaves"]):
                        self.posts.add((graph, value))
                    if predicate == kg["holds"] and asserted:
                        self.held.add((subject, value, graph))


@dataclass(slots=True)
class _Doubts:
    """What is to go, and which days and boundaries each tenure keeps (``None`` where it goes)."""

    kg: Namespace
    nodes: set[Node]
    edges: set[Quad]
    tenures: dict[Node, dict[NamedNode, Literal] | None]

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
        claims = {claim for _, claim in gone.nodes}
        boundaries: set[Node] = {
            (q.graph_name, q.subject) for q in quads if q.predicate == kg["basis"] and q.object in claims
        }
        tenures = _tenures(quads, kept, boundaries, kg)
        boundaries |= {
            (q.graph_name, q.object)
            for q in quads
            if q.predicate == kg["boundary"] and tenures.get((q.graph_name, q.subject)) is None
        }
        nodes = gone.nodes | targets | selectors | (gone.posts - kept.posts) | boundaries
        return cls(kg, nodes, gone.edges - kept.edges, tenures)

    def without(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The quads that stay."""
        for quad in quads:
            node = quad.graph_name, quad.subject
            if node in self.nodes or quad in self.edges:
                continue
            if node not in self.tenures:
                yield quad
            elif (days := self.tenures[node]) is not None:
                day = days.get(quad.predicate)
                link = quad.predicate == self.kg["boundary"]
                if day is not None:
                    yield Quad(quad.subject, quad.predicate, day, quad.graph_name)
                elif quad.predicate not in _days(self.kg) and not (link and (node[0], quad.object) in self.nodes):
                    yield quad


def _days(kg: Namespace) -> list[NamedNode]:
    return [kg[name] for name in ("firstObserved", "lastObserved", "start", "end", "proposedEnd")]


def _tenures(
    quads: list[Quad], kept: _Claims, gone: set[Node], kg: Namespace
) -> dict[Node, dict[NamedNode, Literal] | None]:
    """Each tenure with the days that it keeps: those of what still shows it, and of its boundaries that are not gone.

    None where nothing shows it any more. A tenure's own days lie between those on which all articles saw it first and
    last: the same person may have held the same post another time.
    """
    published = {q.graph_name: text for q, text in _literals(quads, SCHEMA["datePublished"])}
    days: dict[tuple[object, object], set[str]] = defaultdict(set)
    for person, post, graph in kept.held:
        days[person, post] |= {published[graph]} if graph in published else set()  # type: ignore[index]
    wanted = {ORG["member"], kg["post"], *_days(kg)}
    known: dict[Node, dict[NamedNode, object]] = defaultdict(dict)
    limits: dict[Node, list[Limit]] = defaultdict(list)
    read = _limits(quads, gone, kg)
    for q in quads:
        if q.predicate in wanted:
            known[q.graph_name, q.subject][q.predicate] = q.object
        elif q.predicate == kg["boundary"] and (q.graph_name, q.object) in read:
            limits[q.graph_name, q.subject].append(read[q.graph_name, q.object])
    result: dict[Node, dict[NamedNode, Literal] | None] = {}
    for node, facts in known.items():
        if ORG["member"] not in facts or kg["post"] not in facts:
            continue
        held = facts[ORG["member"]], facts[kg["post"]]
        first, last = (getattr(facts.get(kg[name]), "value", "") for name in ("firstObserved", "lastObserved"))
        seen = sorted(day for day in days.get(held, ()) if first <= day <= last)
        told = {"firstObserved": seen[0], "lastObserved": seen[-1]} if seen else {}
        told |= term_days(limits[node], told.get("lastObserved", ""))
        stated = any(limit.status == "stated" for limit in limits[node])
        shown = bool(seen or stated or (held in days and not last))
        result[node] = {kg[name]: date_literal(day) for name, day in told.items()} if shown else None
    return result


def _limits(quads: list[Quad], gone: set[Node], kg: Namespace) -> dict[Node, Limit]:
    """The boundaries that stay."""
    wanted = {kg[name]: name for name in ("side", "status", "day", "dated")}
    found: dict[Node, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        if quad.predicate in wanted and isinstance(quad.object, Literal):
            found[quad.graph_name, quad.subject][wanted[quad.predicate]] = quad.object.value
    return {
        node: Limit(parts["side"], parts["status"], parts["day"], parts["dated"] == "true")  # type: ignore[arg-type]
        for node, parts in found.items()
        if len(parts) == len(wanted) and node not in gone
    }


def _literals(quads: Iterable[Quad], predicate: NamedNode) -> Iterator[tuple[Quad, str]]:
    for quad in quads:
        if quad.predicate == predicate and isinstance(quad.object, Literal):
            yield quad, quad.object.value
