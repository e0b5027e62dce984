from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.analysis.difference import difference
from kg.model.difference import Change, Difference, Edge, Standing
from kg.rdf.terms import LABEL, ORG, SCHEMA, TYPE, named_graph, ontology
from kg.settings import Settings
from kg.store import EmbeddedStore

BASE = "https://w3id.org/simpul/id/"
BLURI, VISIT, POST = (f"{BASE}{end}" for end in ("person/bluri", "event/visit", "post/kepala"))
KG = ontology(Settings().ontology_iri)
IDENTITY = named_graph("identity", Settings())


def article(name: str) -> str:
    return f"{BASE}article/{name}"


def quads(name: str, *facts: tuple[str, str, str], label: str = "Bluri") -> list[Quad]:
    """An article that mentions Bluri and a visit, names a post, and states these facts."""
    graph = NamedNode(article(name))
    found: list[tuple[NamedNode, NamedNode, NamedNode | Literal]]
    found = [(graph, TYPE, KG["Article"]), (graph, LABEL, Literal(name))]
    for iri, text in ((BLURI, label), (VISIT, "Kunjungan")):
        found += [(graph, SCHEMA["mentions"], NamedNode(iri)), (NamedNode(iri), LABEL, Literal(text))]
    found += [(NamedNode(POST), ORG["postIn"], NamedNode(f"{BASE}unit/u")), (NamedNode(POST), LABEL, Literal("Kepala"))]
    found += [(NamedNode(s), KG[p], NamedNode(o)) for s, p, o in facts]
    return [Quad(s, p, o, graph) for s, p, o in found]


def copy_of(name: str, original: str) -> Quad:
    return Quad(NamedNode(article(name)), KG["nearCopyOf"], NamedNode(article(original)), IDENTITY)


LED = (VISIT, "ledBy", BLURI)


def test_things_and_edges_appear_with_their_first_article() -> None:
    found = difference(None, EmbeddedStore.of(quads("a", LED, (BLURI, "holds", POST))))
    assert found.things == {
        iri: Change(after=Standing(1, 1, label))
        for iri, label in ((article("a"), "a"), (VISIT, "Kunjungan"), (BLURI, "Bluri"), (POST, "Kepala"))
    }
    assert found.edges == {
        Edge(*LED): Change(after=Standing(1, 1)),
        Edge(BLURI, "holds", POST): Change(after=Standing(1, 1)),
    }


def test_support_is_counted_in_articles_and_independent_sources() -> None:
    one = EmbeddedStore.of(quads("a", LED))
    two = EmbeddedStore.of([*quads("a", LED), *quads("b", LED)])
    copied = EmbeddedStore.of([*quads("a", LED), *quads("b", LED), copy_of("b", "a")])
    assert difference(one, two).edges == {Edge(*LED): Change(Standing(1, 1), Standing(2, 2))}
    assert difference(one, copied).edges == {Edge(*LED): Change(Standing(1, 1), Standing(2, 1))}
    # No article's graph has changed: it has only been found out.
    assert difference(two, copied, graphs=[IDENTITY.value]).edges == {
        Edge(*LED): Change(Standing(2, 2), Standing(2, 1))
    }


def test_an_article_that_stays_keeps_what_another_one_takes_along() -> None:
    before = EmbeddedStore.of([*quads("a", LED), *quads("b", (BLURI, "holds", POST))])
    found = difference(before, EmbeddedStore.of(quads("a", LED)))
    assert found.counts() == {
        "Person": {"lost": 1}, "Post": {"lost": 1}, "Event": {"lost": 1}, "Article": {"disappeared": 1},
        "Edge": {"disappeared": 1},
    }  # fmt: skip


def test_a_new_name_is_told() -> None:
    found = difference(EmbeddedStore.of(quads("a")), EmbeddedStore.of(quads("a", label="Bluri Wijaksono")))
    assert found.things == {BLURI: Change(Standing(1, 1, "Bluri"), Standing(1, 1, "Bluri Wijaksono"))}


@pytest.mark.parametrize("graph", [f"{BASE}graph/reference", "https://example.org/notes"])
def test_only_articles_support_anything(graph: str) -> None:
    said: list[tuple[NamedNode, NamedNode, NamedNode | Literal]]
    said = [(NamedNode(BLURI), LABEL, Literal("A")), (NamedNode(VISIT), KG["ledBy"], NamedNode(BLURI))]
    said.append((NamedNode(article("a")), SCHEMA["mentions"], NamedNode(BLURI)))
    others = [Quad(s, p, o, NamedNode(graph)) for s, p, o in said]
    assert not difference(None, EmbeddedStore.of(others))
    assert not difference(EmbeddedStore.of(quads("a")), EmbeddedStore.of([*quads("a"), *others]))


FACTS = st.lists(st.sampled_from([LED, (BLURI, "holds", POST), (VISIT, "attendedBy", BLURI)]), max_size=2)
ARTICLES = st.dictionaries(st.sampled_from("abcd"), FACTS)
COPIES = st.dictionaries(st.sampled_from("bcd"), st.just("a"))


def store(articles: dict[str, Any], copies: dict[str, str]) -> EmbeddedStore:
    found = [quad for name, facts in articles.items() for quad in quads(name, *facts)]
    return EmbeddedStore.of([*found, *(copy_of(name, a) for name, a in copies.items() if {name, a} <= articles.keys())])


@given(ARTICLES, ARTICLES, COPIES, COPIES)
def test_to_look_at_what_may_differ_is_enough(
    old: dict[str, Any], new: dict[str, Any], copies: dict[str, str], later: dict[str, str]
) -> None:
    before, after = store(old, copies), store(new, later)
    touched = [article(name) for name in old.keys() | new.keys() if old.get(name) != new.get(name)]
    found = difference(before, after)
    assert difference(before, after, graphs=touched) == found
    assert difference(after, before) == found.inverse()


def test_the_demo_graph_does_not_differ_from_itself(demo_store: EmbeddedStore) -> None:
    assert difference(demo_store, demo_store) == Difference()
    whole = difference(None, demo_store)
    assert whole.counts()["Article"]["appeared"] > 100
    assert whole.counts().keys() == {"Person", "Unit", "Post", "Event", "Program", "Place", "Article", "Edge"}
