"""Server: uvicorn with an open socket, so that the port is known before the first request."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Callable
from functools import partial

import uvicorn
from starlette.applications import Starlette

from kg.errors import SimpulError
from kg.serve.connections import BoundedConnection
from kg.serve.observation import ACCESS

_CONNECTIONS = 1_000
"""Open connections past which new ones are told 503."""
_KEEP_ALIVE = 15
_SWITCH = 0.0005
"""Seconds after which a thread that draws a page, or reads ahead, lets the one go on that answers queries."""
_FAREWELL = 10
"""Seconds that requests are given to end when the server is told to stop."""


class ListenError(SimpulError):
    """The address cannot be listened on."""


def serve(
    app: Starlette,
    host: str,
    port: int,
    ready: Callable[[str], None],
    proxy: str = "",
    access_log: bool = False,
) -> None:
    """Serve until interrupted; ``ready`` is told the address once connections are accepted.

    The word of a ``proxy`` at that address counts for who the client is. On SIGTERM or Ctrl-C, requests that have begun
    are given some seconds to end. Raises ``ListenError`` where the port is taken or the host is none of this machine's.
    """
    if access_log:
        _log_access()
    sys.setswitchinterval(_SWITCH)
    with _listening(host, port) as listener:
        ready(address_of(listener, host))
        # Where clients are told apart, the application must see every request.
        replies = None if app.state.limits.requests_per_minute else app.state.remembered
        config = uvicorn.Config(
            app,
            http=partial(BoundedConnection, replies=replies),  # type: ignore[arg-type]
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=bool(proxy),
            forwarded_allow_ips=proxy or None,
            limit_concurrency=_CONNECTIONS,
            timeout_keep_alive=_KEEP_ALIVE,
            timeout_graceful_shutdown=_FAREWELL,
        )
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            return  # uvicorn has shut down in order, and raises the interrupt again for its caller


def _log_access() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter('{"time": "%(asctime)s", "request": %(message)s}'))
    ACCESS.addHandler(handler)
    ACCESS.setLevel(logging.INFO)
    ACCESS.propagate = False


def address_of(listener: socket.socket, host: str) -> str:
    """The address to open in a browser on this machine."""
    port = listener.getsockname()[1]
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise ListenError(f"cannot listen on {host}: {error.strerror}") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise ListenError(f"cannot listen on {host}:{port}: {error.strerror}; choose another --port") from error
    return listener
