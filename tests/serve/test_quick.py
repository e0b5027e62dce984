from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.serve import Limits, create_app
from kg.serve.quick import QuickAnswers

MANY = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"


@pytest.fixture
def served(workspace: Path) -> Iterator[TestClient]:
    with TestClient(create_app(workspace, limits=Limits(processes=1)), headers={"Accept-Encoding": ""}) as client:
        yield client


@pytest.fixture
def plain(workspace: Path) -> Iterator[TestClient]:
    """The same without the short way."""
    app = create_app(workspace, limits=Limits(processes=1))
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
