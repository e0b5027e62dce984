"""Facts: what articles claim about one thing, grouped by predicate, each with the words it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode

from kg.model.statement import PREDICATES
from kg.rdf.terms import decimal_literal, named_graph, ontology
from kg.settings import Settings
from kg.store import Store
from kg.views.evidence import EVIDENCE_NAMES, EVIDENCE_PATTERN, SURE, Evidence, evidence_of, newest_first
from kg.views.question import Filler, Row, ask, local_name, node
from kg.views.things import Thing, things

Direction = OneOf["out", "in", "post", "both"]
"""How a fact meets the thing: as its subject, as its object, through a post that belongs to it, or either way round."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as seen from a thing: the other end, the post (where one is held), and its evidence.

    ``articles`` counts the articles that claim it, ``sources`` those that are no copies of another; none for reference
    data, which no article claims. ``evidence`` is that of the newest articles where there is more than a window takes.
    """

    other: Thing
    evidence: tuple[Evidence, ...]
    articles: int
    post: Thing | None = None
    sources: int = 0

    @property
    def confidence(self) -> float:
        """How sure the extractor is of it where it is surest."""
        return max((float(evidence.confidence) for evidence in self.evidence), default=1.0)

    @property
    def certainty(self) -> str:
        """How it is said: ``asserted`` where anyone says that it is so, else as the newest article has it."""
        return "asserted" if self.asserted else self.evidence[0].certainty

    @property
    def asserted(self) -> bool:
        """Whether an article (or the reference data) says that it is so, not only that it is planned or alleged."""
        return not self.evidence or any(evidence.certainty == "asserted" for evidence in self.evidence)


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts of one predicate and direction: a page of ``facts`` from ``offset`` on, out of ``total``."""

    predicate: str
    direction: Direction
    total: int
    offset: int
    facts: tuple[Fact, ...]
    reference: bool = False

    @property
    def key(self) -> str:
        """The group's name in addresses (``performedBy-in``)."""
        return f"{'reference-' if self.reference else ''}{self.predicate}-{self.direction}"


@dataclass(frozen=True, slots=True)
class Window:
    """Which facts to show: ``size`` of each group from its start, or those of the group ``key`` from ``offset`` on.

    What no claim or quotation with at least ``min_confidence`` supports is left out. Of a fact that more than
    ``evidence`` articles claim, so many of the newest claims are taken.
    """

    size: int = 12
    key: str = ""
    offset: int = 0
    min_confidence: float = 0.0
    evidence: int = 20

    def shows(self, key: str) -> bool:
        """Whether the list of this key is wanted at all."""
        return not self.key or self.key == key

    @property
    def sure(self) -> str:
        """The pattern that leaves out unsure claims, with ``$least`` to be filled in; empty where none are."""
        return SURE if self.min_confidence > 0 else ""

    @property
    def least(self) -> Literal:
        """What fills ``$least``."""
        return decimal_literal(self.min_confidence)

    def start(self, key: str) -> int:
        """Where the list of this key begins."""
        return self.offset if self.key == key else 0


_CLAIMS: dict[Direction, str] = {
    "out": "?claim rdf:subject $entity ; rdf:predicate ?predicate ; rdf:object ?other .",
    "in": "?claim rdf:object $entity ; rdf:predicate ?predicate ; rdf:subject ?other .",
    # Every article that names a post says again whose it is.
    "post": """{ SELECT DISTINCT ?post WHERE { ?post org:postIn $entity } }
      ?claim rdf:object ?post ; rdf:predicate ?predicate ; rdf:subject ?other .""",
    "both": """{ ?claim rdf:subject $entity ; rdf:predicate ?predicate ; rdf:object ?other }
      UNION { ?claim rdf:object $entity ; rdf:predicate ?predicate ; rdf:subject ?other }""",
}
_SYMMETRIC = frozenset(("cooperatesWith",))
_ORDER = (
    "holds",
    "takesUp",
    "leaves",
    *(predicate for predicate in PREDICATES if predicate != "holdsPost"),
    "successorOf",
    "broader",
)
# The class is asked as a filter: beside a UNION, a pattern is found by itself, in all articles.
_TOTALS = """SELECT ?predicate (COUNT(DISTINCT ?key) AS ?total) WHERE {{ {claims} FILTER EXISTS {{ ?claim a kg:Claim }}
  BIND(CONCAT(STR(?other), " ", COALESCE(STR(?post), "")) AS ?key) }} GROUP BY ?predicate"""
