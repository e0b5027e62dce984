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
    EVIDENCE_PATTERN,
    Evidence,
    Source,
    evidence_of,
    newest_first,
    source_of,
)
from kg.views.facts import FactGroup, Window, fact_groups
from kg.views.question import ask, node
from kg.views.reports import Reports, reports
from kg.views.tenures import Tenure, tenures
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
class EntityPage:
    """One thing and what is known of it; ``end`` is the last day of an event that takes several, in ISO form.

    ``code`` is the area code of the Ministry of Home Affairs, ``links`` the IRIs under which other authorities know it.
    ``hidden`` counts the claims and quotations that are left out because they are not sure enough. Only an event has
    ``reports``.
    """

    thing: Thing
    names: tuple[str, ...]
    code: str
    links: tuple[str, ...]
    end: str
    groups: tuple[FactGroup, ...]
    quotes: Listed[Quote]
    tenures: tuple[Tenure, ...]
    articles: Listed[Source]
    hidden: int = 0
    reports: Reports | None = None

    def is_whole(self, window: Window) -> bool:
        """Whether the window that it was made with cut no list: then a larger one would give the same page."""
        facts = [fact for group in self.groups for fact in group.facts]
        return (
            all(len(group.facts) == group.total for group in self.groups)
            and all(fact.articles <= window.evidence for fact in facts)
            and all(len(found.items) == found.total for found in (self.quotes, self.articles))
            and (self.reports is None or len(self.reports.reports) == self.reports.total)
        )

    def group(self, key: str) -> FactGroup | None:
        """The group of facts of that key, where there is one."""
        return next((group for group in self.groups if group.key == key), None)


_PROPERTIES = """SELECT ?name ?code ?link ?end ?known WHERE {
  { $entity skos:altLabel ?name } UNION { $entity schema:endDate ?end } UNION { $entity kg:code ?code }
  UNION { $entity owl:sameAs|skos:exactMatch ?link . FILTER(ISIRI(?link)) }
  UNION { SELECT (true AS ?known) WHERE { $entity ?p ?o } LIMIT 1 }
} ORDER BY STR(?name) STR(?end) STR(?code) STR(?link)"""
_ARTICLES_TOTAL = "SELECT (COUNT(DISTINCT ?article) AS ?total) WHERE { ?article schema:mentions $entity }"
# What is shown of an article is asked only of those that are shown.
_ARTICLES = """SELECT ?article ?headline ?publisher ?published WHERE {
  { SELECT DISTINCT ?article ?published WHERE { ?article schema:mentions $entity .
    OPTIONAL { ?article schema:datePublished ?published } }
    ORDER BY DESC(STR(?published)) ?article LIMIT $limit OFFSET $offset }
  OPTIONAL { ?article schema:headline ?headline } OPTIONAL { ?article schema:publisher ?publisher }
} ORDER BY DESC(STR(?published)) ?article"""
_QUOTES_TOTAL = "SELECT (COUNT(DISTINCT ?claim) AS ?total) WHERE {{ ?claim kg:speaker $entity . {sure} }}"
_QUOTES = f"""SELECT {EVIDENCE_NAMES} WHERE {{{{ {{{{ SELECT ?claim WHERE {{{{ ?claim kg:speaker $entity . {{sure}}
    ?claim prov:wasDerivedFrom ?article ; oa:hasTarget ?target . ?target kg:field ?field ; oa:hasSelector ?selector .
    ?selector oa:start ?start ; oa:end ?end . OPTIONAL {{{{ ?article schema:datePublished ?published }}}}
    }}}} ORDER BY DESC(STR(?published)) ?article ?field ?start ?end ?claim LIMIT $limit OFFSET $offset }}}}
  ?claim schema:text ?exact . {EVIDENCE_PATTERN.replace("{", "{{").replace("}", "}}")} }}}}"""
_HIDDEN = """SELECT (COUNT(DISTINCT ?claim) AS ?total) WHERE {
  { ?claim rdf:subject $entity } UNION { ?claim rdf:object $entity } UNION { ?claim kg:speaker $entity }
  UNION { ?post org:postIn $entity . ?claim rdf:object ?post }
  ?claim kg:confidence ?sure . FILTER(?sure < $least) }"""


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
        seen.get("code", [""])[0],
        # Users may write links of any kind; only these can be followed without harm.
        tuple(link for link in seen.get("link", []) if link.startswith("https://")),
        seen.get("end", [""])[0],
        fact_groups(store, iri, window, settings),
        _quotes(store, thing, window),
        tenures(store, entity, window),
        _articles(store, entity, window),
        _hidden(store, entity, window),
        reports(store, iri, window, settings) if thing.type == "Event" and window.shows("reports") else None,
    )


def _hidden(store: Store, entity: NamedNode, window: Window) -> int:
    rows = ask(store, _HIDDEN, entity=entity, least=window.least) if window.sure else []
    return sum(int(row["total"]) for row in rows)


def _articles(store: Store, entity: NamedNode, window: Window) -> Listed[Source]:
    offset = window.start("articles")
    total = int(ask(store, _ARTICLES_TOTAL, entity=entity)[0]["total"])
    rows = ask(store, _ARTICLES, entity=entity, limit=window.size, offset=offset)
    return Listed(total, offset, tuple(source_of(row) for row in rows))


def _quotes(store: Store, speaker: Thing, window: Window) -> Listed[Quote]:
    offset = window.start("quotes")
    counting, listing = (question.format(sure=window.sure) for question in (_QUOTES_TOTAL, _QUOTES))
    speaking, least = node(speaker.iri), window.least
    total = int(ask(store, counting, entity=speaking, least=least)[0]["total"])
    rows = ask(store, listing, entity=speaking, least=least, limit=window.size, offset=offset) if total else []
    return Listed(total, offset, tuple(Quote(speaker, evidence_of(row)) for row in newest_first(rows)))
