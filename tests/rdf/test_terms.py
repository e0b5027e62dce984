from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from kg.rdf.terms import SCHEMA, XSD, date_literal, named_graph, ontology, prefixes
from kg.settings import Settings


def test_a_namespace_gives_one_node_for_a_name() -> None:
    assert SCHEMA["headline"] == NamedNode("https://schema.org/headline")
    assert SCHEMA["headline"] is SCHEMA["headline"]


def test_own_terms_and_graphs_follow_the_settings() -> None:
    settings = Settings(ontology_iri="https://a.example/ns#", base_iri="https://a.example/id/")
    assert ontology(settings.ontology_iri)["Claim"].value == "https://a.example/ns#Claim"
    assert named_graph("reference", settings).value == "https://a.example/id/graph/reference"
    assert prefixes(settings)["kg"] == "https://a.example/ns#"
    assert prefixes(settings)["org"] == "http://www.w3.org/ns/org#"


@pytest.mark.parametrize(("iso", "type_"), [("2025", "gYear"), ("2025-11", "gYearMonth"), ("2025-11-24", "date")])
def test_a_date_has_the_type_of_its_precision(iso: str, type_: str) -> None:
    assert date_literal(iso) == Literal(iso, datatype=XSD[type_])
