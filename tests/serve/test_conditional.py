from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from starlette.testclient import TestClient

from kg.serve import Limits, create_app
from kg.store.builds import publish, write_all

ASK = "/sparql?query=ASK%20%7B%7D"
PATHS = ["/", "/search?q=x", ASK, "/sparql", "/.well-known/void", "/context.jsonld", "/graph-store?default"]


@pytest.fixture
def served(workspace: Path) -> Iterator[TestClient]:
    with TestClient(create_app(workspace, limits=Limits(processes=1))) as client:
        yield client


@pytest.mark.parametrize("path", PATHS)
def test_what_a_client_has_is_not_sent_again(served: TestClient, path: str) -> None:
    first = served.get(path)
    assert first.status_code == 200
    again = served.get(path, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert served.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_another_build_is_another_version(served: TestClient, workspace: Path, path: str) -> None:
    tag = served.get(path).headers["etag"]
    write_all(workspace, 2, [Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal("x"), NamedNode("urn:g"))])
    publish(workspace, 2)
    assert served.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_each_syntax_and_language_is_a_version(served: TestClient) -> None:
    query = "/sparql?query=SELECT%20*%20%7B%7D"
    tags = {served.get(query, headers={"Accept": kind}).headers["etag"] for kind in ("text/csv", "application/json")}
    tags |= {served.get("/", headers={"Accept-Language": code}).headers["etag"] for code in ("id", "en")}
    assert len(tags) == 4


@pytest.mark.parametrize("function", ["NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()"])
def test_what_may_change_each_time_is_asked_each_time(served: TestClient, function: str) -> None:
    query = f"SELECT ?x {{ BIND({function} AS ?x) }}"
    responses = [served.get("/sparql", params={"query": query}) for _ in range(2)]
    assert all("etag" not in response.headers for response in responses)
    assert responses[0].text != responses[1].text


def test_what_is_not_there_or_went_wrong_has_no_version(served: TestClient) -> None:
    for path in ("/page/person/nobody", "/sparql?query=SELECT", "/healthz", "/metrics"):
        assert "etag" not in served.get(path).headers


@pytest.fixture
def aged(workspace: Path) -> Path:
    os.utime(workspace / "store" / "00000001", (1_700_000_000, 1_700_000_000))
    return workspace


def test_a_build_that_is_old_enough_has_a_day(aged: Path, served: TestClient) -> None:
    first = served.get(ASK)
    assert first.headers["last-modified"] == "Tue, 14 Nov 2023 22:13:20 GMT"
    for since, status in (("Tue, 14 Nov 2023 22:13:20 GMT", 304), ("Tue, 14 Nov 2023 22:13:19 GMT", 200), ("x", 200)):
        assert served.get(ASK, headers={"If-Modified-Since": since}).status_code == status
