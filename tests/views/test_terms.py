from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.terms import LABEL, OWL, TYPE
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.terms import declared_terms

SPACE = Settings().ontology_iri


def test_terms_have_names_and_meanings_in_both_languages(demo_store: EmbeddedStore) -> None:
    terms = {term.iri: term for term in declared_terms(demo_store)}
    holds, person = terms[f"{SPACE}holds"], terms[f"{SPACE}Person"]
    assert (holds.kind, person.kind) == ("property", "class")
    assert set(holds.labels) == set(holds.comments) == {"id", "en"}
    assert (person.labels["id"], person.labels["en"]) == ("Orang", "Person")
    assert terms["https://schema.org/headline"].kind == "property"


def test_what_users_declare_is_there_as_well() -> None:
    term, graph = NamedNode("urn:own#term"), NamedNode("urn:written")
    names = [Quad(term, LABEL, Literal(name, language="en"), graph) for name in ("second", "first")]
    (found,) = declared_terms(EmbeddedStore.of([Quad(term, TYPE, OWL["Class"], graph), *names]))
    assert (found.iri, found.labels, found.comments) == (term.value, {"en": "first"}, {})
