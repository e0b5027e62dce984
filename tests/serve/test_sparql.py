from __future__ import annotations

import json

import pytest
from httpx2 import Response
from rdflib import Graph, URIRef
from starlette.testclient import TestClient

from kg.settings import Settings

BASE = Settings().base_iri
ROWS = "SELECT ?name WHERE { ?p a kg:Person ; rdfs:label ?name } ORDER BY ?name LIMIT 2"
TRIPLES = f"CONSTRUCT WHERE {{ <{BASE}person/bluri-wijaksono> ?p ?o }}"
UPDATE = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"


def ask(client: TestClient, query: str, accept: str = "*/*", **fields: str) -> Response:
    return client.get("/sparql", params={"query": query, **fields}, headers={"Accept": accept})


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/html;q=0.5, text/csv", "text/csv; charset=utf-8"),
        ("text/csv;q=0.1, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/turtle", "application/sparql-results+json"),
    ],
)
def test_rows_come_in_the_syntax_asked_for(client: TestClient, accept: str, media_type: str) -> None:
    response = ask(client, ROWS, accept)
    assert (response.status_code, response.headers["content-type"]) == (200, media_type)
    assert response.content


@pytest.mark.parametrize(
    ("accept", "media_type", "syntax"),
    [
        ("*/*", "text/turtle; charset=utf-8", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("text/csv", "text/turtle; charset=utf-8", "turtle"),
    ],
)
def test_triples_come_in_the_syntax_asked_for(client: TestClient, accept: str, media_type: str, syntax: str) -> None:
    response = ask(client, TRIPLES, accept)
    assert (response.status_code, response.headers["content-type"]) == (200, media_type)
    assert len(Graph().parse(data=response.text, format=syntax)) > 2


def test_yes_and_no(client: TestClient) -> None:
    assert ask(client, "ASK { ?p a kg:Person }").json()["boolean"] is True
    assert ask(client, "ASK { ?p a kg:Dragon }").json()["boolean"] is False


def test_a_format_can_be_named_in_the_address(client: TestClient) -> None:
    assert ask(client, ROWS, "text/html", format="csv").text.startswith("name\r\n")
    assert ask(client, ROWS, format="docx").status_code == 400


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        ("query=ASK%20%7B%7D", "application/x-www-form-urlencoded"),
        ("query=ASK%20%7B%7D", "application/x-www-form-urlencoded; charset=UTF-8"),
        ("ASK {}", "application/sparql-query"),
    ],
)
def test_queries_by_post(client: TestClient, content: str, media_type: str) -> None:
    response = client.post("/sparql", content=content, headers={"Content-Type": media_type})
    assert response.json()["boolean"] is True


@pytest.mark.parametrize("place", ["get", "form", "direct"])
def test_the_dataset_can_be_named(client: TestClient, place: str) -> None:
    query = """SELECT (COUNT(DISTINCT ?g) AS ?n) (COUNT(?a) AS ?m) {
      { GRAPH ?g { ?x a kg:Article } } UNION { ?a a kg:Article } }"""
    graphs = {"default-graph-uri": f"{BASE}article/dev-01", "named-graph-uri": f"{BASE}article/dev-02"}
    if place == "get":
        response = ask(client, query, **graphs)
    elif place == "form":
        response = client.post("/sparql", data={"query": query, **graphs})
    else:
        headers = {"Content-Type": "application/sparql-query"}
        response = client.post("/sparql", params=graphs, content=query, headers=headers)
    row = response.json()["results"]["bindings"][0]
    assert (row["n"]["value"], row["m"]["value"]) == ("1", "1")


