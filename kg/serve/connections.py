"""Connections: HTTP as uvicorn speaks it, with bounds on what clients send too slowly, too long, or never take."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Protocol, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle


@dataclass(frozen=True, slots=True)
class Ready:
    """A response at hand: the build it is from, if it is the same for as long as that is served; and its bytes.

    The head is its headers, without the status line (which is 200), those that every response has, and the empty line.
    """

    build: str
    head: bytes
    body: bytes


class Replies(Protocol):
    """Responses that are remembered, by the bytes of their requests."""

    def again(self, request: bytes) -> Ready | None:
        """The response to a request of exactly these bytes."""
        ...

    def learn(self, request: bytes, response: Ready) -> None:
        """Take note that a request of exactly these bytes had this response."""
        ...


DELIVERY = "simpul.delivery"
"""Under this key the scope of a request has its ``Delivery``."""


_OK = b"HTTP/1.1 200 OK\r\n"
_HEADER_BYTES = 64_000
_HEADER_SECONDS = 15.0
_LINGER_SECONDS = 120.0
"""For how long a client may take some hundred kilobytes of its answer, or what is left of it."""
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class BoundedConnection(HttpToolsProtocol):
    """A connection whose request headers must come within some seconds, and be of a size.

    So must the rest of a body that nobody reads any more; and who does not take an answer is let go. Where ``replies``
    remembers the very same bytes, they are not even read, nor is the application asked: between two requests, they
    cannot mean anything else than they did.
    """

    def __init__(self, *args: Any, replies: Replies | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._replies = replies
        self._between, self._begun = True, 0
        self._rest_until = 0.0
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
        whole, self._begun = self._between, 0
        if whole and self._has_repeated(data):
            return
        if self._in_headers:
            self._header_size += len(data)
        super().data_received(data)
        if whole and self._between and self._begun == 1 and self._replies is not None:
            self._delivery.request = data
        if not self._in_headers or self.transport.is_closing():
            return
        self._wait()
        if self._header_size > _HEADER_BYTES:
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins, perhaps on a connection that is kept."""
        super().on_message_begin()
        self._in_headers, self._between = True, False
        self._begun += 1

    def on_headers_complete(self) -> None:
        """The headers are there."""
        self._in_headers, self._header_size = False, 0
        self._done()
        super().on_headers_complete()
        self._delivery = Delivery(self, self.cycle)
        cast(dict[str, Any], self.scope)[DELIVERY] = self._delivery

    def on_message_complete(self) -> None:
        """The body is there."""
        self._done()
        self._between = True
        super().on_message_complete()

    def _has_repeated(self, request: bytes) -> bool:
        free = self.cycle is None or self.cycle.response_complete
        crowded = self.limit_concurrency is not None and len(self.connections) >= self.limit_concurrency
        if self._replies is None or not free or crowded or self.flow.write_paused or self.transport.is_closing():
            return False
        found = self._replies.again(request)
        if found is None:
            return False
        self._in_headers, self._header_size = False, 0
        self._done()
        self.write_response(found)
        self.server_state.total_requests += 1
        # A timer is not set anew for each of many requests a second: when it is due, it goes on.
        self._rest_until = self.loop.time() + self.timeout_keep_alive
        if self.timeout_keep_alive_task is None:
            self._rest(self.timeout_keep_alive)
        return True

    def write_response(self, response: Ready) -> None:
        """Write a whole response."""
        common = [b"%b: %b\r\n" % header for header in self.server_state.default_headers]
        self.transport.write(b"".join((_OK, *common, response.head, b"\r\n", response.body)))

    def remember(self, request: bytes, response: Ready) -> None:
        """Give the response to the same bytes from now on, wherever they come."""
        if self._replies is not None:
            self._replies.learn(request, response)

    def _rest(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(seconds, self.timeout_keep_alive_handler)

    def on_response_complete(self) -> None:
        """The answer is given: what is still to come of the request must come soon."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._linger()
        elif self.cycle.more_body:
            self._wait()

    def timeout_keep_alive_handler(self) -> None:
        """No other request has come since the timer was set, or else it goes on."""
        if (left := self._rest_until - self.loop.time()) > 0:
            self._rest(left)
            return
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


class Delivery:
    """The short way of a response that is at hand: in one piece, and remembered for the same request."""

    __slots__ = ("_connection", "_cycle", "request", "size")

    def __init__(self, connection: BoundedConnection, cycle: RequestResponseCycle) -> None:
        self._connection, self._cycle = connection, cycle
        self.request: bytes | None = None
        """The bytes of the request, where nothing else came with them."""
        self.size: int | None = None
        """How many bytes of a body were delivered."""

    def deliver(self, response: Ready) -> bool:
        """Send the response; false where it must go the usual way."""
        cycle, connection = self._cycle, self._connection
        if cycle.disconnected or not cycle.keep_alive or cycle.more_body or connection.flow.write_paused:
            return False
        cycle.response_started = cycle.response_complete = True
        connection.write_response(response)
        self.size = len(response.body)
        if self.request is not None:
            connection.remember(self.request, response)
        cycle.message_event.set()
        cycle.on_response()
        return True
