from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.terms import ontology
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.folding import fold
from kg.views.names import Entry, Names

BASE = Settings().base_iri
KG = ontology(Settings().ontology_iri)
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


@pytest.fixture(scope="module")
def names(demo_store: EmbeddedStore) -> Names:
    return Names.of(demo_store, texts=True)


def people(*labels: str) -> Names:
    quads = []
    for number, label in enumerate(labels):
        iri = NamedNode(f"{BASE}person/{number}")
        quads += [Quad(iri, TYPE, KG["Person"]), Quad(iri, LABEL, Literal(label))]
    return Names.of(EmbeddedStore.of(quads))


def ids(found: list[Entry]) -> list[str]:
    return [entry.iri.removeprefix(BASE) for entry in found]


def test_the_title_of_a_post_finds_who_holds_it_and_its_unit_first(names: Names) -> None:
    found = ids(names.ranked("Karutan Banjarnegara"))
    assert found[:2] == ["person/dodik-harmono", "unit/rutan-banjarnegara"]
    assert set(ids(names.ranked("kepala rutan banjarnegara"))) == set(found)


def test_an_own_name_comes_before_a_post(names: Names) -> None:
    assert ids(names.ranked("Rutan Banjarnegara"))[0] == "unit/rutan-banjarnegara"


def test_equal_then_beginning_then_the_words_anywhere() -> None:
    found = people("Maya Sari Dewi", "Dewi Maya Sari", "Maya Sari").ranked("maya sari")
    assert [entry.name for entry in found] == ["Maya Sari", "Maya Sari Dewi", "Dewi Maya Sari"]


def test_only_what_is_looked_at_is_found() -> None:
    everyone = people(*(f"Budi {word}" for word in "abcdefgh"))
    assert len(everyone.ranked("budi")) == 8
    assert len(everyone.ranked("budi", most=3)) == 3


def test_words_of_articles_find_them_the_latest_first(names: Names, demo_store: EmbeddedStore) -> None:
    found = names.in_text("humas kebun")
    assert found
    bodies = demo_store.select("SELECT ?a ?t WHERE { ?a schema:articleBody ?t }")
    texts = {row["a"].value: fold(row["t"].value) for row in bodies}  # type: ignore[union-attr]
    expected = {a for a, t in texts.items() if "humas" in t.split() and any(w.startswith("kebun") for w in t.split())}
    assert set(found) == expected


def test_a_thing_that_only_a_post_names_is_listed_by_its_label(names: Names) -> None:
    assert all(entry.name for entry in names.listed("Person"))


NAMES = st.text("abcdoeijt éÉ-_'\"*()^:.IV1", min_size=1, max_size=12)


@given(st.lists(st.text(max_size=12) | NAMES, min_size=1, max_size=5), st.text(max_size=12) | NAMES)
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_a_search(labels: list[str], text: str) -> None:
    index = people(*labels)
    index.ranked(text)
    index.in_text(text)
    index.near(text)


@given(st.lists(NAMES, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_every_name_finds_its_thing(labels: list[str]) -> None:
    index = people(*labels)
    for number, label in enumerate(labels):
        if fold(label):
            assert f"person/{number}" in ids(index.ranked(label))
