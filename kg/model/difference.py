"""Difference: what one state of the graph has that another has not, thing by thing and edge by edge.

Differences form a groupoid: what happened from A to B, then from B to C, is what happened from A to C, and every one
has an inverse. So a log of the differences between builds answers for any two of them, and no state need be kept.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, get_args

Kind = Literal["appeared", "disappeared", "gained", "lost", "renamed"]
KINDS: tuple[Kind, ...] = get_args(Kind)
CHANGED_TYPES = ("Person", "Unit", "Post", "Event", "Program", "Place", "Article", "Edge")
"""What changes: things by their type, and edges; in the order in which they are told."""

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A relation that an article asserts: the IRIs of both ends, and the predicate's local name (``ledBy``)."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a state of the graph knows a thing or edge: by how many articles, how many independent sources, what name.

    An edge has no name of its own. What no article supports is not in the graph.
    """

    articles: int = 0
    sources: int = 0
    label: str = ""


ABSENT = Standing()


@dataclass(frozen=True, slots=True)
class Change:
    """The standing of one thing or edge before and after."""

    before: Standing = ABSENT
    after: Standing = ABSENT

    @property
    def kind(self) -> Kind | None:
        """What happened, in a word; None where nothing did. Independent sources count before articles."""
        before, after = self.before, self.after
        if not before.articles or not after.articles:
            return "appeared" if after.articles else "disappeared" if before.articles else None
        if (before.sources, before.articles) != (after.sources, after.articles):
            return "gained" if (after.sources, after.articles) > (before.sources, before.articles) else "lost"
        return "renamed" if before.label != after.label else None

    @property
    def label(self) -> str:
        """The name to show: the newest."""
        return self.after.label or self.before.label

    @property
    def former(self) -> str:
        """The name that it had before, where it has another now; else empty."""
        return self.before.label if self.after.articles and self.before.label != self.after.label else ""

    def then(self, later: Change) -> Change:
        """This change and the one after it as one."""
        return Change(self.before, later.after)

    def inverse(self) -> Change:
        """The change back."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class GraphState:
    """What a graph holds, or a part of it: the standing of things, by IRI, and of edges between them."""

    things: Mapping[str, Standing] = field(default_factory=dict)
    edges: Mapping[Edge, Standing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one state of the graph to another.

    ``edges`` holds the edges that changed. ``things`` holds the things that changed and, for their names, the ends of
    those edges, of which ``Change.kind`` may be None. Both are in the order of their keys.
    """

    things: Mapping[str, Change] = field(default_factory=dict)
    edges: Mapping[Edge, Change] = field(default_factory=dict)

    @classmethod
    def of(cls, things: Mapping[str, Change], edges: Mapping[Edge, Change]) -> Difference:
        """The difference made of these changes, without those that are none and that no edge needs."""
        changed = {edge: edges[edge] for edge in sorted(edges) if edges[edge].kind}
        ends = {end for edge in changed for end in (edge.subject, edge.object)}
        return cls({iri: things[iri] for iri in sorted(things) if things[iri].kind or iri in ends}, changed)

    @classmethod
    def between(cls, old: GraphState, new: GraphState) -> Difference:
        """What changed from one state to another."""
        return cls.of(_changes(old.things, new.things), _changes(old.edges, new.edges))

    def __bool__(self) -> bool:
        return bool(self.edges) or any(change.kind for change in self.things.values())

    def then(self, later: Difference) -> Difference:
        """This difference and the one after it as one; what the later one takes back is gone."""
        return Difference.of(_joined(self.things, later.things), _joined(self.edges, later.edges))

    def inverse(self) -> Difference:
        """The difference from the new state to the old one."""
        return Difference(
            {iri: change.inverse() for iri, change in self.things.items()},
            {edge: change.inverse() for edge, change in self.edges.items()},
        )

    def counts(self) -> dict[str, dict[Kind, int]]:
        """How many changes of each kind, by type (or "Edge"); in the order of ``CHANGED_TYPES`` and ``KINDS``."""
        found: dict[str, dict[Kind, int]] = {}
        for type_, kind in self._kinds():
            by_kind = found.setdefault(type_, {})
            by_kind[kind] = by_kind.get(kind, 0) + 1
        return {
            type_: {kind: found[type_][kind] for kind in KINDS if kind in found[type_]}
            for type_ in CHANGED_TYPES
            if type_ in found
        }

    def _kinds(self) -> Iterator[tuple[str, Kind]]:
        for iri, change in self.things.items():
            if change.kind:
                yield type_of(iri), change.kind
        for change in self.edges.values():
            if change.kind:
                yield "Edge", change.kind

    def to_json(self) -> dict[str, Any]:
        """The difference as JSON, to be kept: what a reader wants is in ``kg.views.changes``."""
        return {
            "things": {iri: [_row(change.before), _row(change.after)] for iri, change in self.things.items()},
            "edges": [
                [edge.subject, edge.predicate, edge.object, _row(change.before), _row(change.after)]
                for edge, change in self.edges.items()
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Difference:
        """The difference that ``to_json`` has written."""
        return cls(
            {iri: Change(Standing(*before), Standing(*after)) for iri, (before, after) in data["things"].items()},
            {Edge(s, p, o): Change(Standing(*before), Standing(*after)) for s, p, o, before, after in data["edges"]},
        )


def type_of(iri: str) -> str:
    """The type of a thing (``Person``), which is the last part but one of its IRI: ``…/id/person/bluri-wijaksono``."""
    return re.split("[/#:]", iri)[-2].capitalize()


def _changes(old: Mapping[_Key, Standing], new: Mapping[_Key, Standing]) -> dict[_Key, Change]:
    return {key: Change(old.get(key, ABSENT), new.get(key, ABSENT)) for key in {**old, **new}}


def _joined(first: Mapping[_Key, Change], later: Mapping[_Key, Change]) -> dict[_Key, Change]:
    joined = dict(first)
    for key, change in later.items():
        joined[key] = joined[key].then(change) if key in joined else change
    return joined


def _row(standing: Standing) -> list[Any]:
    return [standing.articles, standing.sources, *([standing.label] if standing.label else [])]
