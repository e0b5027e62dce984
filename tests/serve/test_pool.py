from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pyoxigraph import Quad

from kg.errors import QueryError
from kg.serve.answers import Answer, BusyError, DirectAnswers, Query, TimeLimitError
from kg.serve.limits import Limits
from kg.serve.pool import Pool, ProcessAnswers
from kg.settings import Settings
from kg.store import EmbeddedStore, current_build

# Six unrelated patterns: the number of rows is the sixth power of the number of triples.
ENDLESS = "SELECT (COUNT(*) AS ?count) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?q ?r ?s }"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i LIMIT 1"
PATH = "SELECT (COUNT(*) AS ?count) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?c (!<urn:x>|^!<urn:x>)* ?d }"
YES = Query("ASK {}")

Scenario = Callable[[ProcessAnswers, Pool], Awaitable[None]]


@asynccontextmanager
async def _serving(workspace: Path, limits: Limits) -> AsyncIterator[tuple[ProcessAnswers, Pool]]:
    pool = Pool(Settings(workspace=workspace), limits)
    try:
        yield ProcessAnswers(pool, current_build(workspace)), pool
    finally:
        await pool.drain()
        pool.close()
        await asyncio.sleep(0)


@pytest.fixture
def run(workspace: Path) -> Callable[..., None]:
    def run(scenario: Scenario, **limits: object) -> None:
        async def within() -> None:
            async with _serving(workspace, Limits(**{"seconds": 1, "processes": 1, **limits})) as (answers, pool):  # type: ignore[arg-type]
                await scenario(answers, pool)

        asyncio.run(within())

    return run


def test_a_process_answers_as_the_store_does(run: Callable[..., None], hostile_quads: list[Quad]) -> None:
    direct = DirectAnswers(EmbeddedStore.of(hostile_quads), Limits())
    query = Query("SELECT ?o { ?s rdfs:label ?o } ORDER BY ?o", rows="csv")

    async def scenario(answers: ProcessAnswers, pool: Pool) -> None:
        assert await answers.answer(query) == await direct.answer(query)
        assert await answers.answer(YES) == Answer("boolean", "json", b'{"head":{},"boolean":true}')

    run(scenario)


@pytest.mark.parametrize("text", [ENDLESS, SORTED, PATH])
def test_a_query_past_the_limit_is_stopped_and_the_next_is_answered(run: Callable[..., None], text: str) -> None:
    async def scenario(answers: ProcessAnswers, pool: Pool) -> None:
        with pytest.raises(TimeLimitError, match="stopped after 1 seconds"):
            await answers.answer(Query(text))
        assert (await answers.answer(YES)).kind == "boolean"
        assert pool.stopped == 1

    run(scenario)


def test_others_are_answered_while_a_query_runs(run: Callable[..., None]) -> None:
    async def scenario(answers: ProcessAnswers, pool: Pool) -> None:
        endless = asyncio.create_task(answers.answer(Query(ENDLESS), "one"))
        for _ in range(20):
            assert (await answers.answer(YES, "other")).kind == "boolean"
        assert not endless.done()
        with pytest.raises(TimeLimitError):
            await endless

    run(scenario, processes=2, seconds=3)


def test_an_error_of_the_query_leaves_the_process_alive(run: Callable[..., None]) -> None:
    async def scenario(answers: ProcessAnswers, pool: Pool) -> None:
        with pytest.raises(QueryError, match="malformed"):
            await answers.answer(Query("SELECT"))
        assert (await answers.answer(YES)).kind == "boolean"
        assert pool.stopped == 0

    run(scenario)


def test_too_many_at_once_are_told_to_come_back(run: Callable[..., None]) -> None:
    async def scenario(answers: ProcessAnswers, pool: Pool) -> None:
        await pool.start()
        first = asyncio.create_task(answers.answer(Query(ENDLESS)))
        second = asyncio.create_task(answers.answer(YES))
        await asyncio.sleep(0)
        with pytest.raises(BusyError, match="waiting"):
            await answers.answer(YES)
        with pytest.raises(TimeLimitError):
            await first
        assert (await second).kind == "boolean"

    run(scenario, queue=1)


