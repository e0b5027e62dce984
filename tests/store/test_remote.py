from __future__ import annotations

import httpx2
import pyoxigraph as ox
import pytest

from kg.errors import QueryError, RemoteStoreError
from kg.store.connection import Connection
from kg.store.remote import RemoteStore
from kg.store.service import Service
from tests.servers import Running

ROWS = "application/sparql-results+json"
WHOLE = '{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "1"}}]}}'


def answering(content: str, kind: str = ROWS, **headers: str) -> tuple[RemoteStore, list[dict[str, str]]]:
    """A store over a server that always says the same, and what it was asked."""
    asked: list[dict[str, str]] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        fields = dict(httpx2.QueryParams(request.content.decode()))
        if fields["query"].startswith("define"):
            return httpx2.Response(400)
        asked.append(fields)
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx2.Response(200, content=content.encode(), headers={"Content-Type": kind, **more})

    line = Connection(transport=httpx2.MockTransport(answer))
    return RemoteStore(Service("http://store.example/sparql"), connection=line), asked


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (WHOLE[:-20] + "The SPARQL operation has been cancelled", ROWS, "broke off"),
        (WHOLE[:-1], ROWS, "broke off"),
        ("<html>", "text/html", "answers with text/html"),
        ("", "", "answers with nothing"),
    ],
)
def test_half_an_answer_is_none(content: str, kind: str, said: str) -> None:
    store, _ = answering(content, kind)
    with pytest.raises(RemoteStoreError, match=f"http://store.example/sparql {said}"):
        store.select("SELECT ?n {}")


def test_triples_that_break_off_are_none() -> None:
    store, _ = answering("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn", "application/n-triples")
    with pytest.raises(RemoteStoreError, match="broke off"):
        store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    store, _ = answering("{}", "application/ld+json")
    with pytest.raises(RemoteStoreError, match="not with triples"):
        store.query("CONSTRUCT WHERE { ?s ?p ?o }")


def test_an_answer_that_was_cut_is_none() -> None:
    store, _ = answering(WHOLE, x_sparql_maxrows="10000")
    with pytest.raises(RemoteStoreError, match=r"cuts its answer after 10000 rows.*ResultSetMaxRows"):
        store.select("SELECT ?n {}")


@pytest.mark.parametrize(
    "text",
    [
        "define get:soft 'replace' SELECT ?n {}",
        "SELECT ?n { SERVICE <http://127.0.0.1/> {} }",
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "SELECT ?n { " + "{" * 100,
        "SELECT",
    ],
)
def test_nothing_but_a_sound_query_is_sent(text: str) -> None:
    store, asked = answering(WHOLE)
    with pytest.raises(QueryError):
        store.query(text)
    assert asked == []


def test_prefixes_and_base_are_sent_where_the_query_does_not_declare_them() -> None:
    store, asked = answering(WHOLE)
    store.select("SELECT ?n { <person/x> rdfs:label ?n }")
    sent = asked[0]["query"]
    assert sent.startswith("BASE <https://w3id.org/simpul/id/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> ")
    assert "PREFIX kg:" not in sent


def test_a_blank_node_cannot_be_asked_for() -> None:
    store, _ = answering(WHOLE)
    with pytest.raises(QueryError, match="blank node"):
        next(store.quads(ox.BlankNode("b")))
    with pytest.raises(QueryError, match="needs a SELECT"):
        answering('{"head": {}, "boolean": true}')[0].select("ASK {}")


def test_a_server_is_asked(oxigraph_server: Running) -> None:
    store = RemoteStore(oxigraph_server.service)
    assert not store.is_virtuoso
    assert [row["n"].value for row in store.select("SELECT (1 AS ?n) {}")] == ["1"]  # type: ignore[union-attr]
    store.close()
