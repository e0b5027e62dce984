from __future__ import annotations

import asyncio

import pytest

from kg.serve.answers import BusyError
from kg.serve.turns import Turns


def test_clients_take_turns_however_often_each_asks() -> None:
    async def scenario() -> list[str]:
        turns: Turns[str] = Turns(limit=10, seconds=10)
        served = []

        async def ask(client: str) -> None:
            thing = await turns.take(client)
            served.append(client)
            turns.give(thing)

        tasks = [asyncio.create_task(ask(client)) for client in "aaaabc"]
        await asyncio.sleep(0)
        turns.give("thing")
        await asyncio.gather(*tasks)
        return served

    assert asyncio.run(scenario()) == list("abcaaa")


def test_past_the_limit_nobody_waits() -> None:
    async def scenario() -> None:
        turns: Turns[str] = Turns(limit=1, seconds=10)
        waiting = asyncio.create_task(turns.take("a"))
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await turns.take("b")
        turns.give("thing")
        assert await waiting == "thing"

    asyncio.run(scenario())


def test_who_has_waited_long_enough_is_told_so() -> None:
    async def scenario() -> None:
        turns: Turns[str] = Turns(limit=5, seconds=0)
        with pytest.raises(BusyError, match="running"):
            await turns.take("a")
        turns.give("thing")
        assert (turns.free, turns.waiting) == (1, 0)

    asyncio.run(scenario())


@pytest.mark.parametrize("given", [False, True])
def test_who_leaves_the_queue_takes_nothing_along(given: bool) -> None:
    async def scenario() -> None:
        turns: Turns[str] = Turns(limit=5, seconds=10)
        leaving = asyncio.create_task(turns.take("a"))
        staying = asyncio.create_task(turns.take("a"))
        await asyncio.sleep(0)
        if given:
            turns.give("thing")
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        if not given:
            turns.give("thing")
        assert await staying == "thing"
        assert turns.waiting == 0

    asyncio.run(scenario())
