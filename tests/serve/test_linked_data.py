from __future__ import annotations

import json

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS
from starlette.testclient import TestClient

from kg.settings import Settings

BASE = Settings().base_iri
BLURI = URIRef(f"{BASE}person/bluri-wijaksono")
OA = "http://www.w3.org/ns/oa#"


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        ("text/html", "/page/unit/bapas-purwokerto"),
        ("*/*", "/page/unit/bapas-purwokerto"),
        ("text/turtle", "/data/unit/bapas-purwokerto"),
        ("application/ld+json, text/html;q=0.5", "/data/unit/bapas-purwokerto"),
        ("image/png", "/page/unit/bapas-purwokerto"),
    ],
)
def test_an_iri_leads_to_page_or_data(client: TestClient, accept: str, target: str) -> None:
    response = client.get("/id/unit/bapas-purwokerto", headers={"Accept": accept})
    assert (response.status_code, response.headers["location"]) == (303, target)
    assert "Accept" in response.headers["vary"]


def test_a_redirect_stays_on_this_server(client: TestClient) -> None:
    for path in ("/id//evil.example/x", "/id/%2F%2Fevil.example"):
        location = client.get(path).headers["location"]
        assert location.startswith("/page/")


@pytest.mark.parametrize(
    ("path", "accept", "media_type", "syntax"),
    [
        ("", "text/turtle", "text/turtle; charset=utf-8", "turtle"),
        ("", "*/*", "text/turtle; charset=utf-8", "turtle"),
        (".ttl", "text/html", "text/turtle; charset=utf-8", "turtle"),
        (".nt", "", "application/n-triples", "nt"),
        (".jsonld", "", "application/ld+json", "json-ld"),
        ("", "application/rdf+xml", "application/rdf+xml", "xml"),
    ],
)
def test_data_about_a_person(client: TestClient, path: str, accept: str, media_type: str, syntax: str) -> None:
    response = client.get(f"/data/person/bluri-wijaksono{path}", headers={"Accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, media_type)
    graph = Graph().parse(data=response.text, format=syntax)
    assert str(graph.value(BLURI, RDFS.label)) == "Bluri Wijaksono"
    claims = set(graph.subjects(URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#subject"), BLURI))
    assert claims
    for claim in claims:  # every claim comes with the words it rests on
        target = graph.value(claim, URIRef(OA + "hasTarget"))
        assert graph.value(graph.value(target, URIRef(OA + "hasSelector")), URIRef(OA + "exact")) is not None


def test_data_of_an_article_is_its_whole_graph(client: TestClient) -> None:
    graph = Graph().parse(data=client.get("/data/article/dev-01.ttl").text, format="turtle")
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{BASE}article/dev-01> {{ ?s ?p ?o }} }}"
    rows = json.loads(client.get("/sparql", params={"query": query}).text)["results"]["bindings"]
    assert len(graph) == int(rows[0]["n"]["value"]) > 500


def test_data_of_a_claim_has_its_words(client: TestClient) -> None:
    page = client.get("/page/person/bluri-wijaksono").text
    name = page.split("/page/claim/")[1].split('"')[0]
    graph = Graph().parse(data=client.get(f"/data/claim/{name}.ttl").text, format="turtle")
    assert list(graph.objects(None, URIRef(OA + "exact")))


@pytest.mark.parametrize("path", ["person/nobody", "person/nobody.ttl", "person/a%20b", ""])
def test_nothing_known_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(f"/data/{path}").status_code == 404


def test_no_syntax_in_common(client: TestClient) -> None:
    response = client.get("/data/person/bluri-wijaksono", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.text
