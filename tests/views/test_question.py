from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from kg.store import EmbeddedStore
from kg.views.question import LONGEST, ask

LONG = "w" * (LONGEST + 1)
STORE = EmbeddedStore.of([Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(LONG), NamedNode("urn:g"))])


def test_a_long_literal_is_cut_unless_it_is_the_text_of_an_article() -> None:
    (row,) = ask(STORE, "SELECT ?name ?body { ?s ?p ?name, ?body }")
    assert row["body"] == LONG
    assert row["name"] == "w" * (LONGEST - 1) + "…"


def test_an_iri_is_never_cut() -> None:
    (row,) = ask(STORE, f"SELECT ?name {{ VALUES ?name {{ <urn:{LONG}> }} }}")
    assert row["name"] == f"urn:{LONG}"
