from __future__ import annotations

import json

import pytest

from kg.errors import QueryError
from kg.store import GRAPH_FORMATS, RESULT_FORMATS, EmbeddedStore


def test_rows_are_dictionaries_without_the_variables_that_have_no_value(store: EmbeddedStore) -> None:
    result = store.select("SELECT ?s ?none { ?s ?p <http://example.org/c> OPTIONAL { ?s rdfs:label ?none } }")
    assert result.variables == ("s", "none")
    assert [set(row) for row in result] == [{"s"}]


@pytest.mark.parametrize("name", list(RESULT_FORMATS))
def test_rows_and_answers_are_written_in_every_result_format(store: EmbeddedStore, name: str) -> None:
    assert b"http://example.org/a" in store.select("SELECT ?s { ?s ?p ?o }").serialise(name)
    assert b"true" in store.query("ASK {}").serialise(name)


@pytest.mark.parametrize("name", list(GRAPH_FORMATS))
def test_triples_are_written_in_every_graph_format(store: EmbeddedStore, name: str) -> None:
    written = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").serialise(name)
    assert b"http://example.org/a" in written


def test_turtle_uses_the_prefixes(store: EmbeddedStore) -> None:
    written = store.query("CONSTRUCT { ?s rdfs:seeAlso ?o } WHERE { ?s ?p ?o }").serialise("turtle").decode()
    assert "@prefix rdfs:" in written
    assert "rdfs:seeAlso" in written


def test_sparql_json_has_the_standard_shape(store: EmbeddedStore) -> None:
    data = json.loads(store.select("SELECT ?s { ?s ?p <http://example.org/b> }").serialise("json"))
    assert data == {
        "head": {"vars": ["s"]},
        "results": {"bindings": [{"s": {"type": "uri", "value": "http://example.org/a"}}]},
    }


@pytest.mark.parametrize(
    ("query", "name"),
    [("SELECT * { ?s ?p ?o }", "turtle"), ("ASK {}", "nquads"), ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "csv")],
)
def test_a_format_of_the_wrong_sort_is_refused_with_the_right_ones(store: EmbeddedStore, query: str, name: str) -> None:
    with pytest.raises(QueryError, match="choose one of"):
        store.query(query).serialise(name)
