"""Kinds: what sort of unit, event or place a thing is, named in both languages, and everything of one kind."""

from __future__ import annotations

from dataclasses import dataclass

from kg.store import Store
from kg.views.question import ask, local_name, node
from kg.views.things import Thing, things

_LABELS = """SELECT ?kind ?label (LANG(?label) AS ?language) WHERE {
  { SELECT DISTINCT ?kind WHERE { ?thing kg:kind ?kind } } ?kind skos:prefLabel|rdfs:label ?label }"""
_TOTAL = "SELECT (COUNT(DISTINCT ?thing) AS ?total) WHERE { ?thing kg:kind $kind }"
_MEMBERS = """SELECT ?thing (COUNT(DISTINCT ?article) AS ?articles) WHERE { ?thing kg:kind $kind .
  OPTIONAL { ?article schema:mentions ?thing } } GROUP BY ?thing
  ORDER BY DESC(?articles) ?thing LIMIT $limit OFFSET $offset"""


@dataclass(frozen=True, slots=True)
class KindPage:
    """The things of one kind: a page of them from ``offset`` on, the most mentioned first, out of ``total``."""

    iri: str
    total: int
    offset: int
    members: tuple[tuple[Thing, int], ...]


class Kinds:
    """The names of all kinds that a graph uses, read once."""

    def __init__(self, labels: dict[tuple[str, str], str]) -> None:
        self._labels = labels

    @classmethod
    def of(cls, store: Store) -> Kinds:
        """The kinds that the graph uses now."""
        labels: dict[tuple[str, str], str] = {}
        for row in ask(store, _LABELS):
            key = (row["kind"], row["language"])
            labels[key] = min(row["label"], labels.get(key, row["label"]))
        return cls(labels)

    def label(self, iri: str, language: str) -> str:
        """The kind's name in that language, else in any, else the end of its IRI."""
        for code in (language, "", "id", "en"):
            if (iri, code) in self._labels:
                return self._labels[iri, code]
        return local_name(iri)


def kind_page(store: Store, iri: str, limit: int = 50, offset: int = 0) -> KindPage:
    """Everything of one kind; a kind of which there is nothing has an empty page."""
    total = int(ask(store, _TOTAL, kind=node(iri))[0]["total"])
    rows = ask(store, _MEMBERS, kind=node(iri), limit=limit, offset=offset)
    named = things(store, [row["thing"] for row in rows])
    return KindPage(iri, total, offset, tuple((named[row["thing"]], int(row["articles"])) for row in rows))
