"""Quick answers: the shortest way from a query in an address to its answer, for programs that ask many of them.

Whatever is out of the ordinary (a page, a condition, a request that is malformed, a result to be compressed or
streamed) goes the way of all other requests; what is answered here has the same bytes and headers as there. What has
been answered before is given by the connection itself (``Remembered``), without the application.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from functools import lru_cache

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import SimpulError
from kg.serve.answers import Query
from kg.serve.cache import Recent
from kg.serve.conditional import VARYING, is_changing, validators
from kg.serve.connections import DELIVERY, Delivery, Ready
from kg.serve.errors import plain_error
from kg.serve.graphs import Source
from kg.serve.headers import ALWAYS
from kg.serve.observation import ACCESS, Figures
from kg.serve.parameters import fields_of
from kg.serve.presence import ClientGoneError, while_present
from kg.serve.responses import CORS, media_type
from kg.serve.sparql import GIVEN, QUERY_VARY, query_of, wants_page
from kg.settings import Settings

_UNUSUAL = frozenset(
    {
        *(b"if-none-match", b"if-modified-since", b"range"),
        *(
            b"content-length",
            b"transfer-encoding",
            b"expect",
            b"upgrade",
            b"connection",
        ),  # the connection's own affairs
    }
)
_VARYING = tuple(name.encode() for name in VARYING)
_COMPRESSED_FROM = 1_000
_REMEMBERED = 32_000_000


def _head(headers: Mapping[str, str]) -> bytes:
    return "".join([f"{name.lower()}: {value}\r\n" for name, value in headers.items()]).encode()


_ALWAYS = _head({**ALWAYS, **CORS, **QUERY_VARY})


class Remembered:
    """The responses that were given last; see ``connections.Replies``.

    They are counted as all are; where a log is kept, the application is asked.
    """

    def __init__(self, source: Source, figures: Figures) -> None:
        self._source, self._figures = source, figures
        self._requests: Recent[Ready] = Recent(_REMEMBERED)

    def again(self, request: bytes) -> Ready | None:
        """See ``connections.Replies``."""
        if (found := self._requests.get(request)) is None or ACCESS.isEnabledFor(logging.INFO):
            return None
        begun = time.perf_counter()
        if found.build != self._build():
            return None
        self._figures.count("sparql", "GET", 200, time.perf_counter() - begun)
        return found

    def learn(self, request: bytes, response: Ready) -> None:
        """See ``connections.Replies``."""
        if response.build:
            self._requests.put(request, response, len(request) + len(response.head) + len(response.body))

    def _build(self) -> str:
        try:
            return self._source.current().answers.build
        except SimpulError:
            return ""


class QuickAnswers:
    """ASGI middleware that answers ``GET /sparql?query=…``, and passes on what is unusual about it."""

    def __init__(self, app: ASGIApp, source: Source, settings: Settings) -> None:
        self.app, self._source, self._settings = app, source, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or pass it on."""
        if scope["type"] != "http" or scope["path"] != "/sparql" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        try:
            found = await self._found(scope, receive)
        except ClientGoneError:
            return
        except SimpulError as error:
            # Not the long way: there the query would be asked again.
            response = plain_error(error)
            response.headers.update(ALWAYS)
            await response(scope, receive, send)
            return
        if found is None:
            await self.app(scope, receive, send)
            return
        delivery: Delivery | None = scope.get(DELIVERY)
        if delivery is not None and delivery.deliver(found):
            return
        headers = [header.split(b": ", 1) for header in found.head.split(b"\r\n") if header]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": found.body})

    async def _found(self, scope: Scope, receive: Receive) -> Ready | None:
        """The response; None where another way is to be gone."""
        said = dict(scope["headers"])
        if not _UNUSUAL.isdisjoint(said):
            return None
        answers, asked = self._source.current().answers, scope["query_string"]
        query = self._query(asked, said.get(b"accept", b"").decode("latin-1"))
        if query is None:
            return None
        client = scope["client"][0] if scope.get("client") else ""
        answer = await while_present(receive, answers.answer(query, client))
        if answer.path is not None or (len(answer.content) >= _COMPRESSED_FROM and said.get(b"accept-encoding")):
            scope[GIVEN] = (query, answer)
            return None
        own = {"Content-Type": media_type(answer.kind, answer.format), "Content-Length": str(len(answer.content))}
        build = "" if is_changing(query.text) else answers.build
        if build:
            own |= validators(build, "/sparql", asked, [said.get(name, b"") for name in _VARYING])
        return Ready(build, _ALWAYS + _head(own), answer.content)

    def _query(self, query_string: bytes, accept: str) -> Query | None:
        try:
            fields = fields_of(query_string)
            names = [name for name, _ in fields]
            if names.count("query") != 1 or "update" in names or ("format" not in names and _wants_page(accept)):
                return None
            return query_of(fields, accept, self._settings.base_iri)
        except HTTPException:
            return None


@lru_cache(maxsize=1_000)
def _wants_page(accept: str) -> bool:
    return wants_page(accept)
