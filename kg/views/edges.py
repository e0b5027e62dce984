"""Edges: the relations between things, each once, with how sure articles are of it and from which days it is.

Holding a post is an edge from its holder to the unit (or place) of the post, with the post's title. What articles only
plan, deny or allege is no edge.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from kg.settings import Settings
from kg.store import Store
from kg.views.graph_lookup import RELATIONS, Link, Lookup
from kg.views.question import Row, ask, local_name, node

_BATCH = 150  # the store's guard lets a query have some 250 terms in a row
_ENDS = {
    "from": "?claim rdf:subject ?near .",
    "to": "?claim rdf:object ?near .",
    "through": "?post org:postIn ?near . ?claim rdf:object ?post .",
}
_CLAIMS = """SELECT ?s ?p ?o ?unit ?title (MAX(?sure) AS ?confidence) (COUNT(DISTINCT ?article) AS ?articles)
  (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE {{ VALUES ?near {{ $iris }} {end}
  ?claim a kg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:certainty "asserted" ;
    kg:confidence ?sure ; prov:wasDerivedFrom ?article .
  OPTIONAL {{ ?s kg:date|schema:startDate|schema:endDate ?when }}
  OPTIONAL {{ ?article schema:datePublished ?published }} BIND(STR(COALESCE(?when, ?published, "")) AS ?day)
  OPTIONAL {{ ?o org:postIn ?unit OPTIONAL {{ ?o kg:title ?title }} }}
}} GROUP BY ?s ?p ?o ?unit ?title"""


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One relation (by local name) between two things; ``title`` is that of the post, where it is holding one.

    ``confidence`` is the highest of its claims, None where no article claims it: reference data, users' own graphs.
    ``first`` and ``last`` are the days (ISO, perhaps partial) of the event it is about, else those on which its
    articles were published; empty where nothing says.
    """

    source: str
    relation: str
    target: str
    title: str = ""
    confidence: float | None = None
    first: str = ""
    last: str = ""
    articles: int = 0

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it this edge."""
        return self.source, self.relation, self.target, self.title

    def other(self, end: str) -> str:
        """The thing at the other end."""
        return self.target if end == self.source else self.source


@dataclass(frozen=True, slots=True)
class EdgeFilter:
    """Which edges are wanted: of ``relations`` (all where empty), sure enough, and of days ``since`` … ``until``.

    Edges without a confidence or a day are kept whatever these say.
    """

    relations: frozenset[str] = frozenset()
    min_confidence: float = 0.0
    since: str = ""
    until: str = ""

    def keeps(self, edge: Edge) -> bool:
        """Whether an edge is wanted; a day that is only a month or year counts when any day of it would."""
        return (
            (not self.relations or edge.relation in self.relations)
            and (edge.confidence is None or edge.confidence >= self.min_confidence)
            and (not edge.last or edge.last >= self.since[: len(edge.last)])
            and (not edge.first or not self.until or edge.first[: len(self.until)] <= self.until)
        )


def edges_at(store: Store, iris: Iterable[str], settings: Settings) -> list[Edge]:
    """Every edge that has one of the things at an end, in a fixed order."""
    near = sorted(set(iris))
    lookup = Lookup(store, settings)
    links = {**lookup.links_from(near), **lookup.links_to({*near, *lookup.posts_in(near)})}
    return _merged(lookup, _claimed(store, near, _ENDS), links)


def edges_among(store: Store, iris: Collection[str], settings: Settings) -> list[Edge]:
    """Every edge between two of the things, in a fixed order."""
    lookup = Lookup(store, settings)
    found = _merged(lookup, _claimed(store, sorted(set(iris)), ("from",)), lookup.links_from(iris))
    chosen = set(iris)
    return [edge for edge in found if edge.target in chosen]


def _claimed(store: Store, iris: list[str], ends: Iterable[str]) -> Iterator[tuple[Link, Edge]]:
    for end in ends:
        question = _CLAIMS.format(end=_ENDS[end])
        for start in range(0, len(iris), _BATCH):
            for row in ask(store, question, iris=[node(iri) for iri in iris[start : start + _BATCH]]):
                yield Link(row["s"], row["p"], row["o"]), _edge(row)


def _edge(row: Row) -> Edge:
    return Edge(
        row["s"], local_name(row["p"]), row.get("unit", row["o"]), row.get("title", ""),
        float(row["confidence"]), row["first"], row["last"], int(row["articles"]),
    )  # fmt: skip


def _merged(lookup: Lookup, claimed: Iterable[tuple[Link, Edge]], links: Iterable[Link]) -> list[Edge]:
    """Claimed edges, and those of the links that no article claims; several between the same ends are made one."""
    found: dict[tuple[str, str, str, str], Edge] = {}
    known = set()
    for link, edge in claimed:
        if link in known:
            continue
        known.add(link)
        before = found.get(edge.key)
        found[edge.key] = _together(before, edge) if before else edge
    others = [link for link in links if link not in known]
    posts = lookup.posts({link.object for link in others})
    for link in others:
        unit, title = posts.get(link.object, (link.object, ""))
        edge = Edge(link.subject, local_name(link.predicate), unit, title)
        found.setdefault(edge.key, edge)
    return sorted((edge for edge in found.values() if edge.source != edge.target), key=_order)


def _together(one: Edge, other: Edge) -> Edge:
    return replace(
        one,
        confidence=max(one.confidence or 0.0, other.confidence or 0.0),
        first=min(filter(None, (one.first, other.first)), default=""),
        last=max(one.last, other.last),
        articles=one.articles + other.articles,
    )


def _order(edge: Edge) -> tuple[int, tuple[str, str, str, str]]:
    place = RELATIONS.index(edge.relation) if edge.relation in RELATIONS else len(RELATIONS)
    return place, edge.key
