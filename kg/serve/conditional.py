"""Conditional requests: what a client has already need not be computed or sent again (RFC 9110, 13).

Everything here follows from the build, the release, and what the request says. So a validator is known before the
response is, and a client that has it is answered without asking the graph.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Sequence
from email.utils import formatdate, parsedate_to_datetime
from functools import cache, lru_cache
from importlib.metadata import version
from urllib.parse import unquote_plus

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import SimpulError

_ALWAYS_FRESH = ("/static/", "/healthz", "/readyz", "/metrics", "/review")
# What these give depends on more than graph and query.
_CHANGING = re.compile(r"\b(NOW|RAND|UUID|STRUUID|BNODE)\b|_:|\[")
VARYING = ("accept", "accept-language", "cookie", "host")
"""Headers of a request that decide, beside its address, what the response is."""
_SETTLED = 2.0
"""Seconds after which no second build can have the same time, which HTTP writes in whole seconds."""


class ConditionalRequests:
    """ASGI middleware that gives responses an ETag and Last-Modified, and answers 304 where the client has them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless the client has what it asks for."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        found = _validators(request)
        if found and _has(request.headers, found):
            await send({"type": "http.response.start", "status": 304, "headers": _encoded(found)})
            await send({"type": "http.response.body", "body": b""})
            return

        async def send_with_validators(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                for name, value in found.items():
                    headers.setdefault(name, value)  # a graph that can be written has a tag of its own
            await send(message)

        await self.app(scope, receive, send_with_validators if found else send)


def _validators(request: Request) -> dict[str, str]:
    """The headers that say which version of the response this is; none where it may differ each time."""
    if request.url.path.startswith(_ALWAYS_FRESH):
        return {}
    try:
        build = request.app.state.source.current().answers.build
    except SimpulError:
        return {}
    query = request.scope["query_string"]
    if not build or is_changing(unquote_plus(query.decode("latin-1"))):
        return {}
    said = [request.headers.get(name, "").encode("latin-1") for name in VARYING]
    return validators(build, request.url.path, query, said)


def validators(build: str, path: str, query: bytes, said: Sequence[bytes]) -> dict[str, str]:
    """The headers for a response from a build; ``said`` are the values of the request's headers ``VARYING``."""
    parts = b"\n".join([_release(), build.encode(), path.encode("utf-8", "surrogatepass"), query, *said])
    found = {"ETag": f'W/"{hashlib.blake2b(parts, digest_size=16).hexdigest()}"', "Cache-Control": "no-cache"}
    made = int(build.rpartition("-")[2], 16) / 1e9
    if time.time() - made > _SETTLED:
        found["Last-Modified"] = _written(made)
    return found


@lru_cache(maxsize=10)
def _written(made: float) -> str:
    return formatdate(made, usegmt=True)


def is_changing(query: str) -> bool:
    """Whether a query may have another answer each time it is asked: the time, chance, names of blank nodes."""
    return _CHANGING.search(query.upper()) is not None  # which takes a tenth of the time of a search in either case


@cache
def _release() -> bytes:
    return version("simpul").encode()


def _has(headers: Headers, found: dict[str, str]) -> bool:
    if known := headers.get("if-none-match"):
        tags = {tag.strip() for tag in known.split(",")}
        return found["ETag"] in tags or found["ETag"].removeprefix("W/") in tags
    since = headers.get("if-modified-since")
    if not since or "Last-Modified" not in found:
        return False
    try:
        return parsedate_to_datetime(found["Last-Modified"]) <= parsedate_to_datetime(since)
    except (ValueError, TypeError):
        return False


def _encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]
