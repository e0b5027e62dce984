"""Presence: whether the client of a request is still there; if not, what it asked for is stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.types import Receive

T = TypeVar("T")

_SOON = 0.05
"""Seconds that work may take before anybody looks whether the client is still there."""
_LEAVING = 0.2
"""Seconds that work is given to end by itself when its client has left: most does, and a new process costs more."""


class ClientGoneError(Exception):
    """Nobody waits for the response any more."""


def client_of(request: Request) -> str:
    """Who asks, as far as fairness is concerned: the address."""
    return request.client.host if request.client else ""


async def while_present(receive: Receive, work: Awaitable[T]) -> T:
    """What ``work`` comes to; it is cancelled where the client leaves before, and ``ClientGoneError`` raised.

    The body of the request must have been read from ``receive``.
    """
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    watch = _Watch(receive, task)
    # Most work is done before it is worth looking after.
    begin = loop.call_later(_SOON, watch.begin)
    try:
        return await work
    except asyncio.CancelledError:
        if watch.client_has_left:
            task.uncancel()
            raise ClientGoneError from None
        raise
    finally:
        begin.cancel()
        watch.end()


class _Watch:
    """Somebody who looks whether the client is there, and cancels the task if not."""

    def __init__(self, receive: Receive, task: asyncio.Task[Any]) -> None:
        self._receive, self._task = receive, task
        self._watching: asyncio.Task[None] | None = None
        self.client_has_left = False

    def begin(self) -> None:
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    def end(self) -> None:
        if self._watching is not None:
            self._watching.cancel()

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        await asyncio.sleep(_LEAVING)
        self.client_has_left = True
        self._task.cancel()
