from __future__ import annotations

import asyncio
import itertools
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import uvicorn
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Quad
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from kg.serve import Limits, connections, create_app, parameters, server
from kg.serve.connections import DELIVERY, BoundedConnection, Ready
from kg.store.builds import publish, write_all
from tests.hostile import many

# Six unrelated patterns: nobody lives to see the end of it.
ENDLESS = "SELECT(COUNT(*)AS%20?z)%7B?a%20?b%20?c.?d%20?e%20?f.?g%20?h%20?i.?j%20?k%20?l.?m%20?n%20?o.?p%20?q%20?r%7D"


PATIENCE, CONNECTIONS = 0.5, 10


@pytest.fixture
def address(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """The address of a server of the hostile graph that waits half a second where another one waits longer."""
    monkeypatch.setattr(connections, "_HEADER_SECONDS", PATIENCE)
    monkeypatch.setattr(connections, "_LINGER_SECONDS", PATIENCE)
    monkeypatch.setattr(parameters, "_PATIENCE", PATIENCE)
    monkeypatch.setattr(server, "_CONNECTIONS", CONNECTIONS)
    monkeypatch.setattr(server, "_KEEP_ALIVE", PATIENCE)
    return started(workspace)


@pytest.fixture(scope="module")
def fuzzed(hostile_quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, int]:
    """The address of a server of the hostile graph, as it is."""
    folder = tmp_path_factory.mktemp("fuzzed")
    write_all(folder, 1, hostile_quads)
    publish(folder, 1)
    return started(folder)


def started(workspace: Path) -> tuple[str, int]:
    told: list[str] = []
    ready = threading.Event()

    def remember(address: str) -> None:
        told.append(address)
        ready.set()

    app = create_app(workspace, limits=Limits(processes=1, seconds=600))
    threading.Thread(target=server.serve, args=(app, "127.0.0.1", 0, remember), daemon=True).start()
    assert ready.wait(10)
    host, port = told[0].removeprefix("http://").strip("/").split(":")
    return host, int(port)


def exchange(address: tuple[str, int], data: bytes, ended: bool = False) -> bytes:
    with closing(socket.create_connection(address, 10)) as line:
        found = b""
        try:
            line.sendall(data)
            line.shutdown(socket.SHUT_WR) if ended else None
            while piece := line.recv(65536):
                found += piece
        except (ConnectionResetError, BrokenPipeError):
            pass
        return found


def test_headers_that_never_end_and_huge_ones_are_given_up(address: tuple[str, int]) -> None:
    assert exchange(address, b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ") == b""
    huge = exchange(address, b"GET / HTTP/1.1\r\nHost: x\r\nX-Huge: " + b"x" * 200_000)
    assert huge.startswith(b"HTTP/1.1 431") or huge == b""
    long = exchange(address, b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
    assert not long.startswith(b"HTTP/1.1 200")
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


def dripped(line: socket.socket, drops: Iterable[bytes]) -> bytes:
    """What a server answers to one drop after the other, until it closes the connection."""
    line.settimeout(PATIENCE / 10)
    found = b""
    for drop in drops:
        try:
            line.sendall(drop)
            piece = line.recv(65536)
        except TimeoutError:
            continue
        except OSError:
            return found
        found += piece
        if not piece:
            return found
    raise AssertionError("the server took all of it")


def drops(first: bytes, drop: bytes) -> Iterator[bytes]:
    yield first
    for _ in range(200):
        yield drop


POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"


@pytest.mark.parametrize(
    ("first", "drop", "status"),
    [
        (b"GET / HTTP/1.1\r\n", b"a", b""),
        (b"GET / HTTP/1.1\r\n", b"a: b\r\n", b""),
        (POST + b"Content-Length: 1000\r\n\r\n", b"a", b"408"),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n", b"408"),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n1", b";", b"408"),
        # Nobody reads this body, and the answer has been given.
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n", b"a", b"200"),
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\n", b"a", b"200"),
    ],
)
def test_who_sends_drop_by_drop_is_given_up(address: tuple[str, int], first: bytes, drop: bytes, status: bytes) -> None:
    with closing(socket.create_connection(address, 10)) as line:
        assert dripped(line, drops(first, drop))[9:12] == status


def test_a_body_without_an_end_is_refused_when_it_is_too_large(address: tuple[str, int]) -> None:
    piece = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    with closing(socket.create_connection(address, 10)) as line:
        assert dripped(line, drops(POST + b"Transfer-Encoding: chunked\r\n\r\n", piece))[9:12] == b"413"


HEALTH = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize("rows", [4_000, 40_000])  # whole, and in pieces from a file
def test_who_does_not_take_an_answer_is_let_go(address: tuple[str, int], rows: int) -> None:
    """They would have all connections otherwise, for ever."""
    query = f"SELECT%20*%7B?a%20?b%20?c.?d%20?e%20?f%7DLIMIT%20{rows}"
    with ExitStack() as stack:
        for _ in range(CONNECTIONS):
            line = stack.enter_context(closing(socket.socket()))
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.connect(address)
            line.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert exchange(address, HEALTH).startswith(b"HTTP/1.1 503")
        until = time.monotonic() + 30
        while not exchange(address, HEALTH).startswith(b"HTTP/1.1 200"):
            assert time.monotonic() < until


def test_more_connections_than_there_may_be_are_told_to_come_back(address: tuple[str, int]) -> None:
    with ExitStack() as stack:
        lines = [stack.enter_context(closing(socket.create_connection(address, 10))) for _ in range(CONNECTIONS)]
        lines[-1].sendall(b"GET /sparql HTTP/1.1\r\nHost: x\r\n\r\n")
        assert lines[-1].recv(100).startswith(b"HTTP/1.1 503")
        # Those that say nothing are closed, and others have their turn.
        assert [line.recv(1) for line in lines[:-1]] == [b""] * (CONNECTIONS - 1)
        assert exchange(address, HEALTH).startswith(b"HTTP/1.1 200")


class Line(asyncio.Transport):
    """A line that keeps what is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.content = b""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.content += data

    def is_closing(self) -> bool:
        return False

    def pause_reading(self) -> None:
        """Whatever comes is taken."""

    def resume_reading(self) -> None:
        """See ``pause_reading``."""


class Memory:
    """Remembers all responses, and counts how often it is asked for one that it has."""

    def __init__(self) -> None:
        self.known: dict[bytes, Ready] = {}
        self.repeated = 0

    def again(self, request: bytes) -> Ready | None:
        self.repeated += request in self.known
        return self.known.get(request)

    def learn(self, request: bytes, response: Ready) -> None:
        self.known[request] = response


async def parrot(scope: Scope, receive: Receive, send: Send) -> None:
    """Says what it was asked for."""
    assert scope[DELIVERY].deliver(Ready("1", b"", scope["raw_path"] + b"?" + scope["query_string"]))


def spoken(pieces: Iterable[bytes], memory: Memory, hasty: bool) -> bytes:
    """What a connection answers to bytes that come in these pieces; who is hasty waits for no answer."""

    async def speak() -> bytes:
        line, state = Line(), ServerState()
        connection = BoundedConnection(uvicorn.Config(parrot), state, {}, replies=memory)
        connection.connection_made(line)
        for piece in pieces:
            connection.data_received(piece)
            while state.tasks and not hasty:
                await asyncio.sleep(0)
        while state.tasks:
            await asyncio.sleep(0)
        connection.connection_lost(OSError())
        connection._unset_keepalive_if_required()
        return line.content

    return asyncio.run(speak())


TARGET = st.sampled_from(["/a", "/b", "/?c"])
HEADERS = st.sampled_from(["", "A: b\r\n", "A: GET / HTTP/1.1\r\n", "Content-Length: 0\r\n"])
REQUEST = st.builds("GET {} HTTP/1.1\r\nHost: x\r\n{}\r\n{}".format, TARGET, HEADERS, st.sampled_from(["", "\r\n"]))


@many(40)
@given(st.lists(REQUEST, min_size=1, max_size=6), st.lists(st.integers(0, 300), max_size=8), st.booleans())
def test_however_bytes_are_cut_into_pieces_the_answers_are_the_same(
    requests: list[str], cuts: list[int], hasty: bool
) -> None:
    content, memory = "".join(requests).encode(), Memory()
    asked = [request.split()[1].partition("?")[::2] for request in requests]
    expected = "".join(f"HTTP/1.1 200 OK\r\n\r\n{path}?{query}" for path, query in asked).encode()
    edges = [0, *sorted(cut for cut in cuts if cut < len(content)), len(content)]
    in_pieces = [content[first:last] for first, last in itertools.pairwise(edges) if first < last]
    one_by_one = [request.encode() for request in requests]
    for pieces in (one_by_one, in_pieces, [content], in_pieces):
        assert spoken(pieces, memory, hasty) == expected
    assert spoken(one_by_one, memory, hasty=False) == expected
    assert memory.repeated or hasty


BYTES = st.one_of(
    st.sampled_from(
        [
            *(
                b"GET / HTTP/1.1\r\n",
                b"POST /sparql HTTP/1.1\r\n",
                b"GET /sparql?query=ASK{} HTTP/1.1\r\n",
                b"GET ",
                b"\r\n",
            ),
            *(
                b"PUT /graph-store?default HTTP/1.1\r\n",
                b"OPTIONS * HTTP/1.1\r\n",
                b"CONNECT x:1 HTTP/1.1\r\n",
                b"\r\n\r\n",
            ),
            *(
                b"GET http://evil.example/page/x HTTP/1.1\r\n",
                b"GET //x HTTP/1.0\r\n",
                b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            ),
            *(
                b"Host: x\r\n",
                b"Host: \xff\r\n",
                b"Content-Length: 5\r\n",
                b"Content-Length: -1\r\n",
                b"A: b\r\n c\r\n",
            ),
            *(
                b"Content-Length: 99999999999999999999\r\n",
                b"Transfer-Encoding: chunked\r\n",
                b"0\r\n\r\n",
                b"5\r\nhello\r\n",
            ),
            *(
                b"Expect: 100-continue\r\n",
                b"Upgrade: websocket\r\nConnection: Upgrade\r\n",
                b"FFFFFFFFFFFFFFFF\r\n",
                b"\x00",
            ),
            *(
                b"Content-Type: application/sparql-query\r\n",
                b"Content-Type: multipart/form-data; boundary=b\r\n",
                b"--b",
            ),
            *(
                b"Accept: text/html\r\n",
                b"Accept-Encoding: br;q=x\r\n",
                b"If-None-Match: *\r\n",
                b"Range: bytes=5-1\r\n",
            ),
            *(
                b"Cookie: lang=\xff\r\n",
                b"%ff%00",
                b"/page/%ed%a0%80",
                b"/static/%2e%2e/",
                b": \r\n",
                b"query=ASK{}",
                b"\n\n",
            ),
        ]
    ),
    st.binary(max_size=20),
)


@pytest.mark.fuzz
@many(300)
@given(st.lists(BYTES, max_size=12).map(b"".join))
def test_any_bytes_are_answered_or_refused(fuzzed: tuple[str, int], data: bytes) -> None:
    answer = exchange(fuzzed, data, ended=True)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 ")
    assert b"HTTP/1.1 500" not in answer
    assert b"Traceback" not in answer


def test_after_all_that_the_server_answers(fuzzed: tuple[str, int]) -> None:
    request = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert exchange(fuzzed, request).startswith(b"HTTP/1.1 200")
