from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode

from kg.identity.tenures import Observation, observations, tenure_quads
from kg.model import Article, Certainty, Entity, Evidence, Extraction, Span, Statement
from kg.rdf.iris import Canonical
from kg.rdf.terms import XSD, ontology
from kg.settings import Settings
from kg.vocabulary import load_vocabulary

SETTINGS = Settings()
BASE = SETTINGS.base_iri
KG = ontology(SETTINGS.ontology_iri)
EVIDENCE = (Evidence("text", Span(0, 1), "x"),)
ARTICLE = Article("a", "x", published="2025-10-31")
SEEN = Observation(f"{BASE}person/s", f"{BASE}post/kepala-x", f"{BASE}unit/x", "S: Kepala X", False, "2025-10-31")


def seen(post: str, certainty: Certainty = "asserted", published: str = "2025-10-31") -> list[Observation]:
    entities = (Entity("p1", "Person", "S", EVIDENCE), Entity("u1", "Unit", "X", EVIDENCE))
    statement = Statement("p1", "holdsPost", "u1", EVIDENCE, 0.9, post, certainty)
    names = {
        ("a", "p1"): Canonical(f"{BASE}person/s", "S"),
        ("a", "u1"): Canonical(f"{BASE}unit/x", "X"),
        ("a", f"u1/{post}"): Canonical(f"{BASE}post/kepala-x", post),
    }
    other = Statement("p1", "succeeds", "p1", EVIDENCE, 0.9)
    extraction = Extraction("a", "e", entities, (statement, other))
    return observations(replace(ARTICLE, published=published), extraction, names, load_vocabulary())


def test_an_article_observes_who_holds_which_post_when() -> None:
    assert seen("Kepala") == [SEEN]


@pytest.mark.parametrize("post", ["Plt. Kepala", "Plh. Kepala", "Pj. Bupati", "Penjabat Bupati"])
def test_a_post_held_for_the_time_being_is_acting(post: str) -> None:
    assert [observation.acting for observation in seen(post)] == [True]


@pytest.mark.parametrize("post", ["Kepala", "Pjabat", "Wakil Bupati"])
def test_other_posts_are_not_acting(post: str) -> None:
    assert [observation.acting for observation in seen(post)] == [False]


@pytest.mark.parametrize("certainty", ["planned", "negated", "alleged"])
def test_what_is_not_asserted_is_no_observation(certainty: Certainty) -> None:
    assert seen("Kepala", certainty) == []


def test_an_article_without_a_date_observes_without_a_day() -> None:
    assert [observation.day for observation in seen("Kepala", published="kemarin")] == [""]


def test_a_tenure_runs_from_the_first_to_the_last_day_observed() -> None:
    days = ["2025-11-02", "2024-01-15", "", "2025-03-01"]
    quads = tenure_quads([replace(SEEN, day=day) for day in days], SETTINGS)
    facts = {quad.predicate: quad.object for quad in quads}
    assert facts[KG["firstObserved"]] == Literal("2024-01-15", datatype=XSD["date"])
    assert facts[KG["lastObserved"]] == Literal("2025-11-02", datatype=XSD["date"])
    assert {quad.subject for quad in quads} == {NamedNode(f"{BASE}tenure/s/kepala-x")}
    assert {quad.graph_name for quad in quads} == {NamedNode(f"{BASE}graph/identity")}


def test_a_tenure_that_no_dated_article_saw_has_no_dates() -> None:
    predicates = {quad.predicate for quad in tenure_quads([replace(SEEN, day="")], SETTINGS)}
    assert KG["post"] in predicates
    assert KG["firstObserved"] not in predicates


def test_the_order_of_observations_does_not_matter() -> None:
    many = [replace(SEEN, day=f"2025-01-0{n}", person=f"{BASE}person/{n % 2}") for n in range(1, 6)]
    assert tenure_quads(many, SETTINGS) == tenure_quads(reversed(many), SETTINGS)