# Grouped in a query within the query, because Virtuoso knows no aggregate's name where it orders groups. Claims are
# counted before names and days are looked up: what 5,000 articles name would have 5,000 rows for each of them.
# A least or greatest value is none where one row of the group has none, hence the stand-ins.
_FACTS = """SELECT ?other ?post ?articles ?sources WHERE {{
  {{ SELECT ?other ?post ?articles ?sources ?latest (MIN(COALESCE(STR(?name), "~")) AS ?label)
    (MIN(COALESCE(STR(?day), "~")) AS ?date) WHERE {{
    {{ SELECT ?other ?post (MAX(COALESCE(STR(?published), "")) AS ?latest) (COUNT(DISTINCT ?article) AS ?articles)
      (COUNT(DISTINCT ?source) AS ?sources) WHERE {{
      {claims} ?claim prov:wasDerivedFrom ?article . OPTIONAL {{ ?article kg:nearCopyOf ?original }}
      OPTIONAL {{ ?article schema:datePublished ?published }} BIND(COALESCE(?original, ?article) AS ?source)
    }} GROUP BY ?other ?post }}
    OPTIONAL {{ ?other rdfs:label ?name }} OPTIONAL {{ ?other kg:date|schema:startDate ?day }}
  }} GROUP BY ?other ?post ?articles ?sources ?latest }}
}} ORDER BY DESC(IF(?date = "~", ?latest, ?date)) ?label ?other ?post LIMIT $limit OFFSET $offset"""
_EVIDENCE = (
    f"SELECT {EVIDENCE_NAMES} ?other ?post WHERE {{{{ {{values}} {{claims}} "
    + EVIDENCE_PATTERN.replace("{", "{{").replace("}", "}}")
    + "}}"
)
_NEWEST = """SELECT ?claim ?other ?post ?published WHERE {{ VALUES ?other {{ $others }} {claims}
  OPTIONAL {{ ?claim prov:wasDerivedFrom ?article . ?article schema:datePublished ?published }} }}"""
_REFERENCE: dict[Direction, str] = {
    "out": "$entity ?predicate ?other .",
    "in": "?other ?predicate $entity .",
}
_REFERENCE_TOTALS = """SELECT ?predicate (COUNT(DISTINCT ?other) AS ?total) WHERE {{ GRAPH $graph {{
  VALUES ?predicate {{ kg:partOf kg:locatedIn kg:successorOf skos:broader }} {claims} }} }} GROUP BY ?predicate"""
_REFERENCE_FACTS = """SELECT ?other (MIN(STR(?name)) AS ?label) WHERE {{
  GRAPH $graph {{ {claims} }} OPTIONAL {{ ?other rdfs:label ?name }}
}} GROUP BY ?other ORDER BY ?label ?other LIMIT $limit OFFSET $offset"""


