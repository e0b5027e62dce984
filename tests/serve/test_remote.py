from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from pyoxigraph import Quad
from starlette.testclient import TestClient

from kg.serve import Limits, create_app
from kg.serve.remote import RemoteGraph
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.store.replica import Replica
from kg.store.service import Service
from tests.servers import Running

GONE = Service("http://127.0.0.1:1/query")
JSON = {"Accept": "application/sparql-results+json"}


@pytest.fixture(scope="module")
def remote(oxigraph_server: Running, hostile_quads: list[Quad]) -> Iterator[Service]:
    """A server elsewhere that holds the hostile article."""
    service = oxigraph_server.service
    replica = Replica(service)
    (graph,) = {quad.graph_name.value for quad in hostile_quads}  # type: ignore[union-attr]
    replica.replace(graph, [quad.triple for quad in hostile_quads])
    yield service
    replica.drop(graph)
    replica.close()


@pytest.fixture(scope="module")
def client(remote: Service) -> Iterator[TestClient]:
    with TestClient(create_app(remote, limits=Limits(processes=1, rows=1_000))) as client:
        yield client


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=kepala",
        "/page/article/hostile",
        "/data/article/hostile.nt",
        "/.well-known/void",
        "/sparql?example=01-office-holders",
    ],
)
def test_pages_are_those_of_the_graph_itself(client: TestClient, hostile_quads: list[Quad], path: str) -> None:
    html = {"Accept": "text/html, */*;q=0.1"}
    with TestClient(create_app(EmbeddedStore.of(hostile_quads))) as own:
        expected, found = own.get(path, headers=html), client.get(path, headers=html)
    assert (found.status_code, sorted(found.text.splitlines())) == (200, sorted(expected.text.splitlines()))


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
def test_queries_are_passed_on(client: TestClient, accept: str) -> None:
    found = client.post(
        "/sparql", data={"query": "SELECT (COUNT(*) AS ?n) { ?a a kg:Article }"}, headers={"Accept": accept}
    )
    assert found.headers["content-type"].startswith(accept)
    assert "1" in found.text
    assert "etag" not in found.headers  # nobody tells when the graph changes


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("SELECT", 400, "malformed"),
        ("SELECT * { SERVICE <http://127.0.0.1/> {} }", 400, "SERVICE is not allowed"),
        ("SELECT * { " + "{" * 100, 400, "nested"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", 400, "more than 1000 rows"),
        ("CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }", 400, "more than 1000 rows"),
    ],
)
def test_the_limits_hold(client: TestClient, query: str, status: int, said: str) -> None:
    found = client.get("/sparql", params={"query": query}, headers=JSON)
    assert (found.status_code, said in found.text) == (status, True)


def test_a_server_that_takes_too_long_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # which takes requests, and says nothing to them
        service = Service(f"http://127.0.0.1:{silent.getsockname()[1]}/query")
        with TestClient(create_app(service, limits=Limits(seconds=1, processes=1))) as client:
            found = client.get("/sparql", params={"query": "ASK {}"}, headers=JSON)
            assert (found.status_code, "stopped after 1 seconds" in found.text) == (503, True)
            assert client.get("/", headers=JSON).status_code == 503


def test_nothing_is_written_there(client: TestClient) -> None:
    assert client.post("/update", data={"update": "CLEAR ALL"}).status_code == 403


def test_a_server_that_gives_no_answer_is_said_to_be_out_of_reach() -> None:
    with TestClient(create_app(GONE, limits=Limits(processes=1))) as client:
        page = client.get("/", headers={"Accept": "text/html", "Accept-Language": "en"})
        assert (page.status_code, "Out of reach" in page.text) == (503, True)
        plain = client.get("/sparql", params={"query": "ASK {}"}, headers=JSON)
        assert (plain.status_code, plain.text) == (503, "the server that holds the graph gives no answer\n")
        assert plain.headers["retry-after"] == "10"
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200


def test_what_is_remembered_of_the_graph_is_forgotten_in_time() -> None:
    now = 1_000.0
    graph = RemoteGraph(GONE, Settings(), Limits(), clock=lambda: now)
    first = graph.current()
    now += 299
    assert graph.current() is first
    now += 2
    assert graph.current() is not first
    graph.close()
