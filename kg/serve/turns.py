"""Turns: who is next, where a few things are shared by many clients."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Iterable
from typing import Generic, TypeVar

from kg.serve.answers import BusyError

T = TypeVar("T")


class Turns(Generic[T]):
    """Things that are lent to one request at a time, to the clients that wait for them in rotation.

    A client that asks a hundred times so delays another one by one turn. At most ``limit`` requests wait, each for
    ``seconds``; more are told at once that they had better come back later.
    """

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit, self._seconds = limit, seconds
        self._free: deque[T] = deque()
        self._waiting: OrderedDict[str, deque[asyncio.Future[T]]] = OrderedDict()
        self.waiting = 0

    @property
    def free(self) -> int:
        """How many things nobody has."""
        return len(self._free)

    def drain(self) -> Iterable[T]:
        """Take all things that nobody has."""
        while self._free:
            yield self._free.pop()

    async def take(self, client: str) -> T:
        """A thing, when it is the client's turn; raises ``BusyError`` where that does not come in time."""
        if self._free:
            return self._free.pop()
        if self.waiting >= self._limit:
            raise BusyError("too many queries are waiting; try again in a moment")
        turn: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(turn)
        self.waiting += 1
        try:
            async with asyncio.timeout(self._seconds):
                return await turn
        except TimeoutError:
            self._leave(client, turn)
            raise BusyError("too many queries are running; try again in a moment") from None
        except asyncio.CancelledError:
            self._leave(client, turn)
            raise

    def give(self, thing: T) -> None:
        """Give a thing back, or a new one in: to the client whose turn it is."""
        while self._waiting:
            client, turns = next(iter(self._waiting.items()))
            turn = turns.popleft()
            self.waiting -= 1
            del self._waiting[client]
            if turns:
                self._waiting[client] = turns  # behind all others
            if not turn.done():
                turn.set_result(thing)
                return
        self._free.append(thing)

    def _leave(self, client: str, turn: asyncio.Future[T]) -> None:
        if turn.done() and not turn.cancelled():
            self.give(turn.result())  # it came in the very moment
            return
        turn.cancel()
        turns = self._waiting.get(client, deque())
        if turn in turns:
            turns.remove(turn)
            self.waiting -= 1
            if not turns:
                del self._waiting[client]