def fact_groups(
    store: Store,
    iri: str,
    window: Window = Window(),
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> tuple[FactGroup, ...]:
    """All that articles claim about the thing, then what the reference data say, by direction and predicate."""
    claimed = [_claimed(store, settings, node(iri), group, window) for group in _groups(store, iri, window)]
    return (*claimed, *_reference_groups(store, settings, node(iri), window))


def _groups(store: Store, iri: str, window: Window) -> list[FactGroup]:
    directions: tuple[Direction, ...] = ("out", "in", "post")
    found = [group for direction in directions for group in _totals(store, iri, direction, window)]
    if any(group.predicate in _SYMMETRIC for group in found):
        found = [group for group in found if group.predicate not in _SYMMETRIC]
        found += [group for group in _totals(store, iri, "both", window) if group.predicate in _SYMMETRIC]
    return [replace(group, offset=window.start(group.key)) for group in _ordered(found) if window.shows(group.key)]


def _totals(store: Store, iri: str, direction: Direction, window: Window) -> list[FactGroup]:
    question = _TOTALS.format(claims=f"{_CLAIMS[direction]} {window.sure}")
    rows = ask(store, question, entity=node(iri), least=window.least)
    return [FactGroup(local_name(row["predicate"]), direction, int(row["total"]), 0, ()) for row in rows]


def _ordered(groups: Iterable[FactGroup]) -> list[FactGroup]:
    places = {predicate: place for place, predicate in enumerate(_ORDER)}
    return sorted(groups, key=lambda g: (places.get(g.predicate, len(places)), g.predicate, g.direction))


def _claimed(store: Store, settings: Settings, entity: NamedNode, group: FactGroup, window: Window) -> FactGroup:
    claims = f"{_CLAIMS[group.direction].replace('?predicate', '$predicate')} {window.sure}"
    predicate = ontology(settings.ontology_iri)[group.predicate]
    rows = ask(
        store, _FACTS.format(claims=claims), entity=entity, predicate=predicate, least=window.least,
        limit=window.size, offset=group.offset,
    )  # fmt: skip
    evidence: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for row in newest_first(_proofs(store, claims, rows, window, entity=entity, predicate=predicate)):
        evidence[row["other"], row.get("post", "")].append(evidence_of(row))
    named = things(store, {row[name] for row in rows for name in ("other", "post") if name in row})
    return replace(group, facts=tuple(_fact(row, evidence, named) for row in rows))


def _proofs(store: Store, claims: str, facts: Sequence[Row], window: Window, **fillers: Filler) -> list[Row]:
    """The evidence of these facts; where one has more than the window takes, only of the newest claims of each."""
    fillers = {**fillers, "least": window.least, "others": [node(fact["other"]) for fact in facts]}
    values = "VALUES ?other { $others }"
    if any(int(fact["articles"]) > window.evidence for fact in facts):
        newest: dict[tuple[str, str], list[NamedNode]] = defaultdict(list)
        found = sorted(ask(store, _NEWEST.format(claims=claims), **fillers), key=lambda row: row["claim"])
        for row in sorted(found, key=lambda row: row.get("published", ""), reverse=True):
            newest[row["other"], row.get("post", "")].append(node(row["claim"]))
        fillers["chosen"] = [claim for claimed in newest.values() for claim in claimed[: window.evidence]]
        values = "VALUES ?claim { $chosen }"
    return ask(store, _EVIDENCE.format(values=values, claims=claims), **fillers)


def _fact(row: Row, evidence: dict[tuple[str, str], list[Evidence]], named: dict[str, Thing]) -> Fact:
    other, post = named[row["other"]], named.get(row.get("post", ""))
    if other.unit is not None:  # who holds a post is shown the unit it belongs to, beside the title
        other, post = other.unit, other
    proof = tuple(evidence[row["other"], row.get("post", "")])
    return Fact(other, proof, int(row["articles"]), post, int(row["sources"]))


def _reference_groups(store: Store, settings: Settings, entity: NamedNode, window: Window) -> list[FactGroup]:
    graph = named_graph("reference", settings)
    found = []
    for direction, claims in _REFERENCE.items():
        for row in ask(store, _REFERENCE_TOTALS.format(claims=claims), entity=entity, graph=graph):
            group = FactGroup(local_name(row["predicate"]), direction, int(row["total"]), 0, (), True)
            if window.shows(group.key):
                group = replace(group, offset=window.start(group.key))
                question = _REFERENCE_FACTS.format(claims=claims.replace("?predicate", "$predicate"))
                rows = ask(
                    store, question, entity=entity, graph=graph, predicate=node(row["predicate"]),
                    limit=window.size, offset=group.offset,
                )  # fmt: skip
                named = things(store, [r["other"] for r in rows])
                found.append(replace(group, facts=tuple(Fact(named[r["other"]], (), 0) for r in rows)))
    return _ordered(found)
