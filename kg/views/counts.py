"""Counts: how many triples, subjects, classes and properties a graph has, as dataset descriptions want them."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.store import Store

_TRIPLES = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_SUBJECTS = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"
_CLASSES = "SELECT ?key (COUNT(?s) AS ?n) { ?s a ?key } GROUP BY ?key ORDER BY ?key"
_PROPERTIES = "SELECT ?key (COUNT(*) AS ?n) { ?s ?key ?o } GROUP BY ?key ORDER BY ?key"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a graph holds: of all, of each class its instances, of each property its uses."""

    triples: int
    subjects: int
    classes: tuple[tuple[str, int], ...]
    properties: tuple[tuple[str, int], ...]


def counts(store: Store) -> Counts:
    """Count what a graph holds; takes as long as reading all of it a few times."""
    return Counts(_one(store, _TRIPLES), _one(store, _SUBJECTS), _each(store, _CLASSES), _each(store, _PROPERTIES))


def _one(store: Store, query: str) -> int:
    number = next(iter(store.select(query)))["n"]
    assert isinstance(number, Literal)
    return int(number.value)


def _each(store: Store, query: str) -> tuple[tuple[str, int], ...]:
    found = []
    for row in store.select(query):
        key, number = row.get("key"), row.get("n")
        if isinstance(key, NamedNode) and isinstance(number, Literal):
            found.append((key.value, int(number.value)))
    return tuple(found)
