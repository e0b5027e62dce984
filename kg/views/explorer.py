"""Explorer: the graph piece by piece, as a reader asks for it: the neighbours of a thing, a drawing of some things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal as OneOf

from pyoxigraph import Literal

from kg.errors import NotFoundError
from kg.rdf.terms import ontology
from kg.settings import Settings
from kg.store import Store
from kg.views.edges import Edge, EdgeFilter, edges_among, edges_at
from kg.views.evidence import EVIDENCE_NAMES, EVIDENCE_PATTERN, Evidence, evidence_of, newest_first
from kg.views.graph_lookup import RELATIONS, Lookup
from kg.views.names import Names
from kg.views.question import ask, local_name, node
from kg.views.search import search
from kg.views.things import Thing, things

_BATCH = 150
_SYMMETRIC = frozenset(("cooperatesWith",))
_EVIDENCE = f"""SELECT {EVIDENCE_NAMES} WHERE {{ {{ ?claim rdf:object $target }} UNION
  {{ ?post org:postIn $target ; kg:title $title . ?claim rdf:object ?post }}
  ?claim rdf:subject $source ; rdf:predicate $relation . {EVIDENCE_PATTERN} }}"""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing as it is drawn, and in how many articles it is mentioned."""

    thing: Thing
    articles: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Things, in the order in which they were asked for, and edges between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class NeighbourGroup:
    """The neighbours by one relation and direction: the first of them, out of ``total``."""

    relation: str
    direction: OneOf["out", "in", "both"]
    total: int
    others: tuple[str, ...]

    @property
    def key(self) -> str:
        """The group's name in addresses (``ledBy-in``)."""
        return f"{self.relation}-{self.direction}"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What edges tie to a thing: by relation, and all of them, from ``offset`` on, out of ``total``.

    ``others`` come from every group in turn, so that no relation crowds out the rest; in a group, those that most
    articles tie come first, then the latest.
    """

    around: str
    groups: tuple[NeighbourGroup, ...]
    others: tuple[str, ...]
    offset: int
    total: int


def neighbours(
    store: Store,
    iri: str,
    settings: Settings,
    *,
    wanted: EdgeFilter = EdgeFilter(),  # noqa: B008 - frozen
    types: frozenset[str] = frozenset(),
    group: str = "",
    offset: int = 0,
    limit: int = 20,
) -> Neighbours:
    """What edges that are ``wanted`` tie to a thing (a post counts as its unit), of some types or of all.

    With ``group``, only the neighbours of the group of that key.
    """
    around = folded(store, [iri], settings)[0]
    edges = [edge for edge in edges_at(store, [around], settings) if wanted.keeps(edge)]
    if types:
        kinds = described(store, {edge.other(around) for edge in edges})
        edges = [edge for edge in edges if kinds[edge.other(around)].type in types]
    by_group = _grouped(edges, around)
    chosen = by_group if not group else {key: found for key, found in by_group.items() if "-".join(key) == group}
    woven = list(dict.fromkeys(iri for layer in zip_longest(*chosen.values()) for iri in layer if iri))
    groups = tuple(
        NeighbourGroup(relation, direction, len(found), tuple(found[:limit]))
        for (relation, direction), found in by_group.items()
    )
    return Neighbours(around, groups, tuple(woven[offset : offset + limit]), offset, len(woven))


def drawing(store: Store, iris: Sequence[str], settings: Settings, among: Collection[str] = ()) -> Drawing:
    """Some things, and the edges that they have with each other and with those they are drawn ``among``.

    What the graph does not know (any more) is left out.
    """
    named = described(store, folded(store, [iri for iri in iris if _is_iri(iri)], settings))
    wanted = [iri for iri, thing in named.items() if thing.type or thing.label != local_name(iri)]
    drawn, others = set(wanted), set(among) - set(wanted)
    if others:
        found = edges_at(store, wanted, settings)
        edges = [edge for edge in found if {edge.source, edge.target} <= drawn | others]
    else:
        edges = edges_among(store, wanted, settings)
    mentions = Lookup(store, settings).mentions(wanted)
    return Drawing(tuple(Node(named[iri], mentions.get(iri, 0)) for iri in wanted), tuple(edges))


def edge_evidence(store: Store, edge: Edge, settings: Settings) -> list[Evidence]:
    """The words behind an edge, the newest article first, whatever their certainty; none for reference data."""
    rows = ask(
        store,
        _EVIDENCE,
        source=node(edge.source),
        target=node(edge.target),
        relation=ontology(settings.ontology_iri)[edge.relation],
        title=Literal(edge.title),
    )
    return [evidence_of(row) for row in newest_first(rows)]


def found_by_name(store: Store, text: str, limit: int, names: Names) -> tuple[int, list[Thing]]:
    """How many things that can be drawn have such a name, and the first of them; else some of almost that name.

    Articles cannot be drawn.
    """
    hits = search(store, text, 5 * limit, names=names)
    found = [hit.thing for hit in hits.hits if hit.thing.type != "Article"][:limit]
    return sum(count for type_, count in hits.types if type_ != "Article"), found or list(hits.near)


def described(store: Store, iris: Collection[str]) -> dict[str, Thing]:
    """The things of any number of IRIs, in their order."""
    ordered = list(dict.fromkeys(iris))
    found: dict[str, Thing] = {}
    for start in range(0, len(ordered), _BATCH):
        found.update(things(store, ordered[start : start + _BATCH]))
    return {iri: found[iri] for iri in ordered}


def folded(store: Store, iris: Sequence[str], settings: Settings) -> list[str]:
    """The things as they are drawn: a post as its unit."""
    posts = Lookup(store, settings).posts(iris)
    return [posts[iri].unit if iri in posts else iri for iri in iris]


def _is_iri(text: str) -> bool:
    try:
        node(text)
    except NotFoundError:
        return False
    return True


def _grouped(edges: Sequence[Edge], around: str) -> dict[tuple[str, OneOf["out", "in", "both"]], list[str]]:
    ranked = sorted(sorted(edges, key=lambda edge: edge.last, reverse=True), key=lambda edge: -edge.articles)
    groups: dict[tuple[str, OneOf["out", "in", "both"]], dict[str, None]] = defaultdict(dict)
    for edge in ranked:
        direction: OneOf["out", "in", "both"] = "out" if edge.source == around else "in"
        groups[edge.relation, "both" if edge.relation in _SYMMETRIC else direction][edge.other(around)] = None
    places = {relation: place for place, relation in enumerate(RELATIONS)}
    ordered = sorted(groups, key=lambda key: (places.get(key[0], len(places)), key))
    return {key: list(groups[key]) for key in ordered}
