"""Connections: HTTP as uvicorn speaks it, with bounds on headers that are too long or never end."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_HEADER_BYTES = 64_000
_HEADER_SECONDS = 15.0
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class BoundedConnection(HttpToolsProtocol):
    """A connection whose request headers must come within some seconds, and be of a size."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._in_headers = True
        self._header_size = 0
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first headers."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._done()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what comes before the headers are complete, and refuse too much of it."""
        if self._in_headers:
            self._header_size += len(data)
        super().data_received(data)
        if self._in_headers and self._header_size > _HEADER_BYTES and not self.transport.is_closing():
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins: on a connection that is kept, the waiting begins anew."""
        super().on_message_begin()
        self._in_headers = True
        if self._deadline is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """The headers are there."""
        self._in_headers, self._header_size = False, 0
        self._done()
        super().on_headers_complete()

    def _wait(self) -> None:
        self._deadline = asyncio.get_running_loop().call_later(_HEADER_SECONDS, self._give_up)

    def _done(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self.transport.close()
