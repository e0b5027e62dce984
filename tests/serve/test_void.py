from __future__ import annotations

import json

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from starlette.testclient import TestClient

VOID = Namespace("http://rdfs.org/ns/void#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
BASE = "http://testserver"


def test_the_dataset_is_described_with_true_counts(client: TestClient) -> None:
    response = client.get("/.well-known/void")
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    graph = Graph().parse(data=response.text, format="turtle")
    data = URIRef(f"{BASE}/#dataset")
    assert {VOID.Dataset, DCAT.Dataset} <= set(graph.objects(data, RDF.type))
    assert graph.value(data, VOID.sparqlEndpoint) == URIRef(f"{BASE}/sparql")
    assert graph.value(data, VOID.triples) == asked(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    person = URIRef("https://w3id.org/simpul/ns#Person")
    (part,) = graph.subjects(VOID["class"], person)
    assert graph.value(part, VOID.entities) == asked(client, "SELECT (COUNT(*) AS ?n) { ?s a kg:Person }")
    assert len(list(graph.objects(data, VOID.propertyPartition))) == int(str(graph.value(data, VOID.properties)))


def asked(client: TestClient, query: str) -> Literal:
    return Literal(int(client.get("/sparql", params={"query": query, "format": "csv"}).text.split()[1]))


def test_the_context_makes_json_of_json_ld(client: TestClient) -> None:
    response = client.get("/context.jsonld")
    assert response.headers["content-type"] == "application/ld+json"
    context = response.json()["@context"]
    document = {"@context": context, "id": "urn:x", "type": "kg:Person", "label": "Bluri"}
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    assert (URIRef("urn:x"), RDF.type, URIRef("https://w3id.org/simpul/ns#Person")) in graph
    assert len(graph) == 2


@pytest.mark.parametrize("address", ["/data/{}.ttl", "/page/{}", "/page/{}.json", "/page/{}.csv"])
def test_a_thing_says_where_else_it_is_to_be_had(client: TestClient, address: str) -> None:
    response = client.get(address.format("unit/bapas-purwokerto"))
    link = response.headers["link"]
    assert '</page/unit/bapas-purwokerto>; rel="alternate"; type="text/html"' in link
    assert '</data/unit/bapas-purwokerto.jsonld>; rel="alternate"; type="application/ld+json"' in link
    assert 'rel="describedby"' in link
