from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from multiprocessing import Pipe
from pathlib import Path

import pytest
from pyoxigraph import Quad

from kg.errors import QueryError
from kg.serve.answers import Answer, BusyError, DirectAnswers, ProcessAnswers, Query, TimeLimitError, answer_all
from kg.serve.limits import Limits
from kg.settings import Settings
from kg.store import EmbeddedStore, current_build

EVERY = "SELECT * { ?s ?p ?o }"
# Four unrelated patterns: the number of rows is the fourth power of the number of triples.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def answers(workspace: Path) -> Iterator[ProcessAnswers]:
    answers = ProcessAnswers(current_build(workspace), Settings(), Limits(seconds=2, processes=1, wait_seconds=0.2))
    yield answers
    answers.close()


def test_a_process_answers_as_the_store_does(answers: ProcessAnswers, hostile_quads: list[Quad]) -> None:
    direct = DirectAnswers(EmbeddedStore.of(hostile_quads), Limits())
    query = Query("SELECT ?o { ?s rdfs:label ?o } ORDER BY ?o", rows="csv")
    assert answers.answer(query) == direct.answer(query)
    assert answers.answer(Query("ASK {}")) == Answer("boolean", "json", b'{"head":{},"boolean":true}')
    assert answers.answer(Query("CONSTRUCT { ?s a kg:Unit } { ?s a kg:Unit }", triples="ntriples")).kind == "triples"


def test_a_query_past_the_limit_is_stopped_and_the_next_is_answered(answers: ProcessAnswers) -> None:
    with pytest.raises(TimeLimitError, match="stopped after 2 seconds"):
        answers.answer(Query(ENDLESS))
    assert answers.answer(Query("ASK {}")).kind == "boolean"


def test_an_error_of_the_query_leaves_the_process_alive(answers: ProcessAnswers) -> None:
    with pytest.raises(QueryError, match="malformed"):
        answers.answer(Query("SELECT"))
    assert answers.answer(Query("ASK {}")).kind == "boolean"


def test_too_many_at_once_are_told_to_come_back(answers: ProcessAnswers) -> None:
    outcome: list[str] = []

    def long_query() -> None:
        try:
            answers.answer(Query(ENDLESS))
        except TimeLimitError:
            outcome.append("stopped")

    thread = threading.Thread(target=long_query)
    thread.start()
    while not answers._idle.empty():
        assert thread.is_alive()
    with pytest.raises(BusyError):  # the one process is taken for two seconds
        answers.answer(Query("ASK {}"))
    thread.join()
    assert outcome == ["stopped"]


def test_a_request_that_outlives_its_graph_is_still_answered(workspace: Path) -> None:
    answers = ProcessAnswers(current_build(workspace), Settings(), Limits(processes=2))
    assert answers.answer(Query("ASK {}")).kind == "boolean"
    answers.close()
    answers.close()
    assert answers.answer(Query("ASK {}")).kind == "boolean"


def test_a_result_that_is_too_large_is_an_error(hostile_quads: list[Quad]) -> None:
    answers = DirectAnswers(EmbeddedStore.of(hostile_quads), Limits(answer_bytes=200))
    for query in (Query(EVERY), Query("CONSTRUCT WHERE { ?s ?p ?o }")):
        with pytest.raises(QueryError, match="larger than"):
            answers.answer(query)
    assert answers.answer(Query("ASK {}")).kind == "boolean"


def test_the_first_rows_come_with_their_number(answers: ProcessAnswers) -> None:
    query = (
        "SELECT ?a ?b ?c { VALUES (?a ?b ?c) { (<urn:x> 1 UNDEF) (<urn:y> 'z' <<( <urn:s> <urn:p> 2 )>>) (2 3 4) } }"
    )
    found = json.loads(answers.answer(Query(query, first=2)).content)
    triple = found["rows"][1].pop()
    assert found["total"] == 3
    assert found["rows"] == [[["uri", "urn:x"], ["other", "1"], None], [["uri", "urn:y"], ["other", "z"]]]
    assert "urn:s" in triple[1]


def test_a_process_that_dies_is_replaced(answers: ProcessAnswers) -> None:
    worker = answers._idle.get()
    worker.process.kill()
    worker.process.join()
    answers._idle.put(worker)
    with pytest.raises(QueryError, match="ended its process"):
        answers.answer(Query("ASK {}"))
    assert answers.answer(Query("ASK {}")).kind == "boolean"


def test_the_answering_loop_ends_with_its_connection(hostile_quads: list[Quad]) -> None:
    near, far = Pipe()
    near.send(Query("ASK {}"))
    near.send(Query("SELECT"))
    thread = threading.Thread(target=answer_all, args=(far, EmbeddedStore.of(hostile_quads), Limits()))
    thread.start()
    assert near.recv().kind == "boolean"
    assert "malformed" in near.recv()
    near.close()
    thread.join(timeout=10)
    assert not thread.is_alive()
