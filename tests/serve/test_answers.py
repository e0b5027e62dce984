from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from pyoxigraph import Quad

from kg.errors import NotFoundError, QueryError
from kg.serve.answers import ALL_TRIPLES, Answer, DirectAnswers, Query, answer_with
from kg.serve.limits import Limits
from kg.store import EmbeddedStore

EVERY = "SELECT * { ?s ?p ?o }"


@pytest.fixture
def store(hostile_quads: list[Quad]) -> EmbeddedStore:
    return EmbeddedStore.of(hostile_quads)


def test_yes_and_no(store: EmbeddedStore) -> None:
    answers = DirectAnswers(store, Limits())
    assert asyncio.run(answers.answer(Query("ASK {}"))) == Answer("boolean", "json", b'{"head":{},"boolean":true}')


@pytest.mark.parametrize("query", [EVERY, "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_a_result_that_is_too_large_is_an_error(store: EmbeddedStore, tmp_path: Path, query: str) -> None:
    for path in (None, tmp_path / "large"):
        with pytest.raises(QueryError, match="larger than"):
            answer_with(store, Query(query), Limits(answer_bytes=200), path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("format_", ["json", "xml", "csv", "tsv"])
def test_too_many_rows_are_an_error_in_every_format(store: EmbeddedStore, format_: str) -> None:
    number = sum(1 for _ in store.select(EVERY))
    assert answer_with(store, Query(EVERY, rows=format_), Limits(rows=number)).content
    with pytest.raises(QueryError, match=f"more than {number - 1} rows"):
        answer_with(store, Query(EVERY, rows=format_), Limits(rows=number - 1))


@pytest.mark.parametrize("format_", ["turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld"])
def test_too_many_triples_are_an_error_in_every_syntax(store: EmbeddedStore, format_: str) -> None:
    number = sum(1 for _ in store.select(EVERY))
    assert answer_with(store, Query(ALL_TRIPLES, triples=format_), Limits(rows=number)).content
    with pytest.raises(QueryError, match=f"more than {number - 1} rows"):
        answer_with(store, Query(ALL_TRIPLES, triples=format_), Limits(rows=number - 1))


def test_a_large_answer_comes_in_a_file_with_the_same_bytes(store: EmbeddedStore, tmp_path: Path) -> None:
    text = "SELECT ?a ?b { ?a ?x ?y . ?b ?p ?o } LIMIT 20000"
    whole = answer_with(store, Query(text), Limits())
    filed = answer_with(store, Query(text), Limits(), tmp_path / "large")
    assert filed.path == tmp_path / "large"
    assert filed.content == b""
    assert filed.read() == whole.content
    assert not filed.path.exists()


def test_the_whole_of_a_graph(store: EmbeddedStore) -> None:
    graph = next(store.graphs()).value
    query = Query(ALL_TRIPLES, triples="ntriples", default_graphs=(graph,), graph=graph)
    assert len(answer_with(store, query, Limits()).content.splitlines()) == len(store)
    for absent in ("urn:none", "no iri"):
        with pytest.raises(NotFoundError):
            answer_with(store, Query(ALL_TRIPLES, default_graphs=(absent,), graph=absent), Limits())