@pytest.mark.parametrize(
    ("method", "fields", "status", "reason"),
    [
        ("get", {"x": "1"}, 400, "query is missing"),
        ("get", {"query": "SELECT ?x"}, 400, "malformed"),
        ("get", {"query": "ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}, 400, "SERVICE"),
        ("get", {"query": "ASK {" + "{" * 70 + "}" * 71}, 400, "nested"),
        ("get", {"query": "ASK {}", "default-graph-uri": "not an iri"}, 400, "IRI"),
        ("get", {"update": UPDATE}, 403, "no updates"),
        ("get", {"query": UPDATE}, 400, "is an update"),
        ("post", {"update": UPDATE}, 403, "no updates"),
        ("post", {"query": "x" * 300_000}, 413, "too large"),
        ("post", {str(n): "" for n in range(200)}, 400, "100 fields"),
    ],
)
def test_what_cannot_be_answered_says_why(
    client: TestClient, method: str, fields: dict[str, str], status: int, reason: str
) -> None:
    response = client.get("/sparql", params=fields) if method == "get" else client.post("/sparql", data=fields)
    assert response.status_code == status
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert reason in response.text


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"query=ASK%20%7B%7D", "text/plain", 415),
        (b"ASK {}", "", 415),
        (UPDATE.encode(), "application/sparql-update", 403),
        ("ASK { ?é ?p ?o }".encode("utf-16"), "application/sparql-query", 400),
        (b"query=ASK%20%7B%22%FF%22%7D", "application/x-www-form-urlencoded", 400),
        (b"query=ASK%7B%7D&query=ASK%7B%7D", "application/x-www-form-urlencoded", 400),
    ],
)
def test_bad_bodies_are_refused(client: TestClient, content: bytes, media_type: str, status: int) -> None:
    headers = {"Content-Type": media_type} if media_type else {}
    assert client.post("/sparql", content=content, headers=headers).status_code == status


def test_no_syntax_in_common(client: TestClient) -> None:
    assert ask(client, ROWS, "image/png").status_code == 406


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    assert client.request(method, "/sparql").status_code == 405


def test_head_has_headers_and_no_body(client: TestClient) -> None:
    response = client.head("/sparql", params={"query": ROWS})
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-type"] == "application/sparql-results+json"


def test_pages_elsewhere_may_ask(client: TestClient) -> None:
    response = client.options("/sparql", headers={"Origin": "https://example.org"})
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "*"
    assert "POST" in response.headers["access-control-allow-methods"]
    assert ask(client, ROWS).headers["access-control-allow-origin"] == "*"


def test_iris_may_be_relative_to_the_graph(client: TestClient) -> None:
    query = "SELECT ?name { <person/bluri-wijaksono> rdfs:label ?name }"
    assert ask(client, query, "text/csv").text.splitlines() == ["name", "Bluri Wijaksono"]
    assert "<td><bdi>Bluri Wijaksono" in ask(client, query, "text/html").text


@pytest.mark.parametrize(("accept", "syntax"), [("*/*", "turtle"), ("application/rdf+xml", "xml")])
def test_without_a_query_the_service_describes_itself(client: TestClient, accept: str, syntax: str) -> None:
    response = client.get("/sparql", headers={"Accept": accept})
    graph = Graph().parse(data=response.text, format=syntax)
    sd = "http://www.w3.org/ns/sparql-service-description#"
    service = graph.value(predicate=URIRef(f"{sd}endpoint"), object=URIRef("http://testserver/sparql"))
    assert (service, None, URIRef(f"{sd}Service")) in graph
    assert len(list(graph.objects(service, URIRef(f"{sd}resultFormat")))) == 8


def test_a_browser_gets_a_page_with_a_table_of_links(client: TestClient) -> None:
    query = "SELECT ?p ?name WHERE { ?p a kg:Person ; rdfs:label ?name } ORDER BY ?name LIMIT 3"
    page = ask(client, query, "text/html").text
    assert page.count("<tr>") == 4
    assert 'href="/page/person/' in page
    assert 'href="/sparql?query=SELECT' in page


def test_the_page_shows_yes_triples_nothing_and_errors(client: TestClient) -> None:
    assert ">Yes<" in ask(client, "ASK {}", "text/html", lang="en").text
    assert "rdfs:label" in ask(client, TRIPLES, "text/html").text
    assert "Tidak ada baris" in ask(client, "SELECT ?p { ?p a kg:Dragon }", "text/html", lang="id").text
    broken = ask(client, "SELECT <b>", "text/html")
    assert broken.status_code == 400
    assert "SELECT &lt;b&gt;" in broken.text


def test_a_long_result_says_how_much_of_it_is_shown(client: TestClient) -> None:
    query = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 700"
    page = ask(client, query, "text/html", lang="en").text
    assert "The first 500 of 700 rows are shown" in page
    assert len(ask(client, query).json()["results"]["bindings"]) == 700


def test_values_from_articles_stay_text(client: TestClient) -> None:
    query = 'SELECT ?a ?b { VALUES (?a ?b) { ("<img src=x>" <javascript:alert>) } }'
    page = ask(client, query, "text/html").text
    assert "<img src=x>" not in page
    assert 'href="javascript:' not in page
    assert json.loads(ask(client, query).content)["results"]["bindings"][0]["a"]["value"] == "<img src=x>"
