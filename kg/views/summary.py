"""Summary: what is in a graph, for its front page and for ``kg stats``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.rdf.terms import decimal_literal
from kg.store import Store
from kg.views.evidence import SURE, Source, source_of
from kg.views.names import TYPES
from kg.views.question import ask, local_name, node
from kg.views.things import Thing, things


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as a line of a timeline: what and when, until when, where, and in how many articles."""

    event: Thing
    end: str
    places: tuple[Thing, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a graph holds: things that articles mention, by type, claims, quotes; which period and which sources."""

    counts: tuple[tuple[str, int], ...]
    claims: int
    quotes: int
    first: str
    last: str
    publishers: tuple[tuple[str, int], ...]
    articles: tuple[Source, ...]
    prominent: tuple[tuple[str, tuple[tuple[Thing, int], ...]], ...]


_PROMINENT = ("Person", "Unit", "Program", "Place")
_BATCH = 200
_COUNTS = """SELECT ?type (COUNT(*) AS ?count) WHERE {
  { SELECT DISTINCT ?thing WHERE { ?article schema:mentions ?thing } } ?thing a ?type .
  FILTER(STRSTARTS(STR(?type), STR(kg:))) } GROUP BY ?type"""
_WRITTEN = """SELECT ?type (COUNT(*) AS ?count) WHERE { VALUES ?type { kg:Article kg:Claim kg:Quotation }
  ?thing a ?type } GROUP BY ?type"""
_SURE = f"""SELECT ?type (COUNT(*) AS ?count) WHERE {{ VALUES ?type {{ kg:Claim kg:Quotation }}
  ?claim a ?type . {SURE} }} GROUP BY ?type"""
_PERIOD = """SELECT (MIN(STR(?day)) AS ?first) (MAX(STR(?day)) AS ?last) WHERE {
  ?article a kg:Article ; schema:datePublished ?day }"""
_PUBLISHERS = """SELECT ?publisher (COUNT(DISTINCT ?article) AS ?count) WHERE {
  ?article a kg:Article ; schema:publisher ?publisher } GROUP BY ?publisher ORDER BY DESC(?count) ?publisher"""
_NEWEST = """SELECT ?article ?headline ?publisher ?published WHERE { ?article a kg:Article .
  OPTIONAL { ?article schema:headline ?headline } OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:datePublished ?published } } ORDER BY DESC(STR(?published)) ?article LIMIT $limit"""
_MENTIONS = """SELECT ?thing (COUNT(*) AS ?count) WHERE { ?article schema:mentions ?thing }
  GROUP BY ?thing"""
_EVENTS = """SELECT ?event (MAX(STR(?day)) AS ?date) (MIN(STR(?until)) AS ?end)
  (COUNT(DISTINCT ?article) AS ?articles) WHERE { ?event a kg:Event ; kg:date|schema:startDate ?day .
  ?article schema:mentions ?event . OPTIONAL { ?event schema:endDate ?until }
  } GROUP BY ?event ORDER BY DESC(?date) DESC(?articles) ?event LIMIT $limit OFFSET $offset"""
_PLACES = (
    "SELECT DISTINCT ?event ?place WHERE { VALUES ?event { $events } ?event kg:heldAt ?place } ORDER BY ?event ?place"
)

_TOLD = """SELECT ?event (COUNT(DISTINCT ?fact) AS ?facts) WHERE { VALUES ?event { $events }
  ?claim rdf:subject ?event ; rdf:predicate ?predicate ; rdf:object ?other .
  BIND(CONCAT(STR(?predicate), " ", STR(?other)) AS ?fact) } GROUP BY ?event"""


def summary(store: Store, limit: int = 8, min_confidence: float = 0.0) -> Summary:
    """The counts of a whole graph, all its sources, its ``limit`` newest articles and most mentioned things.

    Claims and quotes that are less sure than ``min_confidence`` are not counted.
    """
    rows = ask(store, _COUNTS) + ask(store, _WRITTEN)
    found = {local_name(r["type"]): int(r["count"]) for r in rows}
    if min_confidence > 0:
        sure = ask(store, _SURE, least=decimal_literal(min_confidence))
        found |= {"Claim": 0, "Quotation": 0} | {local_name(r["type"]): int(r["count"]) for r in sure}
    period = ask(store, _PERIOD)[0]
    return Summary(
        tuple((kind, found[kind]) for kind in TYPES if found.get(kind)),
        found.get("Claim", 0),
        found.get("Quotation", 0),
        period.get("first", ""),
        period.get("last", ""),
        tuple((r["publisher"], int(r["count"])) for r in ask(store, _PUBLISHERS)),
        tuple(source_of(r) for r in ask(store, _NEWEST, limit=limit)),
        _prominent(store, limit),
    )


def latest_events(store: Store, limit: int = 10, offset: int = 0) -> tuple[Happening, ...]:
    """The events that have a date, the latest first."""
    rows = ask(store, _EVENTS, limit=limit, offset=offset)
    where = ask(store, _PLACES, events=[node(r["event"]) for r in rows]) if rows else []
    named = things(store, {r["event"] for r in rows} | {r["place"] for r in where})
    return tuple(
        Happening(
            named[r["event"]],
            r.get("end", ""),
            tuple(named[w["place"]] for w in where if w["event"] == r["event"]),
            int(r["articles"]),
        )
        for r in rows
    )


def most_told(store: Store, happenings: Sequence[Happening]) -> Happening | None:
    """The event of these of which articles claim most, the first among equals; None where there is none."""
    asked = [node(happening.event.iri) for happening in happenings]
    rows = ask(store, _TOLD, events=asked) if asked else []
    facts = {row["event"]: int(row["facts"]) for row in rows}
    return max(happenings, key=lambda happening: facts.get(happening.event.iri, 0), default=None)


def _prominent(store: Store, limit: int) -> tuple[tuple[str, tuple[tuple[Thing, int], ...]], ...]:
    """The ``limit`` most mentioned of each kind; types are looked up for as many things as it takes, no more."""
    # Sorted here: the store takes ten times as long to sort ten thousand rows.
    ranked = sorted(ask(store, _MENTIONS), key=lambda r: (-int(r["count"]), r["thing"])) if limit else []
    found: dict[str, list[tuple[Thing, int]]] = {kind: [] for kind in _PROMINENT}
    for start in range(0, len(ranked), _BATCH):
        batch = {r["thing"]: int(r["count"]) for r in ranked[start : start + _BATCH]}
        for iri, thing in things(store, batch).items():
            found.get(thing.type, []).append((thing, batch[iri]))
        if all(len(listed) >= limit for listed in found.values()):
            break
    return tuple((kind, tuple(sorted(listed, key=_rank)[:limit])) for kind, listed in found.items())


def _rank(entry: tuple[Thing, int]) -> tuple[int, str]:
    return -entry[1], entry[0].iri