def test_a_query_that_is_cancelled_stops(run: Callable[..., None]) -> None:
    async def scenario(answers: ProcessAnswers, pool: Pool) -> None:
        await answers.answer(YES)
        endless = asyncio.create_task(answers.answer(Query(ENDLESS)))
        await asyncio.sleep(0)
        endless.cancel()
        with pytest.raises(asyncio.CancelledError):
            await endless
        assert pool.stopped == 1
        assert (await answers.answer(YES)).kind == "boolean"

    run(scenario, seconds=60)


def test_a_query_that_needs_too_much_memory_ends_alone(run: Callable[..., None]) -> None:
    async def scenario(answers: ProcessAnswers, pool: Pool) -> None:
        with pytest.raises(QueryError, match="memory"):
            await answers.answer(Query(SORTED.replace("{ ?a", "{ ?j ?k ?l . ?a")))
        assert (await answers.answer(YES)).kind == "boolean"

    run(scenario, seconds=60, memory_bytes=1_200_000_000)


def test_a_process_that_dies_is_replaced(run: Callable[..., None]) -> None:
    async def scenario(answers: ProcessAnswers, pool: Pool) -> None:
        await answers.answer(YES)
        (worker,) = pool._workers
        worker.process.kill()
        with pytest.raises(QueryError, match="ended its process"):
            await answers.answer(YES)
        assert (await answers.answer(YES)).kind == "boolean"

    run(scenario)


def test_processes_leave_the_way_to_the_one_that_must_stop_them(run: Callable[..., None]) -> None:
    async def scenario(answers: ProcessAnswers, pool: Pool) -> None:
        await answers.answer(YES)
        (worker,) = pool._workers
        assert worker.process.pid
        assert os.getpriority(os.PRIO_PROCESS, worker.process.pid) > os.getpriority(os.PRIO_PROCESS, 0)

    run(scenario)


def test_no_job_is_given_to_a_process_that_is_not_ready(run: Callable[..., None]) -> None:
    async def scenario(answers: ProcessAnswers, pool: Pool) -> None:
        await pool.start()
        first = await pool._turns.take("")
        assert first._transport is not None
        pool._turns.give(first)
        with pytest.raises(TimeLimitError):
            await answers.answer(Query(ENDLESS))
        second = await pool._turns.take("")
        assert second is not first
        assert second._transport is not None
        pool._turns.give(second)

    run(scenario)


def test_the_first_rows_come_with_their_number(run: Callable[..., None]) -> None:
    text = "SELECT ?a ?b ?c { VALUES (?a ?b ?c) { (<urn:x> 1 UNDEF) (<urn:y> 'z' <<( <urn:s> <urn:p> 2 )>>) (2 3 4) } }"

    async def scenario(answers: ProcessAnswers, pool: Pool) -> None:
        found = json.loads((await answers.answer(Query(text, first=2))).content)
        triple = found["rows"][1].pop()
        assert found["total"] == 3
        assert found["rows"] == [[["uri", "urn:x"], ["other", "1"], None], [["uri", "urn:y"], ["other", "z"]]]
        assert "urn:s" in triple[1]

    run(scenario)


def test_nothing_is_left_of_large_answers(run: Callable[..., None]) -> None:
    async def scenario(answers: ProcessAnswers, pool: Pool) -> None:
        large = Query("SELECT ?a ?b { ?a ?x ?y . ?b ?p ?o } LIMIT 20000")
        answer = await answers.answer(large)
        assert answer.path is not None
        assert answer.path.stat().st_size > 1_000_000
        answer.discard()
        with pytest.raises(TimeLimitError):
            await answers.answer(Query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"))
        await pool.drain()
        assert not list(answer.path.parent.iterdir())

    run(scenario, seconds=3)
