"""Terms: the classes and properties that a graph declares, named in every language, for those who write queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kg.store import Store
from kg.views.question import ask

_MOST = 2_000
_DECLARED = """SELECT ?term ?type ?word (LANG(?word) AS ?language) ?said WHERE {
  VALUES ?type { owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }
  VALUES ?said { rdfs:label rdfs:comment }
  ?term a ?type ; ?said ?word FILTER(ISIRI(?term)) } ORDER BY ?term ?said ?language ?word LIMIT $most"""


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property: its IRI, and what it is called and means, by language."""

    iri: str
    kind: Literal["class", "property"]
    labels: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)


def declared_terms(store: Store) -> tuple[Term, ...]:
    """The terms of every ontology that the graph holds, by IRI; the first of several names of one language."""
    found: dict[str, tuple[Literal["class", "property"], dict[str, str], dict[str, str]]] = {}
    for row in ask(store, _DECLARED, most=_MOST):
        kind: Literal["class", "property"] = "class" if row["type"].endswith("#Class") else "property"
        _, labels, comments = found.setdefault(row["term"], (kind, {}, {}))
        (labels if row["said"].endswith("#label") else comments).setdefault(row["language"], row["word"])
    return tuple(Term(iri, *parts) for iri, parts in found.items())
