from __future__ import annotations

from pyoxigraph import NamedNode, Quad

from kg.rdf.terms import TYPE, named_graph, ontology
from kg.serve.published.contents import contents
from kg.settings import Settings
from kg.store import EmbeddedStore

SETTINGS = Settings()
KG = ontology(SETTINGS.ontology_iri)
REFERENCE, ARTICLE = named_graph("reference", SETTINGS), NamedNode("urn:article")


def iri(path: str) -> NamedNode:
    return NamedNode(SETTINGS.base_iri + path)


def shown(*said: Quad) -> tuple[set[str], set[str]]:
    """The paths of the things that get a page, and of those that get none, in a reference graph with what is said."""
    quads = [
        Quad(iri("unit/a"), TYPE, KG["Unit"], REFERENCE),
        Quad(iri("unit/b"), TYPE, KG["Unit"], REFERENCE),
        Quad(iri("unit/a"), KG["locatedIn"], iri("place/town"), REFERENCE),
        Quad(iri("unit/b"), KG["locatedIn"], iri("place/town"), REFERENCE),
        Quad(iri("unit/a"), KG["kind"], iri("kind/unit/Lapas"), REFERENCE),
        Quad(iri("unit/b"), KG["kind"], iri("kind/unit/Rutan"), REFERENCE),
        Quad(iri("place/town"), TYPE, KG["Place"], REFERENCE),
        Quad(iri("place/town"), KG["partOf"], iri("place/province"), REFERENCE),
        Quad(iri("place/province"), TYPE, KG["Place"], REFERENCE),
        Quad(iri("place/other"), TYPE, KG["Place"], REFERENCE),
        Quad(iri("place/other"), KG["partOf"], iri("place/province"), REFERENCE),
        *said,
    ]
    store = EmbeddedStore.of(quads, SETTINGS)
    found = contents(store, SETTINGS)
    with_page, without = ({thing.removeprefix(SETTINGS.base_iri) for thing in things} for things in found)
    return with_page, without


def test_what_an_article_mentions_has_a_page_and_all_that_it_belongs_to() -> None:
    with_page, without = shown(Quad(ARTICLE, KG["mentions"], iri("unit/a"), ARTICLE))
    assert with_page == {"unit/a", "kind/unit/Lapas", "place/town", "place/province"}
    assert without == {"unit/b", "kind/unit/Rutan", "place/other"}


def test_what_a_user_says_something_of_has_a_page() -> None:
    with_page, _ = shown(Quad(iri("place/other"), KG["code"], iri("code/1"), NamedNode("urn:written")))
    assert with_page == {"place/other", "place/province"}


def test_reference_data_alone_give_no_page() -> None:
    assert shown()[0] == set()
