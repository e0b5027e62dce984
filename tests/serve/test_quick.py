from __future__ import annotations

import os
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from pyoxigraph import Quad
from starlette.testclient import TestClient

from kg.serve import Limits, create_app
from kg.serve.quick import QuickAnswers
from kg.serve.server import serve
from kg.store.builds import publish, write_all

MANY = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"


def aged(folder: Path) -> Path:
    """A workspace whose build is not so fresh that its age is still to be told."""
    os.utime(folder / "store" / "00000001", (1_700_000_000, 1_700_000_000))
    return folder


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, hostile_quads: list[Quad]) -> Path:
    """A workspace that no test changes."""
    folder = tmp_path_factory.mktemp("quick")
    write_all(folder, 1, hostile_quads)
    publish(folder, 1)
    return aged(folder)


@pytest.fixture(scope="module")
def served(shared: Path) -> Iterator[TestClient]:
    with TestClient(create_app(shared, limits=Limits(processes=1)), headers={"Accept-Encoding": ""}) as client:
        yield client


@pytest.fixture(scope="module")
def plain(shared: Path) -> Iterator[TestClient]:
    """The same without the short way."""
    app = create_app(shared, limits=Limits(processes=1))
    app.user_middleware = [item for item in app.user_middleware if str(item.cls) != str(QuickAnswers)]
    with TestClient(app, headers={"Accept-Encoding": ""}) as client:
        yield client


@pytest.mark.parametrize(
    "accept", ["*/*", "text/csv", "application/sparql-results+xml", "text/turtle", "text/html", "image/png"]
)
@pytest.mark.parametrize(
    "query",
    ["ASK {}", "SELECT * { ?s a kg:Unit }", "CONSTRUCT WHERE { ?s a ?c }", "SELECT", MANY, "ASK { BIND(NOW() AS ?x) }"],
)
def test_the_short_way_leads_to_the_same(served: TestClient, plain: TestClient, query: str, accept: str) -> None:
    for client in (served, plain):
        client.cookies.clear()
    responses = [c.get("/sparql", params={"query": query}, headers={"Accept": accept}) for c in (served, served, plain)]
    first, again, other = [(r.status_code, r.content, sorted(r.headers.items())) for r in responses]
    assert first == again == other


def test_a_result_that_can_be_compressed_is(served: TestClient) -> None:
    for encoding in ("gzip", "br"):
        response = served.get("/sparql", params={"query": MANY}, headers={"Accept-Encoding": encoding})
        assert response.headers["content-encoding"] == encoding
    assert "content-encoding" not in served.get("/sparql", params={"query": MANY}).headers


def test_a_large_result_comes_whole(served: TestClient) -> None:
    query = "SELECT ?a ?b { ?a ?x ?y . ?b ?p ?o }"
    triples = int(served.get("/sparql?format=csv&query=SELECT(COUNT(*)AS%20?n)%7B?s%20?p%20?o%7D").text.split()[1])
    response = served.get("/sparql", params={"query": query, "format": "csv"})
    assert len(response.text.splitlines()) == triples**2 + 1
    assert int(response.headers["content-length"]) == len(response.content) > 1_000_000


@pytest.fixture
def line(workspace: Path) -> Iterator[socket.socket]:
    """A connection to a server."""
    told: list[str] = []
    ready = threading.Event()

    def remember(address: str) -> None:
        told.append(address)
        ready.set()

    app = create_app(aged(workspace), limits=Limits(processes=1))
    threading.Thread(target=serve, args=(app, "127.0.0.1", 0, remember), daemon=True).start()
    assert ready.wait(10)
    host, port = told[0].removeprefix("http://").strip("/").split(":")
    with closing(socket.create_connection((host, int(port)), 20)) as connection:
        yield connection


def request(path: str, headers: str = "Accept: text/csv\r\n", method: str = "GET") -> bytes:
    return f"{method} {path} HTTP/1.1\r\nHost: x\r\n{headers}\r\n".encode()


def responses(line: socket.socket, number: int) -> list[tuple[list[bytes], bytes]]:
    """The next responses on a connection, each as the lines of its head, sorted and without the date, and its body."""
    file, found = line.makefile("rb"), []
    for _ in range(number):
        head = b"".join(iter(file.readline, b"\r\n"))
        length = re.search(rb"content-length: (\d+)", head)
        assert length is not None
        lines = sorted(line for line in head.splitlines() if not line.startswith(b"date: "))
        found.append((lines, file.read(int(length[1]))))
    return found


UNITS = "/sparql?query=" + quote("SELECT ?unit { ?unit a kg:Unit }")


def test_what_the_connection_remembers_is_what_the_application_says(line: socket.socket) -> None:
    told = []
    accept = "Accept: text/csv\r\n"
    # From the application, by the headers, by the bytes, and from the application again.
    for headers in (accept, accept, accept, f"{accept}Connection: keep-alive\r\n"):
        line.sendall(request(UNITS, headers))
        told += responses(line, 1)
    assert told == [told[0]] * 4
    assert any(line.startswith(b"etag: ") for line in told[0][0])
    line.sendall(request("/metrics"))
    assert b'simpul_requests_total{method="GET",place="sparql",status="200"} 4.0' in responses(line, 1)[0][1]


@pytest.mark.parametrize(
    ("other", "status"),
    [
        (request(UNITS, "Accept: application/json\r\n"), b"200"),
        (request("/sparql?query=ASK"), b"400"),
        (request(UNITS, "Accept: text/csv\r\nContent-Length: 5\r\n") + b"hello", b"200"),
        (request("/healthz"), b"200"),
        (request(UNITS, "Accept: image/png\r\n"), b"406"),
    ],
)
def test_responses_come_in_the_order_of_their_requests(line: socket.socket, other: bytes, status: bytes) -> None:
    line.sendall(request(UNITS))
    (first,) = responses(line, 1)
    line.sendall(request(UNITS) + other + request(UNITS) + request(UNITS))
    before, between, *after = responses(line, 4)
    assert before == first
    assert between[0][0][9:12] == status
    assert after == [first, first]


def test_a_new_build_is_not_answered_from_memory(line: socket.socket, workspace: Path) -> None:
    for _ in range(3):
        line.sendall(request(UNITS))
        assert b"/unit/" in responses(line, 1)[0][1]
    write_all(workspace, 2, [])
    publish(workspace, 2)
    line.sendall(request(UNITS))
    assert responses(line, 1)[0][1] == b"unit\r\n"
