from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import NotFoundError, QueryError
from kg.store import EmbeddedStore
from kg.views.graph_data import graph_data
from kg.views.graph_model import GraphEvidence, GraphNode

ID = "https://w3id.org/simpul/id/"
KG = "https://w3id.org/simpul/ns#"
PREFIXES = f"""
@prefix kg: <{KG}> . @prefix id: <{ID}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix schema: <https://schema.org/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix org: <http://www.w3.org/ns/org#> .
"""
ARTICLES = """
<urn:a1> {
  <urn:a1> a kg:Article ; rdfs:label "Kunjungan" ; schema:headline "Kunjungan" ; schema:publisher "Satria Warta" ;
    schema:datePublished "2025-10-30"^^xsd:date ; schema:url "https://satriawarta.example/1" ;
    schema:mentions <urn:bluri>, <urn:bapas>, <urn:rutan>, <urn:visit>, <urn:alone> .
  <urn:bluri> a kg:Person ; rdfs:label "Bluri Wijaksono" ; skos:altLabel "Bluri" ; kg:holds <urn:post> .
  <urn:post> a kg:Post ; rdfs:label "Kepala Bapas Purwokerto" ; kg:title "Kepala" ; org:postIn <urn:bapas> .
  <urn:visit> a kg:Event ; rdfs:label "Kunjungan Bapas" ; kg:kind <urn:kind> ; kg:date "2025-10-29"^^xsd:date ;
    kg:performedBy <urn:bapas> ; kg:hostedBy <urn:rutan> .
  <urn:bapas> a kg:Unit . <urn:rutan> a kg:Unit ; rdfs:label "Rutan Banjarnegara" .
  <urn:alone> a kg:Place ; rdfs:label "Kedungrandu" .
  <urn:c1> a kg:Claim ; rdf:subject <urn:bluri> ; rdf:predicate kg:holds ; rdf:object <urn:post> ;
    kg:certainty "asserted" ; prov:wasDerivedFrom <urn:a1> ; oa:hasTarget <urn:a1#c1> .
  <urn:a1#c1> oa:hasSource <urn:a1> ;
    oa:hasSelector [ oa:start 40 ; oa:end 70 ; oa:exact "Kepala Bapas Purwokerto, Bluri" ] .
  <urn:c2> a kg:Claim ; rdf:subject <urn:visit> ; rdf:predicate kg:performedBy ; rdf:object <urn:bapas> ;
    kg:certainty "planned" ; prov:wasDerivedFrom <urn:a1> ; oa:hasTarget <urn:a1#c2>, <urn:a1#c3> .
  <urn:a1#c2> oa:hasSource <urn:a1> ;
    oa:hasSelector [ oa:start 9 ; oa:end 20 ; oa:exact "akan datang" ] .
  <urn:a1#c3> oa:hasSource <urn:a1> ; oa:hasSelector [ oa:start 2 ; oa:end 8 ; oa:exact "datang" ] .
  <urn:m> kg:refersTo <urn:alone> ; oa:hasSource <urn:a1> ;
    oa:hasSelector [ oa:start 99 ; oa:end 110 ; oa:exact "Kedungrandu" ] .
  <urn:q> a kg:Quotation ; kg:speaker <urn:bluri> ; schema:text "Kami datang," ; prov:wasDerivedFrom <urn:a1> ;
    oa:hasTarget [ oa:hasSelector [ oa:start 5 ; oa:exact "Kami datang," ] ] .
}
<urn:a2> {
  <urn:a2> a kg:Article ; schema:headline "Panen" ; schema:mentions <urn:rutan>, <urn:garden> .
  <urn:garden> a kg:Place ; rdfs:label "Kebun" .
  <urn:harvest> a kg:Event ; rdfs:label "Panen" ; kg:heldAt <urn:garden> ;
    kg:performedBy <urn:rutan> ; schema:startDate "2025-11-01"^^xsd:date ; schema:endDate "2025-11-02"^^xsd:date .
}
id:graph\\/reference {
  <urn:bapas> a kg:Unit ; rdfs:label "Bapas Purwokerto" ; kg:locatedIn <urn:province> .
  <urn:other> a kg:Unit ; rdfs:label "Lapas lain" ; kg:locatedIn <urn:province> .
  <urn:province> a kg:Place ; rdfs:label "Jawa Tengah" .
  kg:performedBy rdfs:label "dilaksanakan oleh"@id, "performed by"@en .
  <urn:kind> skos:prefLabel "kunjungan"@id, "visit"@en .
}
"""


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return EmbeddedStore.of(ox.parse(PREFIXES + ARTICLES, ox.RdfFormat.TRIG))


