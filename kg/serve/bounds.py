"""Bounds: middleware against clients that ask too often, or take their answers too slowly."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.presence import ClientGoneError

_REMEMBERED = 10_000
_MINUTE = 60.0
_PATIENCE = 60.0
"""Seconds after which a client that takes none of its answer is given up."""


class PatientSending:
    """ASGI middleware that gives up a client which does not read, and one that has left."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its response as long as somebody takes it."""

        async def sent(message: Message) -> None:
            async with asyncio.timeout(_PATIENCE):
                await send(message)

        try:
            await self.app(scope, receive, sent if scope["type"] == "http" else send)
        except ClientGoneError:
            return  # nobody is there to be told
        except TimeoutError:
            return  # the server closes a connection whose response is not complete


class RateLimit:
    """ASGI middleware that lets each client ask ``per_minute`` times a minute, evenly, with a reserve of as many."""

    def __init__(self, app: ASGIApp, per_minute: int) -> None:
        self.app, self._per_minute = app, per_minute
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 429."""
        if scope["type"] == "http" and not self._may(scope["client"][0] if scope.get("client") else ""):
            seconds = str(max(1, round(_MINUTE / self._per_minute)))
            await PlainTextResponse("too many requests\n", 429, {"Retry-After": seconds})(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _may(self, client: str) -> bool:
        now = time.monotonic()
        left, since = self._left.pop(client, (float(self._per_minute), now))
        left = min(float(self._per_minute), left + (now - since) * self._per_minute / _MINUTE)
        may = left >= 1
        self._left[client] = (left - may, now)
        if len(self._left) > _REMEMBERED:
            self._left.popitem(last=False)
        return may
