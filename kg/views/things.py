"""Thing: what a page links to, named for people; looked up many at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import NotFoundError
from kg.store import Store
from kg.views.question import ask, local_name, node
from kg.workers import batches


@dataclass(frozen=True, slots=True)
class Thing:
    """Anything that has a page: its IRI, the name to show, its type (``Person``), the IRI of its kind.

    An event or article also has its ISO ``date``, a post its ``title`` ("Kepala") and the ``unit`` (or place) that it
    belongs to.
    """

    iri: str
    label: str
    type: str = ""
    date: str = ""
    title: str = ""
    unit: Thing | None = None
    kind: str = ""


_AT_ONCE = 500
"""Things of one question, which may not be longer than a store takes."""
_THINGS = """SELECT ?thing ?type ?label ?date ?title ?unit ?kind WHERE { VALUES ?thing { $things }
  { ?thing a ?type . FILTER(STRSTARTS(STR(?type), STR(kg:))) } UNION { ?thing rdfs:label ?label }
  UNION { ?thing kg:date|schema:startDate|schema:datePublished ?date }
  UNION { ?thing kg:title ?title } UNION { ?thing org:postIn ?unit }
  UNION { ?thing kg:kind ?kind }
}"""


def things(store: Store, iris: Iterable[str]) -> dict[str, Thing]:
    """The things of these IRIs; one that the graph does not name is called by the end of its IRI."""
    found = _properties(store, iris)
    units = _properties(store, {values["unit"] for values in found.values() if "unit" in values})
    named = {iri: _thing(iri, values, None) for iri, values in units.items()}
    return {iri: _thing(iri, values, named.get(values.get("unit", ""))) for iri, values in found.items()}


def is_known(store: Store, iri: str) -> bool:
    """Whether the graph says anything of this IRI; text that is no IRI is not known."""
    try:
        thing = node(iri)
    except NotFoundError:
        return False
    return bool(ask(store, "SELECT (true AS ?known) WHERE { $thing ?p ?o } LIMIT 1", thing=thing))


def _properties(store: Store, iris: Iterable[str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {iri: {} for iri in sorted(set(iris))}
    for group in batches(found, _AT_ONCE):
        for row in ask(store, _THINGS, things=[node(iri) for iri in group]):
            values = found[row.pop("thing")]
            for name, value in row.items():  # several values are no error here: the least one is shown, always the same
                values[name] = min(value, values.get(name, value))
    return found


def _thing(iri: str, values: dict[str, str], unit: Thing | None) -> Thing:
    label = values.get("label") or local_name(iri)
    date, title, kind = (values.get(name, "") for name in ("date", "title", "kind"))
    return Thing(iri, label, local_name(values.get("type", "")), date, title, unit, kind)
