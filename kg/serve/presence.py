"""Presence: whether the client of a request is still there; if not, what it asked for is stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import Request

T = TypeVar("T")

_LEAVING = 0.2
"""Seconds that work is given to end by itself when its client has left: most does, and a new process costs more."""


class ClientGoneError(Exception):
    """Nobody waits for the response any more."""


def client_of(request: Request) -> str:
    """Who asks, as far as fairness is concerned: the address."""
    return request.client.host if request.client else ""


async def while_present(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """What ``work`` comes to; it is cancelled where the client leaves before, and ``ClientGoneError`` raised.

    The body of the request must have been read.
    """
    task = asyncio.ensure_future(work)
    watch = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({task, watch}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            await asyncio.wait({task}, timeout=_LEAVING)
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
            raise ClientGoneError
        return task.result()
    except asyncio.CancelledError:
        task.cancel()
        raise
    finally:
        watch.cancel()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
