"""Connections: HTTP as uvicorn speaks it, with bounds on what clients send too slowly, too long, or never take."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeAlias

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

Reply: TypeAlias = Callable[[bytes, list[tuple[bytes, bytes]]], tuple[bytes, bytes] | None]
"""From the target and the headers of a GET to head and body of a response that is at hand."""

_OK = b"HTTP/1.1 200 OK\r\n"
_HEADER_BYTES = 64_000
_HEADER_SECONDS = 15.0
_LINGER_SECONDS = 120.0
"""For how long a client may take some hundred kilobytes of its answer, or what is left of it."""
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class BoundedConnection(HttpToolsProtocol):
    """A connection whose request headers must come within some seconds, and be of a size.

    So must the rest of a body that nobody reads any more; and who does not take an answer is let go. Where ``reply``
    has an answer at hand, the application is not asked.
    """

    def __init__(self, *args: Any, reply: Reply | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._reply, self._replied = reply, False
        self._in_headers = True
        self._header_size = 0
        self._deadline: asyncio.TimerHandle | None = None
        self._lingering: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first headers."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._done()
        if self._lingering is not None:
            self._lingering.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what comes before the headers are complete, and refuse too much of it."""
        if self._in_headers:
            self._header_size += len(data)
        super().data_received(data)
        if not self._in_headers or self.transport.is_closing():
            return
        self._wait()
        if self._header_size > _HEADER_BYTES:
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins, perhaps on a connection that is kept."""
        super().on_message_begin()
        self._in_headers = True

    def on_headers_complete(self) -> None:
        """The headers are there."""
        self._in_headers, self._header_size = False, 0
        self._done()
        self._replied = self._reply is not None and self._may_reply() and self._has_replied(self._reply)
        if not self._replied:
            super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The body is there."""
        self._done()
        if not self._replied:
            super().on_message_complete()

    def _may_reply(self) -> bool:
        """Whether it is a plain GET, which nothing is before, on a connection that goes on."""
        parser, before = self.parser, self.cycle
        return (
            parser.get_method() == b"GET"
            and parser.get_http_version() == "1.1"
            and (before is None or before.response_complete)
            and not self.flow.write_paused
            and not self.transport.is_closing()
            and len(self.connections) < (self.limit_concurrency or len(self.connections) + 1)
        )

    def _has_replied(self, reply: Reply) -> bool:
        found = reply(self.url, self.headers)
        if found is None:
            return False
        common = b"".join([b"%b: %b\r\n" % header for header in self.server_state.default_headers])
        self.transport.write(b"".join((_OK, common, *found)))
        self.server_state.total_requests += 1
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)
        return True

    def on_response_complete(self) -> None:
        """The answer is given: what is still to come of the request must come soon."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._linger()
        elif self.cycle.more_body:
            self._wait()

    def timeout_keep_alive_handler(self) -> None:
        """No other request has come."""
        super().timeout_keep_alive_handler()
        self._linger()

    def pause_writing(self) -> None:
        """The client takes its answer more slowly than it is given."""
        super().pause_writing()
        self._linger()

    def resume_writing(self) -> None:
        """The client has taken most of what there was."""
        super().resume_writing()
        if self._lingering is not None and not self.transport.is_closing():
            self._lingering.cancel()
            self._lingering = None

    def _wait(self) -> None:
        if self._deadline is None:
            self._deadline = asyncio.get_running_loop().call_later(_HEADER_SECONDS, self._give_up)

    def _done(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self.transport.close()
        self._linger()

    def _linger(self) -> None:
        if self._lingering is None:  # otherwise also a closed connection stays until its client has taken everything
            loop = asyncio.get_running_loop()
            self._lingering = loop.call_later(_LINGER_SECONDS, self.transport.abort)
