"""Successions: which units of a graph took over from which, as the vocabulary says; they stay two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.identity.knowledge import Knowledge
from kg.rdf.iris import Canonical
from kg.rdf.terms import DCTERMS, LABEL, ORG, TYPE, date_literal, named_graph, ontology
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class Succession:
    """One unit that took over from another; ``since`` is an ISO date, or empty where it is not known."""

    predecessor: Canonical
    successor: Canonical
    since: str


def successions(units: Iterable[Canonical], knowledge: Knowledge) -> list[Succession]:
    """The successions among units, in a fixed order.

    A regional office follows that of the same region. Where two units bear one name, none is said to be it.
    """
    named: dict[tuple[str, str], set[Canonical]] = defaultdict(set)
    for unit in units:
        name = knowledge.unit_name(unit.label)
        if not knowledge.is_bare(name):
            named[name.type, name.rest].add(Canonical(unit.iri, unit.label))
    alone = {key: next(iter(found)) for key, found in named.items() if len({unit.iri for unit in found}) == 1}
    found = [
        Succession(unit, alone[row.successor, rest], row.since)
        for row in knowledge.vocabulary.successions
        for (type_, rest), unit in alone.items()
        if type_ == row.predecessor and (row.successor, rest) in alone
    ]
    return sorted(found, key=lambda one: (one.predecessor.iri, one.successor.iri))


def succession_quads(found: Iterable[Succession], settings: Settings) -> list[Quad]:
    """For the reference graph: who is whose successor, and the change of organisation that made it so."""
    kg, graph = ontology(settings.ontology_iri), named_graph("reference", settings)
    quads = []
    for one in found:
        old, new = NamedNode(one.predecessor.iri), NamedNode(one.successor.iri)
        ends = "/".join(node.value.rpartition("/")[2] for node in (old, new))
        change = NamedNode(f"{settings.base_iri}change/{ends}")
        quads += [
            Quad(new, kg["successorOf"], old, graph),
            Quad(change, TYPE, ORG["ChangeEvent"], graph),
            Quad(change, LABEL, Literal(f"{one.predecessor.label} → {one.successor.label}"), graph),
            Quad(change, ORG["originalOrganization"], old, graph),
            Quad(change, ORG["resultingOrganization"], new, graph),
        ]
        if one.since:
            quads.append(Quad(change, DCTERMS["date"], date_literal(one.since), graph))
    return quads
