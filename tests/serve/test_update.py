from __future__ import annotations

from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from kg.serve import Limits, create_app
from kg.settings import Settings
from kg.writing import own_default

UPDATE = "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
DATA = "INSERT DATA { GRAPH <urn:one> { <urn:a> <urn:p> 1 } GRAPH <urn:two> { <urn:b> <urn:p> 2 } <urn:c> <urn:p> 3 }"


def send(client: TestClient, text: str, **parameters: str) -> Response:
    return client.post("/update", content=text, params=parameters, headers={"Content-Type": UPDATE})


def subjects(client: TestClient, pattern: str = "{ ?s <urn:p> ?o }", **parameters: str) -> list[str]:
    query = f"SELECT DISTINCT ?s {pattern} ORDER BY ?s"
    return client.get("/sparql", params={"query": query, "format": "csv", **parameters}).text.split()[1:]


@pytest.mark.parametrize("kind", [UPDATE, FORM])
def test_what_is_written_is_asked_for_at_once(writer: TestClient, kind: str) -> None:
    sent = {"content": DATA} if kind == UPDATE else {"data": {"update": DATA}}
    response = writer.post("/update", headers={"Content-Type": kind}, **sent)
    assert (response.status_code, response.content) == (204, b"")
    assert subjects(writer) == ["urn:a", "urn:b", "urn:c"]


def test_a_graph_that_is_named_hides_the_others(writer: TestClient) -> None:
    """The negative side of the dataset, which the W3C suite leaves out."""
    send(writer, DATA)
    own = own_default(Settings()).value
    inside = "{ GRAPH ?g { ?s <urn:p> ?o } }"
    assert subjects(writer, **{"default-graph-uri": "urn:one"}) == ["urn:a"]
    assert subjects(writer, **{"default-graph-uri": own}) == ["urn:c"]
    assert subjects(writer, inside, **{"default-graph-uri": "urn:one"}) == []
    assert subjects(writer, inside, **{"named-graph-uri": "urn:two"}) == ["urn:b"]
    assert subjects(writer, **{"named-graph-uri": "urn:two"}) == []
    assert subjects(writer, **{"default-graph-uri": "urn:none"}) == []
    assert subjects(writer, "FROM <urn:two> { ?s <urn:p> ?o }", **{"default-graph-uri": "urn:one"}) == ["urn:a"]
    assert subjects(writer, "FROM <urn:two> { ?s <urn:p> ?o }") == ["urn:b"]
    assert subjects(writer, inside) == ["urn:a", "urn:b", "urn:c"]


@pytest.mark.parametrize(
    ("parameter", "pattern", "expected"),
    [
        ("using-graph-uri", "?s <urn:p> ?o", ["urn:a"]),
        ("using-graph-uri", "GRAPH ?g { ?s <urn:p> ?o }", []),
        ("using-named-graph-uri", "GRAPH ?g { ?s <urn:p> ?o }", ["urn:a"]),
        ("using-named-graph-uri", "?s <urn:p> ?o", []),
    ],
)
def test_an_update_sees_only_the_graphs_it_names(
    writer: TestClient, parameter: str, pattern: str, expected: list[str]
) -> None:
    send(writer, DATA)
    text = f"INSERT {{ GRAPH <urn:out> {{ ?s <urn:seen> 1 }} }} WHERE {{ {pattern} }}"
    assert send(writer, text, **{parameter: "urn:one"}).status_code == 204
    assert subjects(writer, "{ ?s <urn:seen> 1 }") == expected


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("INSERT", 400, "malformed"),
        ("DROP GRAPH <urn:none>", 400, "no graph"),
        ("INSERT DATA { GRAPH <article/a> { <urn:a> <urn:p> 1 } }", 409, "derived from articles"),
        ("LOAD <http://127.0.0.1/>", 400, "LOAD is not allowed"),
    ],
)
def test_what_cannot_be_written_says_why(writer: TestClient, text: str, status: int, reason: str) -> None:
    response = send(writer, text)
    assert response.status_code == status
    assert reason in response.text


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (DATA, "text/plain", 415),
        (DATA, "", 415),
        (b"INSERT DATA { <urn:a> <urn:b> '\xff' }", UPDATE, 400),
        ("update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM, 400),
        ("x=1", FORM, 400),
    ],
)
def test_bad_bodies_are_refused(writer: TestClient, content: str | bytes, kind: str, status: int) -> None:
    assert writer.post("/update", content=content, headers={"Content-Type": kind}).status_code == status


def test_an_update_in_an_address_is_not_run(writer: TestClient) -> None:
    send(writer, DATA)
    assert writer.get("/update", params={"update": "CLEAR ALL"}).status_code == 405
    response = writer.post("/update", params={"update": "CLEAR ALL"}, headers={"Content-Type": FORM})
    assert response.status_code == 400
    assert len(subjects(writer)) == 3


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer wrong", "Basic a-token-for-the-tests", "Bearer a-token-for-the-test"]
)
def test_without_the_token_nothing_is_written(writer: TestClient, given: str) -> None:
    for method, path in (
        ("POST", "/update"),
        ("PUT", "/graph-store?default"),
        ("DELETE", "/graph-store?graph=urn:one"),
    ):
        response = writer.request(
            method, path, headers={"Authorization": given, "Content-Type": UPDATE}, content="CLEAR ALL"
        )
        assert response.status_code == 401
        assert response.headers["www-authenticate"].startswith("Bearer")


def test_a_server_without_tokens_takes_no_writes(workspace: Path) -> None:
    with TestClient(create_app(workspace, limits=Limits(processes=1)), headers={"Authorization": "Bearer "}) as client:
        assert send(client, DATA).status_code == 403
        assert client.put("/graph-store?default", content="").status_code == 403


def test_an_update_past_the_time_limit_is_stopped_and_leaves_no_trace(tmp_path: Path, writer: TestClient) -> None:
    send(writer, "INSERT DATA { " + " ".join(f"<urn:s{n}> <urn:p> {n} ." for n in range(200)) + " }")
    app = create_app(tmp_path, limits=Limits(seconds=1, processes=1), tokens=["another-token-here"])
    endless = "INSERT { ?a <urn:q> ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with TestClient(app, headers={"Authorization": "Bearer another-token-here"}) as client:
        response = send(client, endless)
        assert (response.status_code, "stopped after 1" in response.text) == (503, True)
        assert len(subjects(client)) == 200
        assert send(client, "INSERT DATA { <urn:t> <urn:p> 1 }").status_code == 204
        assert len(subjects(client)) == 201


def test_other_sites_may_ask_how_to_write(writer: TestClient) -> None:
    for path in ("/update", "/graph-store"):
        response = writer.options(path)
        assert response.status_code == 204
        assert "Authorization" in response.headers["access-control-allow-headers"]


def test_the_service_says_where_updates_are_taken(writer: TestClient, client: TestClient) -> None:
    assert "SPARQL11Update" in writer.get("/sparql").text
    assert "<http://testserver/update>" in writer.get("/sparql").text
    assert "SPARQL11Update" not in client.get("/sparql").text
