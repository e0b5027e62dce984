from __future__ import annotations

import socket
import threading
from contextlib import closing
from pathlib import Path

import pytest

from kg.serve import Limits, connections, create_app
from kg.serve.server import serve

# Six unrelated patterns: nobody lives to see the end of it.
ENDLESS = "SELECT(COUNT(*)AS%20?z)%7B?a%20?b%20?c.?d%20?e%20?f.?g%20?h%20?i.?j%20?k%20?l.?m%20?n%20?o.?p%20?q%20?r%7D"


@pytest.fixture
def address(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """The address of a server of the hostile graph that waits half a second for headers."""
    monkeypatch.setattr(connections, "_HEADER_SECONDS", 0.5)
    told: list[str] = []
    ready = threading.Event()

    def remember(address: str) -> None:
        told.append(address)
        ready.set()

    app = create_app(workspace, limits=Limits(processes=1, seconds=600))
    threading.Thread(target=serve, args=(app, "127.0.0.1", 0, remember), daemon=True).start()
    assert ready.wait(10)
    host, port = told[0].removeprefix("http://").strip("/").split(":")
    return host, int(port)


def exchange(address: tuple[str, int], data: bytes) -> bytes:
    with closing(socket.create_connection(address, 10)) as line:
        line.sendall(data)
        found = b""
        try:
            while piece := line.recv(65536):
                found += piece
        except ConnectionResetError:
            pass
        return found


def test_headers_that_never_end_and_huge_ones_are_given_up(address: tuple[str, int]) -> None:
    assert exchange(address, b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ") == b""
    huge = exchange(address, b"GET / HTTP/1.1\r\nHost: x\r\nX-Huge: " + b"x" * 200_000)
    assert huge.startswith(b"HTTP/1.1 431") or huge == b""
    assert exchange(address, b"") == b""
    close = b"Connection: close\r\n\r\n"
    assert b"200 OK" in exchange(address, b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + close)


def test_a_client_that_leaves_takes_its_query_along(address: tuple[str, int]) -> None:
    with closing(socket.create_connection(address, 10)) as line:
        line.sendall(f"GET /sparql?query={ENDLESS} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        # The only process is at work: whoever asks now waits for it, and gets it because the other leaves.
        with closing(socket.create_connection(address, 30)) as other:
            other.sendall(b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            line.close()
            assert other.recv(100).startswith(b"HTTP/1.1 200")


def test_a_body_of_a_gigabyte_is_refused_before_it_comes(address: tuple[str, int]) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    head += b"Content-Length: 1000000000\r\n\r\n"
    with closing(socket.create_connection(address, 10)) as line:
        line.sendall(head + b"ASK {}")
        assert line.recv(100).startswith(b"HTTP/1.1 413")
