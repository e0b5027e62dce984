"""Quick answers: the shortest way from a query in an address to its answer, for programs that ask many of them.

Whatever is out of the ordinary (a page, a condition, a request that is malformed, a result to be compressed or
streamed) goes the way of all other requests; what is answered here has the same bytes and headers as there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import SimpulError
from kg.serve.answers import Query
from kg.serve.cache import Recent
from kg.serve.conditional import VARYING, is_changing, validators
from kg.serve.errors import plain_error
from kg.serve.graphs import Source
from kg.serve.headers import ALWAYS
from kg.serve.parameters import fields_of
from kg.serve.presence import ClientGoneError, while_present
from kg.serve.responses import CORS, media_type
from kg.serve.sparql import GIVEN, QUERY_VARY, query_of, wants_page
from kg.settings import Settings

_Headers = list[tuple[bytes, bytes]]
_UNUSUAL = frozenset({b"if-none-match", b"if-modified-since", b"range"})
_VARYING = tuple(name.encode() for name in VARYING)
_COMPRESSED_FROM = 1_000
_HEADER_SIZE = 2_000
_REMEMBERED = 32_000_000
_CONSTANT: _Headers = [(k.lower().encode(), v.encode()) for k, v in {**ALWAYS, **CORS, **QUERY_VARY}.items()]


class QuickAnswers:
    """ASGI middleware that answers ``GET /sparql?query=…``, and passes on what is unusual about it."""

    def __init__(self, app: ASGIApp, source: Source, settings: Settings) -> None:
        self.app, self._source, self._settings = app, source, settings
        self._recent: Recent[tuple[_Headers, bytes]] = Recent(_REMEMBERED)

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
        await send({"type": "http.response.start", "status": 200, "headers": found[0]})
        await send({"type": "http.response.body", "body": found[1]})

    async def _found(self, scope: Scope, receive: Receive) -> tuple[_Headers, bytes] | None:
        """Headers and body of the response; None where another way is to be gone."""
        said = dict(scope["headers"])
        if not _UNUSUAL.isdisjoint(said):
            return None
        answers = self._source.current().answers
        varying = tuple(said.get(name, b"") for name in _VARYING)
        key = (answers.build, scope["query_string"], varying)
        known = self._recent.get(key)
        if known is None:
            query = self._query(scope["query_string"], varying[0].decode("latin-1"))
            if query is None:
                return None
            client = scope["client"][0] if scope.get("client") else ""
            answer = await while_present(receive, answers.answer(query, client))
            if answer.path is not None:
                scope[GIVEN] = (query, answer)
                return None
            fresh: dict[str, str] = {}
            if answers.build and not is_changing(query.text):
                fresh = validators(answers.build, "/sparql", scope["query_string"], varying)
            known = _headers(media_type(answer.kind, answer.format), len(answer.content), fresh), answer.content
            if fresh:
                self._recent.put(key, known, len(known[1]) + len(key[1]) + _HEADER_SIZE)
            if self._is_compressed(known, said):
                scope[GIVEN] = (query, answer)
        return None if self._is_compressed(known, said) else known

    def _query(self, query_string: bytes, accept: str) -> Query | None:
        try:
            fields = fields_of(query_string)
            names = [name for name, _ in fields]
            if names.count("query") != 1 or "update" in names or ("format" not in names and _wants_page(accept)):
                return None
            return query_of(fields, accept, self._settings.base_iri)
        except HTTPException:
            return None

    def _is_compressed(self, known: tuple[_Headers, bytes], said: dict[bytes, bytes]) -> bool:
        return len(known[1]) >= _COMPRESSED_FROM and bool(said.get(b"accept-encoding"))


@lru_cache(maxsize=1_000)
def _wants_page(accept: str) -> bool:
    return wants_page(accept)


def _headers(kind: str, size: int, more: dict[str, str]) -> _Headers:
    own: Sequence[tuple[str, str]] = [("content-type", kind), ("content-length", str(size)), *more.items()]
    return [*_CONSTANT, *((name.lower().encode(), value.encode()) for name, value in own)]
