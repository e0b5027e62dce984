"""Connection: requests to one SPARQL server, bounded in time and size, with errors that say what to do."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import TypeAlias
from urllib.parse import urlencode

import httpx2

from kg.errors import QueryError, RemoteStoreError
from kg.store.credentials import SignedIn
from kg.store.service import Credentials

Fields: TypeAlias = Collection[tuple[str, str]]

_CONNECTING = 10.0
_TRIES = 3
_OK = frozenset({200, 201, 204})
_MOVED = frozenset({301, 302, 303, 307, 308})
_GONE_QUICKLY = (httpx2.ConnectError, httpx2.RemoteProtocolError, httpx2.ReadError, httpx2.WriteError)
"""What a server that has just closed an idle line, or is just starting, makes of a request."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: its media type, the headers, and all of its bytes."""

    status: int
    media_type: str
    headers: Mapping[str, str]
    content: bytes

    @property
    def reason(self) -> str:
        """The beginning of what the server says went wrong."""
        text = self.content[:2_000].decode("utf-8", "replace")
        return shorten(text.partition("\n\n")[0], 200, placeholder=" …")


class Connection:
    """A line to a server, for one process. No redirection is followed: an answer never leads to another machine.

    A request may take ``seconds``, an answer have ``most_bytes``. Only what changes nothing is tried again.
    """

    def __init__(
        self,
        credentials: Credentials | None = None,
        seconds: float = 60.0,
        most_bytes: int = 500_000_000,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self._seconds, self._most_bytes = seconds, most_bytes
        self._signed_in = SignedIn(credentials) if credentials else None
        limits = httpx2.Timeout(seconds, connect=min(seconds, _CONNECTING))
        self._client = httpx2.Client(timeout=limits, follow_redirects=False, transport=transport)

    def close(self) -> None:
        """Let go of the line."""
        self._client.close()

    def ask(self, url: str, query: str, fields: Fields, accept: str) -> Reply:
        """Send a query, again where the line breaks at once; raises ``QueryError`` where the server refuses it."""
        form = urlencode([("query", query), *fields]).encode()
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        for last in (False,) * (_TRIES - 1) + (True,):
            try:
                reply = self._sent("POST", url, form, headers)
                break
            except _GONE_QUICKLY as error:
                if last:
                    raise _unreachable(url, error) from error
        if reply.status == 400:
            raise QueryError(f"the server of the graph refuses the query: {reply.reason}")
        return _accepted(url, reply)

    def update(self, url: str, text: str) -> None:
        """Carry out a SPARQL update."""
        self._write("POST", url, text.encode(), "application/sparql-update")

    def put_graph(self, url: str, graph: str, content: bytes) -> None:
        """Replace a graph by triples in N-Triples."""
        self._write("PUT", url, content, "application/n-triples", {"graph": graph})

    def post_graph(self, url: str, graph: str, content: bytes) -> None:
        """Add triples in N-Triples to a graph."""
        self._write("POST", url, content, "application/n-triples", {"graph": graph})

    def _write(self, method: str, url: str, content: bytes, kind: str, params: Mapping[str, str] | None = None) -> None:
        try:
            _accepted(url, self._sent(method, url, content, {"Content-Type": kind}, params))
        except _GONE_QUICKLY as error:
            raise _unreachable(url, error) from error

    def _sent(
        self, method: str, url: str, content: bytes, headers: Mapping[str, str], params: Mapping[str, str] | None = None
    ) -> Reply:
        until = time.monotonic() + self._seconds
        try:
            request = self._client.stream(
                method, url, params=params, content=content, headers=headers, auth=self._signed_in
            )
            with request as response:
                body = b"".join(self._bounded(url, response, until))
        except httpx2.TimeoutException as error:
            raise self._too_late(url) from error
        except httpx2.InvalidURL as error:
            raise RemoteStoreError(f"{shown(url)} is no address of a server: {error}") from error
        except _GONE_QUICKLY:
            raise
        except httpx2.HTTPError as error:
            raise _unreachable(url, error) from error
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Reply(response.status_code, kind, response.headers, body)

    def _bounded(self, url: str, response: httpx2.Response, until: float) -> Iterator[bytes]:
        size = 0
        for piece in response.iter_bytes():
            size += len(piece)
            if size > self._most_bytes:
                raise RemoteStoreError(f"{shown(url)} answers with more than {self._most_bytes // 1_000_000} MB")
            if time.monotonic() > until:
                raise self._too_late(url)
            yield piece

    def _too_late(self, url: str) -> RemoteStoreError:
        return RemoteStoreError(f"{shown(url)} did not answer within {self._seconds:g} seconds")


def shown(url: str) -> str:
    """An address as it may be shown: without names, passwords and parameters."""
    try:
        parts = httpx2.URL(url)
        return str(parts.copy_with(username=None, password=None, query=None, fragment=None))
    except httpx2.InvalidURL:
        return "the address of the store"


def _accepted(url: str, reply: Reply) -> Reply:
    if reply.status in _OK:
        return reply
    where = shown(url)
    if reply.status in (401, 403):
        wanted = "--store-credentials FILE, or the variable SIMPUL_STORE_CREDENTIALS"
        raise RemoteStoreError(f"{where} does not let this request in ({reply.status}): {wanted}")
    if reply.status in _MOVED:
        raise RemoteStoreError(f"{where} has moved ({reply.status}): give the address that it has now")
    raise RemoteStoreError(f"{where} answered {reply.status}: {reply.reason or 'nothing else'}")


def _unreachable(url: str, error: Exception) -> RemoteStoreError:
    return RemoteStoreError(f"{shown(url)} cannot be reached: {error or type(error).__name__}")