def test_one_step_around_an_entity(store: EmbeddedStore) -> None:
    data = graph_data(store, iris=["urn:bapas"])
    assert [node.iri for node in data.nodes] == ["urn:bapas", "urn:bluri", "urn:province", "urn:visit"]
    assert [node.iri for node in data.nodes if node.asked] == ["urn:bapas"]
    assert data.nodes_found == 4


def test_holding_a_post_is_an_edge_to_the_unit_named_after_the_post(store: EmbeddedStore) -> None:
    edges = {(edge.source, edge.target): edge for edge in graph_data(store, iris=["urn:bluri"]).edges}
    held = edges["urn:bluri", "urn:bapas"]
    assert (held.relation, held.note, held.evidence_total) == (f"{KG}holds", "Kepala", 1)
    assert held.evidence == (GraphEvidence("urn:a1", "Kepala Bapas Purwokerto, Bluri", "asserted"),)


def test_a_post_asked_for_stands_for_its_unit(store: EmbeddedStore) -> None:
    assert graph_data(store, iris=["urn:post"]) == graph_data(store, iris=["urn:bapas"])


def test_evidence_comes_in_the_order_of_the_text_with_its_article(store: EmbeddedStore) -> None:
    data = graph_data(store, iris=["urn:visit"])
    performed = next(edge for edge in data.edges if edge.relation == f"{KG}performedBy")
    assert [item.words for item in performed.evidence] == ["datang", "akan datang"]
    assert {item.certainty for item in performed.evidence} == {"planned"}
    article = data.articles["urn:a1"]
    assert (article.title, article.published, article.publisher) == ("Kunjungan", "2025-10-30", "Satria Warta")
    assert article.url == "https://satriawarta.example/1"


def test_more_steps_reach_further_but_not_through_reference_data(store: EmbeddedStore) -> None:
    def reached(steps: int) -> set[str]:
        return {node.iri for node in graph_data(store, iris=["urn:bapas"], steps=steps).nodes}

    assert reached(0) == {"urn:bapas"}
    assert reached(2) == reached(1) | {"urn:rutan"}
    assert reached(4) == reached(2) | {"urn:harvest", "urn:garden"}
    assert "urn:other" not in reached(6), "a province leads to all its units, which no article speaks of"


def test_everything_is_what_articles_speak_of(store: EmbeddedStore) -> None:
    data = graph_data(store)
    assert {node.iri for node in data.nodes} == {
        *("urn:bluri", "urn:bapas", "urn:rutan", "urn:visit", "urn:alone", "urn:garden", "urn:harvest")
    }
    assert len(data.edges) == 5


def test_a_node_tells_what_the_graph_knows_of_it(store: EmbeddedStore) -> None:
    nodes = {node.iri: node for node in graph_data(store).nodes}
    quoted = (GraphEvidence("urn:a1", "Kami datang,"),)
    assert nodes["urn:bluri"] == GraphNode(
        "urn:bluri", "Person", "Bluri Wijaksono", names=("Bluri",), mentions=1, quotations=quoted, quotations_total=1
    )
    assert (nodes["urn:visit"].kind, nodes["urn:visit"].date) == ("urn:kind", "2025-10-29")
    assert nodes["urn:harvest"].date == "2025-11-01/2025-11-02"
    assert nodes["urn:rutan"].mentions == 2
    assert [item.words for item in nodes["urn:alone"].evidence] == ["Kedungrandu"], "no edge proves it"
    assert nodes["urn:visit"].evidence == ()


