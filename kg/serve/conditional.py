"""Conditional requests: what a client has already need not be computed or sent again (RFC 9110, 13).

Everything here follows from the build, the release, and what the request says. So a validator is known before the
response is, and a client that has it is answered without asking the graph.
"""

from __future__ import annotations

import hashlib
import re
import time
from email.utils import formatdate, parsedate_to_datetime
from functools import cache
from importlib.metadata import version
from urllib.parse import unquote_plus

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import SimpulError

_ALWAYS_FRESH = ("/static/", "/healthz", "/readyz", "/metrics")
# What these give depends on more than graph and query.
_CHANGING = re.compile(r"\b(now|rand|uuid|struuid|bnode)\b|_:|\[", re.IGNORECASE)
_VARIES = ("accept", "accept-language", "cookie", "host")
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
        validators = _validators(request)
        if validators and _has(request.headers, validators):
            await send({"type": "http.response.start", "status": 304, "headers": _encoded(validators)})
            await send({"type": "http.response.body", "body": b""})
            return

        async def send_with_validators(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message).update(validators)
            await send(message)

        await self.app(scope, receive, send_with_validators if validators else send)


def _validators(request: Request) -> dict[str, str]:
    """The headers that say which version of the response this is; none where it may differ each time."""
    query = request.scope["query_string"]
    if request.url.path.startswith(_ALWAYS_FRESH) or _CHANGING.search(unquote_plus(query.decode("latin-1"))):
        return {}
    try:
        build = request.app.state.source.current().answers.build
    except SimpulError:
        return {}
    if not build:
        return {}
    said = [request.headers.get(name, "") for name in _VARIES]
    parts = [_release(), build, request.url.path, query.decode("latin-1"), *said]
    tag = hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    found = {"ETag": f'W/"{tag}"', "Cache-Control": "no-cache"}
    made = int(build.rpartition("-")[2], 16) / 1e9
    if time.time() - made > _SETTLED:
        found["Last-Modified"] = formatdate(made, usegmt=True)
    return found


@cache
def _release() -> str:
    return version("simpul")


def _has(headers: Headers, validators: dict[str, str]) -> bool:
    if known := headers.get("if-none-match"):
        tags = {tag.strip() for tag in known.split(",")}
        return validators["ETag"] in tags or validators["ETag"].removeprefix("W/") in tags
    since = headers.get("if-modified-since")
    if not since or "Last-Modified" not in validators:
        return False
    try:
        return parsedate_to_datetime(validators["Last-Modified"]) <= parsedate_to_datetime(since)
    except (ValueError, TypeError):
        return False


def _encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]
