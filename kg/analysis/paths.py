"""Paths: how two things are tied to each other by what articles claim, found without reading the whole graph."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pyoxigraph import NamedNode

from kg.errors import NotFoundError
from kg.rdf.terms import decimal_literal, ontology
from kg.settings import Settings
from kg.store import Store

_BATCH = 150  # the store's guard lets a query have some 250 terms in a row
_NEAR = (
    "?claim rdf:subject ?near ; rdf:object ?met",
    "?claim rdf:object ?near ; rdf:subject ?met",
    "?post org:postIn ?near . ?claim rdf:object ?post ; rdf:subject ?met",
)
_QUESTION = """SELECT DISTINCT ?near ?far WHERE { VALUES ?near { $iris } $ends .
  ?claim rdf:predicate ?relation ; kg:certainty "asserted" ; kg:confidence ?sure . FILTER(?sure >= $least $chosen)
  OPTIONAL { ?met org:postIn ?unit } BIND(COALESCE(?unit, ?met) AS ?far) }"""


def path_between(
    store: Store,
    source: str,
    target: str,
    settings: Settings,
    *,
    min_confidence: float = 0.0,
    relations: Collection[str] = (),
    most_steps: int = 8,
    most_things: int = 3_000,
) -> tuple[str, ...]:
    """The things on a shortest path over asserted claims, in whichever direction, both ends included.

    A post stands for its unit. Claims below ``min_confidence`` or of other ``relations`` (all where empty) count for
    nothing. Of several shortest paths always the same one. Raises ``NotFoundError`` where there is none of at most
    ``most_steps`` claims, or none is found before ``most_things`` things were looked at.
    """
    names = ", ".join(str(ontology(settings.ontology_iri)[name]) for name in sorted(relations))
    question = _QUESTION.replace("$least", str(decimal_literal(min_confidence)))
    question = question.replace("$chosen", f"&& ?relation IN ({names})" if names else "")
    # From both ends: each tree says from where a thing was reached; the smaller frontier takes the next step.
    trees: tuple[dict[str, str], dict[str, str]] = ({source: source}, {target: target})
    frontiers = [[source], [target]]
    if source == target:
        return (source,)
    for _ in range(most_steps):
        side = 0 if len(frontiers[0]) <= len(frontiers[1]) else 1
        tree, other = trees[side], trees[1 - side]
        fresh: dict[str, str] = {}
        for near, far in sorted(_steps(store, question, frontiers[side])):
            if far not in tree:
                fresh.setdefault(far, near)
        tree.update(fresh)
        if meeting := sorted(fresh.keys() & other.keys()):
            return _joined(trees, meeting[0])
        frontiers[side] = sorted(fresh)
        if not fresh or len(trees[0]) + len(trees[1]) > most_things:
            break
    raise NotFoundError(f"no chain of claims was found that ties {source} to {target}")


def _steps(store: Store, question: str, frontier: list[str]) -> Iterator[tuple[str, str]]:
    for start in range(0, len(frontier), _BATCH):
        iris = " ".join(str(NamedNode(iri)) for iri in frontier[start : start + _BATCH])
        for ends in _NEAR:
            for row in store.select(question.replace("$iris", iris).replace("$ends", ends)):
                near, far = row.get("near"), row.get("far")
                if isinstance(near, NamedNode) and isinstance(far, NamedNode) and near != far:
                    yield near.value, far.value


def _joined(trees: tuple[Mapping[str, str], Mapping[str, str]], meeting: str) -> tuple[str, ...]:
    first, last = (list(_back(tree, meeting)) for tree in trees)
    return (*reversed(first), *last[1:])


def _back(tree: Mapping[str, str], start: str) -> Iterator[str]:
    """From a thing to the root of its tree."""
    yield start
    while tree[start] != start:
        start = tree[start]
        yield start