def test_labels_of_relations_and_kinds_come_in_both_languages(store: EmbeddedStore) -> None:
    labels = graph_data(store).labels
    assert labels[f"{KG}performedBy"] == {"id": "dilaksanakan oleh", "en": "performed by"}
    assert labels["urn:kind"] == {"id": "kunjungan", "en": "visit"}


def test_a_limit_keeps_the_nearest_and_says_how_many_there_were(store: EmbeddedStore) -> None:
    data = graph_data(store, iris=["urn:bapas"], steps=4, limit=2)
    assert [node.iri for node in data.nodes] == ["urn:bapas", "urn:visit"]
    assert data.nodes_found == 7
    assert graph_data(store, limit=1).nodes_found == 7


def test_a_query_for_triples_draws_exactly_those(store: EmbeddedStore) -> None:
    construct = graph_data(store, query="CONSTRUCT WHERE { ?e kg:performedBy ?u }")
    select = graph_data(store, query="SELECT * WHERE { VALUES ?p { kg:performedBy } ?s ?p ?o }")
    assert construct == select
    assert {(edge.source, edge.target) for edge in select.edges} == {
        ("urn:visit", "urn:bapas"),
        ("urn:harvest", "urn:rutan"),
    }
    assert len(select.edges[1].evidence) == 2


def test_a_query_for_things_draws_what_is_between_them(store: EmbeddedStore) -> None:
    data = graph_data(store, query="SELECT ?person ?unit WHERE { ?person kg:holds/org:postIn ?unit }")
    assert [(edge.source, edge.target) for edge in data.edges] == [("urn:bluri", "urn:bapas")]


def test_a_query_may_bring_types_literals_and_strange_terms(store: EmbeddedStore) -> None:
    query = """CONSTRUCT { <urn:x> a kg:Person ; rdfs:label "X" ; <urn:knows> <urn:y> .
      _:b <urn:knows> <urn:y> } WHERE {}"""
    data = graph_data(store, query=query)
    assert [(node.iri, node.type, node.label) for node in data.nodes] == [
        ("urn:x", "Other", "urn:x"),
        ("urn:y", "Other", "urn:y"),
    ]
    assert [edge.relation for edge in data.edges] == ["urn:knows"]


def test_a_thing_without_a_name_is_called_by_its_iri() -> None:
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    quads = f'<urn:x/> <{KG}partOf> <urn:y/> <urn:a> .\n<urn:y/> {label} " " <urn:a> .'
    nodes = graph_data(EmbeddedStore.of(ox.parse(quads, ox.RdfFormat.N_QUADS))).nodes
    assert [node.label for node in nodes] == ["urn:x/", "urn:y/"]


@pytest.mark.parametrize(
    "query", ["ASK {}", "SELECT ?x WHERE { VALUES ?x { 1 } }", "SELECT * WHERE { <urn:none> ?p ?o }"]
)
def test_a_query_without_a_graph_is_an_error_that_says_so(store: EmbeddedStore, query: str) -> None:
    with pytest.raises(QueryError):
        graph_data(store, query=query)


def test_text_that_is_no_iri_is_not_found(store: EmbeddedStore) -> None:
    with pytest.raises(NotFoundError):
        graph_data(store, iris=["> } DROP ALL"])


def test_hundreds_of_things_are_asked_for_in_batches() -> None:
    lines = [f"<urn:e{n}> <{KG}performedBy> <urn:u{n % 7}> <urn:a> ." for n in range(700)]
    data = graph_data(EmbeddedStore.of(ox.parse("\n".join(lines), ox.RdfFormat.N_QUADS)), limit=1000)
    assert (len(data.nodes), len(data.edges)) == (707, 700)


def test_the_same_graph_gives_the_same_data(store: EmbeddedStore) -> None:
    assert graph_data(store, steps=3) == graph_data(store, steps=3)
