from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, StoreError
from kg.settings import Settings
from kg.store import Answer, EmbeddedStore, Triples

EX = "http://example.org/"


def test_a_triple_that_two_graphs_hold_is_seen_once_by_a_plain_query(store: EmbeddedStore) -> None:
    rows = list(store.select("SELECT ?s ?o { ?s <http://example.org/p> ?o } ORDER BY ?s"))
    assert [(row["s"].value, row["o"].value) for row in rows] == [(EX + "a", EX + "b"), (EX + "b", EX + "c")]  # type: ignore[union-attr]


def test_graph_patterns_see_every_graph(store: EmbeddedStore) -> None:
    rows = list(store.select("SELECT ?g { GRAPH ?g { <http://example.org/a> ?p ?o } }"))
    assert sorted(row["g"].value for row in rows) == [EX + "g1", EX + "g2"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("default", "named", "query", "count"),
    [
        ([EX + "g1"], None, "SELECT * { ?s ?p ?o }", 1),
        ([EX + "g1", EX + "g2"], None, "SELECT DISTINCT * { ?s ?p ?o }", 2),
        (None, [EX + "g1"], "SELECT * { ?s ?p ?o }", 0),
        (None, [EX + "g1"], "SELECT * { GRAPH ?g { ?s ?p ?o } }", 1),
        (None, None, "SELECT * FROM <http://example.org/g1> { ?s ?p ?o }", 1),
        ([EX + "g2"], None, "SELECT * FROM <http://example.org/g1> { ?s ?p ?o }", 2),
        (None, None, "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 0),
        (None, None, "SELECT * FROM <http://other.example/data> { ?s ?p ?o }", 0),
    ],
)
def test_the_dataset_can_be_chosen_and_is_never_fetched(
    store: EmbeddedStore, default: list[str] | None, named: list[str] | None, query: str, count: int
) -> None:
    result = store.query(query, default_graphs=default, named_graphs=named)
    assert len(list(result)) == count  # type: ignore[arg-type]


def test_the_vocabularies_prefixes_need_no_declaration() -> None:
    store = EmbeddedStore.of(
        [
            ox.Quad(
                ox.NamedNode(EX + "a"),
                ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
                ox.Literal("A"),
                ox.NamedNode(EX + "g"),
            )
        ]
    )
    assert [row["label"] for row in store.select("SELECT ?label { ?s rdfs:label ?label }")] == [ox.Literal("A")]


def test_relative_iris_are_relative_to_the_base_of_the_graph() -> None:
    settings = Settings()
    subject = ox.NamedNode(settings.base_iri + "person/a")
    store = EmbeddedStore.of([ox.Quad(subject, subject, subject, ox.NamedNode(EX + "g"))])
    assert bool(store.query("ASK { <person/a> ?p <person/a> }")) is True


def test_ask_is_yes_or_no_and_construct_gives_triples(store: EmbeddedStore) -> None:
    yes, no = store.query("ASK { ?s ?p ?o }"), store.query("ASK { ?s ?s ?s }")
    assert isinstance(yes, Answer)
    assert bool(yes) is True
    assert bool(no) is False
    triples = store.query("CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?o }")
    assert isinstance(triples, Triples)
    assert {t.subject.value for t in triples} == {EX + "b", EX + "c"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT {",
        "DROP ALL",
        "INSERT DATA { <http://e/a> <http://e/b> <http://e/c> }",
        "SELECT * { SERVICE <http://o/> {} }",
    ],
)
def test_what_is_no_allowed_query_is_refused(store: EmbeddedStore, query: str) -> None:
    with pytest.raises(QueryError):
        store.query(query)
    assert len(store) == 3


def test_an_update_is_called_by_its_name(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="CLEAR is an update"):
        store.query("PREFIX add: <http://e/> CLEAR ALL")
    assert bool(store.query("PREFIX add: <http://e/> ASK { ?s ?p ?o FILTER (?p != add:insert) }")) is True


def test_select_wants_a_select(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="SELECT"):
        store.select("ASK {}")


def test_a_bad_dataset_iri_is_a_query_error(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError):
        store.query("ASK {}", default_graphs=["not an iri"])


def test_quads_and_graphs_leave_the_merged_triples_out(store: EmbeddedStore, quads: list[ox.Quad]) -> None:
    assert set(store.quads()) == set(quads)
    assert set(store.quads(graph=ox.NamedNode(EX + "g1"))) == {quads[0]}
    assert set(store.graphs()) == {ox.NamedNode(EX + "g1"), ox.NamedNode(EX + "g2")}


def test_a_folder_without_a_store_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        EmbeddedStore.open(tmp_path / "nothing")


def test_a_closed_store_answers_no_more(store: EmbeddedStore) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")
