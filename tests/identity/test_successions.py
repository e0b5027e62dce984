from __future__ import annotations

import random

from pyoxigraph import NamedNode

from kg.identity.knowledge import Knowledge
from kg.identity.successions import succession_quads, successions
from kg.rdf.iris import Canonical
from kg.rdf.terms import DCTERMS, ORG, named_graph, ontology
from kg.settings import Settings

SETTINGS = Settings()
BASE = f"{SETTINGS.base_iri}unit/"


def unit(name: str, iri: str = "") -> Canonical:
    return Canonical(BASE + (iri or name.lower().replace(" ", "-")), name)


def pairs(knowledge: Knowledge, *units: Canonical) -> set[tuple[str, str]]:
    return {(one.predecessor.label, one.successor.label) for one in successions(units, knowledge)}


MINISTRIES = [unit(name) for name in ("Kemenkumham", "Kemenimipas", "Kementerian Hukum RI", "Kemenkes")]


def test_a_ministry_that_was_parted_has_those_of_its_successors_that_the_graph_knows(knowledge: Knowledge) -> None:
    assert pairs(knowledge, *MINISTRIES) == {("Kemenkumham", "Kemenimipas"), ("Kemenkumham", "Kementerian Hukum RI")}


def test_a_regional_office_follows_that_of_the_same_region(knowledge: Knowledge) -> None:
    here, there = unit("Kanwil Ditjenpas Nusa Tenggara Timur"), unit("Kanwil Ditjenpas Bali")
    assert pairs(knowledge, unit("Kanwil Kemenkumham NTT"), here, there) == {("Kanwil Kemenkumham NTT", here.label)}
    assert pairs(knowledge, unit("Kanwil Kemenkumham"), unit("Kanwil Ditjenpas")) == set()


def test_of_two_units_that_bear_one_name_neither_is_said_to_be_it(knowledge: Knowledge) -> None:
    assert pairs(knowledge, *MINISTRIES[:2], unit("Kemenimipas", "another")) == set()


def test_the_order_of_the_units_changes_nothing(knowledge: Knowledge) -> None:
    shuffled = random.Random(1).sample(MINISTRIES * 2, 8)
    assert successions(shuffled, knowledge) == successions(MINISTRIES, knowledge)


def test_a_succession_is_a_reference_fact_with_its_date(knowledge: Knowledge) -> None:
    quads = succession_quads(successions(MINISTRIES[:2], knowledge), SETTINGS)
    old, new = (NamedNode(found.iri) for found in MINISTRIES[:2])
    assert {quad.graph_name for quad in quads} == {named_graph("reference", SETTINGS)}
    facts = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    assert (new, ontology(SETTINGS.ontology_iri)["successorOf"], old) in facts
    change = next(s for s, p, o in facts if (p, o) == (ORG["originalOrganization"], old))
    assert (change, ORG["resultingOrganization"], new) in facts
    assert [o.value for s, p, o in facts if (s, p) == (change, DCTERMS["date"])] == ["2024-10-21"]  # type: ignore[union-attr]
