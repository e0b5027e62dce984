from __future__ import annotations

import pytest
from httpx2 import Response
from rdflib import Graph
from starlette.testclient import TestClient

TURTLE = {"Content-Type": "text/turtle"}
ONE = "<urn:a> <urn:b> 1 ."
BASE = "https://w3id.org/simpul/id/"


def put(client: TestClient, content: str = ONE, where: str = "?graph=urn:g", kind: str = "text/turtle") -> Response:
    return client.put(f"/graph-store{where}", content=content, headers={"Content-Type": kind})


@pytest.mark.parametrize("where", ["?graph=urn:g", "?default", "/some/where.ttl"])
def test_a_graph_comes_back_as_it_was_put(writer: TestClient, where: str) -> None:
    assert put(writer, "<urn:a> <urn:b> [ <urn:c> 'x'@id ] .", where).status_code == (
        204 if where == "?default" else 201
    )
    assert put(writer, ONE, where).status_code == 204
    for accept, syntax in (
        ("text/turtle", "turtle"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ):
        got = writer.get(f"/graph-store{where}", headers={"Accept": accept})
        assert (got.status_code, got.headers["content-type"].split(";")[0]) == (200, accept)
        assert len(Graph().parse(data=got.text, format=syntax)) == 1
    head = writer.head(f"/graph-store{where}", headers={"Accept": "text/turtle"})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == "text/turtle; charset=utf-8"


def test_one_graph_has_nothing_of_the_others(writer: TestClient) -> None:
    put(writer, ONE, "?graph=urn:g")
    put(writer, "<urn:x> <urn:y> 2 .", "?graph=urn:h")
    put(writer, "<urn:z> <urn:y> 3 .", "?default")
    lines = {"Accept": "application/n-triples"}
    for where, subject in (("graph=urn:g", "<urn:a>"), ("graph=urn:h", "<urn:x>"), ("default", "<urn:z>")):
        (line,) = writer.get(f"/graph-store?{where}", headers=lines).text.splitlines()
        assert line.startswith(subject)


def test_post_adds_and_makes(writer: TestClient) -> None:
    put(writer)
    assert writer.post("/graph-store?graph=urn:g", content="<urn:a> <urn:b> 2 .", headers=TURTLE).status_code == 204
    assert len(Graph().parse(data=writer.get("/graph-store?graph=urn:g").text)) == 2
    made = writer.post("/graph-store", content="<> <urn:b> 2 .", headers=TURTLE)
    assert made.status_code == 201
    location = made.headers["location"]
    assert f"<{location}>" in writer.get(location, headers={"Accept": "application/n-triples"}).text


def test_the_files_of_a_form_are_added(writer: TestClient) -> None:
    files = [
        ("one", ("one.ttl", ONE, "text/turtle; charset=utf-8")),
        ("two", ("two.nt", "<urn:a> <urn:b> <urn:c> .", "application/n-triples")),
    ]
    assert writer.post("/graph-store?graph=urn:g", files=files).status_code == 201
    assert len(Graph().parse(data=writer.get("/graph-store?graph=urn:g").text)) == 2
    assert writer.post("/graph-store?graph=urn:g", files=[("x", ("x", "x", "image/png"))]).status_code == 415
    broken = {"Content-Type": "multipart/form-data; boundary=x"}
    assert writer.post("/graph-store?graph=urn:g", content="rubbish", headers=broken).status_code == 400


def test_a_graph_is_deleted_once(writer: TestClient) -> None:
    put(writer)
    assert writer.delete("/graph-store?graph=urn:g").status_code == 204
    assert writer.delete("/graph-store?graph=urn:g").status_code == 404
    for method in ("GET", "HEAD"):
        assert writer.request(method, "/graph-store?graph=urn:g").status_code == 404


@pytest.mark.parametrize(
    ("where", "content", "kind", "status"),
    [
        ("?graph=urn:g", "<urn:a> <urn:b>", "text/turtle", 400),
        ("?graph=urn:g", ONE, "", 415),
        ("?graph=urn:g", ONE, "image/png", 415),
        ("?graph=no-iri", ONE, "text/turtle", 400),
        ("?graph=urn:g&default", ONE, "text/turtle", 400),
        ("?graph=urn:g&graph=urn:h", ONE, "text/turtle", 400),
        ("", ONE, "text/turtle", 400),
        ("?graph=urn:g", "<urn:a> <urn:b> 1 <urn:g> .", "application/n-quads", 400),
        (f"?graph={BASE}article/a", ONE, "text/turtle", 409),
        (f"?graph={BASE}graph/reference", ONE, "text/turtle", 409),
        ("?graph=urn:%FF", ONE, "text/turtle", 400),
    ],
)
def test_what_is_refused(writer: TestClient, where: str, content: str, kind: str, status: int) -> None:
    assert put(writer, content, where, kind).status_code == status


def test_a_graph_must_be_named_and_a_syntax_shared(writer: TestClient) -> None:
    assert writer.get("/graph-store").status_code == 400
    assert writer.delete("/graph-store").status_code == 400
    assert writer.get("/graph-store?default", headers={"Accept": "image/png"}).status_code == 406
    assert writer.patch("/graph-store?default").status_code == 405


def test_graphs_that_are_derived_can_be_read(client: TestClient) -> None:
    response = client.get("/graph-store", params={"graph": f"{BASE}article/dev-01"})
    assert response.status_code == 200
    assert len(Graph().parse(data=response.text)) > 10


def test_nobody_overwrites_what_another_has_written_meanwhile(writer: TestClient) -> None:
    put(writer)
    read = writer.get("/graph-store?graph=urn:g", headers={"Accept": "application/n-triples"})
    tag = read.headers["etag"]
    put(writer, "<urn:x> <urn:y> 2 .", "?graph=urn:other")
    assert writer.get("/graph-store?graph=urn:g", headers={"Accept": "text/turtle", "If-None-Match": tag}).is_success
    same = {"Accept": "application/n-triples", "If-None-Match": tag}
    assert writer.get("/graph-store?graph=urn:g", headers=same).status_code == 304
    first = writer.put("/graph-store?graph=urn:g", content="<urn:a> <urn:b> 2 .", headers={**TURTLE, "If-Match": tag})
    assert first.status_code == 204
    for method in ("PUT", "POST", "DELETE"):
        late = writer.request(method, "/graph-store?graph=urn:g", content=ONE, headers={**TURTLE, "If-Match": tag})
        assert (late.status_code, "changed since" in late.text) == (412, True)
    put(writer)
    again = writer.delete("/graph-store?graph=urn:g", headers={"If-Match": f'"other", {tag}'})
    assert again.status_code == 204


@pytest.mark.parametrize(
    ("headers", "where", "status"),
    [
        ({"If-Match": "*"}, "?graph=urn:g", 204),
        ({"If-Match": "*"}, "?graph=urn:new", 412),
        ({"If-Match": "*"}, "?default", 204),
        ({"If-Match": 'W/"weak"'}, "?graph=urn:g", 412),
        ({"If-Match": "no tag"}, "?graph=urn:g", 412),
        ({"If-None-Match": "*"}, "?graph=urn:new", 201),
        ({"If-None-Match": "*"}, "?graph=urn:g", 412),
    ],
)
def test_a_graph_is_written_on_condition(writer: TestClient, headers: dict[str, str], where: str, status: int) -> None:
    put(writer)
    written = writer.put(f"/graph-store{where}", content="<urn:a> <urn:b> 2 .", headers={**TURTLE, **headers})
    assert written.status_code == status
    kept = writer.get("/graph-store?graph=urn:g", headers={"Accept": "application/n-triples"}).text
    assert ('"2"' in kept) == (status == 204 and where == "?graph=urn:g")
