from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from kg.analysis import network
from kg.store import EmbeddedStore

KG = "https://w3id.org/simpul/ns#"


def test_every_entity_that_an_article_mentions_is_a_node(demo_store: EmbeddedStore) -> None:
    graph = network(demo_store)
    mentioned = {
        row["x"]
        for row in demo_store.select(
            "SELECT DISTINCT ?x { ?a schema:mentions ?x . ?x a ?t VALUES ?t "
            "{ kg:Person kg:Unit kg:Event kg:Program kg:Place } }"
        )
    }
    assert {NamedNode(node) for node in graph} == mentioned
    assert list(graph) == sorted(graph)
    assert {data["type"] for _, data in graph.nodes(data=True)} == {"Person", "Unit", "Event", "Program", "Place"}


def test_a_post_is_an_edge_from_its_holder_to_its_unit(demo_store: EmbeddedStore) -> None:
    base = "https://w3id.org/simpul/id"
    graph = network(demo_store)
    edges = graph[f"{base}/person/bluri-wijaksono"][f"{base}/unit/bapas-purwokerto"]
    edge = edges["holds Kepala"]
    assert (edge["predicate"], edge["title"]) == ("holds", "Kepala")
    assert edge["articles"] > 1
    assert edge["evidence"] >= edge["articles"]
    assert 0 < edge["confidence"] <= 1


@pytest.mark.parametrize("certainty", ["planned", "negated", "alleged"])
def test_what_is_not_asserted_is_no_edge(demo_store: EmbeddedStore, certainty: str) -> None:
    quads = list(demo_store.quads())
    claim = next(q.subject for q in quads if q.predicate.value == f"{KG}certainty" and q.object == Literal("asserted"))
    rest = [q for q in quads if (q.subject, q.predicate.value) != (claim, f"{KG}certainty")]
    changed = next(q for q in quads if (q.subject, q.predicate.value) == (claim, f"{KG}certainty"))
    other = type(changed)(changed.subject, changed.predicate, Literal(certainty), changed.graph_name)
    before, after = network(demo_store), network(EmbeddedStore.of([*rest, other]))
    evidence = [sum(data["evidence"] for _, _, data in graph.edges(data=True)) for graph in (before, after)]
    assert evidence[1] < evidence[0]


def test_the_same_graph_gives_the_same_network(demo_store: EmbeddedStore) -> None:
    one, other = network(demo_store), network(demo_store)
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
