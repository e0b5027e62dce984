"""Entity page: one person, unit, event, programme, place or post, with all that is said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pyoxigraph import NamedNode

from kg.errors import NotFoundError
from kg.settings import Settings
from kg.store import Store
from kg.views.evidence import (
    EVIDENCE_NAMES,
    EVIDENCE_ORDER,
    EVIDENCE_PATTERN,
    Evidence,
    Source,
    evidence_of,
    source_of,
)
from kg.views.facts import FactGroup, Window, fact_groups
from kg.views.question import ask, node
from kg.views.things import Thing, things

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Listed(Generic[Item]):
    """A page of a longer list: ``items`` from ``offset`` on, out of ``total``."""

    total: int
    offset: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Direct speech: who said it, and the evidence whose ``quote`` is what was said."""

    speaker: Thing
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post seen to be held between two publication dates (ISO), perhaps in an acting capacity."""

    person: Thing
    post: Thing
    first: str
    last: str
    acting: bool


@dataclass(frozen=True, slots=True)
class EntityPage:
    """One thing and what is known of it; ``end`` is the last day of an event that takes several, in ISO form."""

    thing: Thing
    names: tuple[str, ...]
    end: str
    groups: tuple[FactGroup, ...]
    quotes: Listed[Quote]
    tenures: tuple[Tenure, ...]
    articles: Listed[Source]

    def group(self, key: str) -> FactGroup | None:
        """The group of facts of that key, where there is one."""
        return next((group for group in self.groups if group.key == key), None)


_PROPERTIES = """SELECT ?name ?end ?known WHERE {
  { $entity skos:altLabel ?name } UNION { $entity schema:endDate ?end }
  UNION { SELECT (true AS ?known) WHERE { $entity ?p ?o } LIMIT 1 }
} ORDER BY ?name ?end"""
_ARTICLES_TOTAL = "SELECT (COUNT(DISTINCT ?article) AS ?total) WHERE { ?article schema:mentions $entity }"
_ARTICLES = """SELECT DISTINCT ?article ?headline ?publisher ?published WHERE { ?article schema:mentions $entity .
  OPTIONAL { ?article schema:headline ?headline } OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:datePublished ?published }
} ORDER BY DESC(STR(?published)) ?article LIMIT $limit OFFSET $offset"""
_QUOTES_TOTAL = "SELECT (COUNT(DISTINCT ?claim) AS ?total) WHERE { ?claim kg:speaker $entity }"
_QUOTES = f"""SELECT {EVIDENCE_NAMES} WHERE {{ ?claim kg:speaker $entity ; schema:text ?exact . {EVIDENCE_PATTERN} }}
{EVIDENCE_ORDER} LIMIT $limit OFFSET $offset"""
_TENURES = """SELECT DISTINCT ?person ?post ?first ?last ?acting WHERE {
  { ?tenure org:member $entity } UNION { ?tenure org:organization $entity } UNION { ?tenure kg:post $entity }
  ?tenure org:member ?person ; kg:post ?post ; kg:firstObserved ?first ; kg:lastObserved ?last .
  OPTIONAL { ?tenure kg:acting ?acting }
} ORDER BY DESC(STR(?last)) DESC(STR(?first)) ?person ?post"""


def entity_page(
    store: Store,
    iri: str,
    window: Window = Window(),  # noqa: B008 - frozen
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> EntityPage:
    """All about one thing; raises ``NotFoundError`` where the graph has nothing of that IRI.

    ``window`` says how much of each list is taken; every list carries its total.
    """
    entity = node(iri)
    seen: dict[str, list[str]] = {}
    for row in ask(store, _PROPERTIES, entity=entity):
        for name, value in row.items():
            if value not in seen.setdefault(name, []):
                seen[name].append(value)
    if not seen:
        raise NotFoundError(f"nothing is known of {iri}")
    thing = things(store, [iri])[iri]
    return EntityPage(
        thing,
        tuple(name for name in seen.get("name", []) if name != thing.label),
        seen.get("end", [""])[0],
        fact_groups(store, iri, window, settings),
        _quotes(store, thing, window),
        _tenures(store, entity),
        _articles(store, entity, window),
    )


def _articles(store: Store, entity: NamedNode, window: Window) -> Listed[Source]:
    offset = window.start("articles")
    total = int(ask(store, _ARTICLES_TOTAL, entity=entity)[0]["total"])
    rows = ask(store, _ARTICLES, entity=entity, limit=window.size, offset=offset)
    return Listed(total, offset, tuple(source_of(row) for row in rows))


def _quotes(store: Store, speaker: Thing, window: Window) -> Listed[Quote]:
    offset = window.start("quotes")
    total = int(ask(store, _QUOTES_TOTAL, entity=node(speaker.iri))[0]["total"])
    rows = ask(store, _QUOTES, entity=node(speaker.iri), limit=window.size, offset=offset)
    return Listed(total, offset, tuple(Quote(speaker, evidence_of(row)) for row in rows))


def _tenures(store: Store, entity: NamedNode) -> tuple[Tenure, ...]:
    rows = ask(store, _TENURES, entity=entity)
    named = things(store, {row[end] for row in rows for end in ("person", "post")})
    return tuple(
        Tenure(named[row["person"]], named[row["post"]], row["first"], row["last"], row.get("acting") == "true")
        for row in rows
    )
