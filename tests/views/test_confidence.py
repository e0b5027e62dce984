"""Views with a least confidence show what they would show of a graph that has nothing less sure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Extraction
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.article import article_page
from kg.views.entity import entity_page
from kg.views.explain import explain
from kg.views.facts import Window
from kg.views.graph_data import graph_data
from kg.views.summary import summary

BASE = Settings().base_iri
THINGS = ("person/bluri-wijaksono", "unit/bapas-purwokerto", "unit/rutan-banjarnegara")
SURE = Window(min_confidence=0.5)


@pytest.mark.parametrize("name", THINGS)
def test_the_page_of_a_thing(mixed_store: EmbeddedStore, sure_store: EmbeddedStore, name: str) -> None:
    page, expected = entity_page(mixed_store, BASE + name, SURE), entity_page(sure_store, BASE + name)
    assert replace(page, hidden=0) == expected
    assert page.hidden > 0
    assert entity_page(mixed_store, BASE + name).hidden == 0


@pytest.mark.parametrize("name", THINGS)
def test_what_is_said_of_a_thing(mixed_store: EmbeddedStore, sure_store: EmbeddedStore, name: str) -> None:
    assert explain(mixed_store, BASE + name, min_confidence=0.5) == explain(sure_store, BASE + name)


def test_the_page_of_an_article(
    mixed_store: EmbeddedStore, sure_store: EmbeddedStore, halves: tuple[Extraction, Extraction]
) -> None:
    page = article_page(mixed_store, f"{BASE}article/dev-01", min_confidence=0.5)
    sizes = [len(half.statements) + len(half.quotations) for half in halves]
    assert page.hidden == sizes[0] - sizes[1] > 0
    assert replace(page, hidden=0) == article_page(sure_store, f"{BASE}article/dev-01")


def test_the_counts_of_a_graph(mixed_store: EmbeddedStore, sure_store: EmbeddedStore) -> None:
    assert summary(mixed_store, min_confidence=0.5) == summary(sure_store)
    assert summary(mixed_store, min_confidence=1).claims == 0


@pytest.mark.parametrize("name", [*THINGS, ""])
def test_the_picture(mixed_store: EmbeddedStore, sure_store: EmbeddedStore, name: str) -> None:
    iris = [BASE + name] if name else []
    drawn, expected = graph_data(mixed_store, iris=iris, min_confidence=0.5), graph_data(sure_store, iris=iris)
    assert replace(drawn, hidden=0, min_confidence=0.0) == expected
    assert drawn.hidden > 0


def test_a_picture_of_a_query(mixed_store: EmbeddedStore) -> None:
    query = "CONSTRUCT WHERE { ?s kg:performedBy ?o }"
    everything = graph_data(mixed_store, query=query)
    drawn = graph_data(mixed_store, query=query, min_confidence=1)
    assert (drawn.edges, drawn.hidden) == ((), len(everything.edges))
    assert {node.iri for node in drawn.nodes} == {node.iri for node in everything.nodes}


def test_a_link_that_is_in_no_claim_is_no_matter_of_confidence(mixed_store: EmbeddedStore) -> None:
    query = "CONSTRUCT { ?s <urn:near> ?o } WHERE { ?s kg:performedBy ?o }"
    assert graph_data(mixed_store, query=query, min_confidence=1).edges
