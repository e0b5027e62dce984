"""The explorer's questions: neighbours by relation, a few at a time; drawings; the words behind an edge."""

from __future__ import annotations

from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.edges import Edge, EdgeFilter, edges_at
from kg.views.explorer import described, drawing, edge_evidence, neighbours

BASE = Settings().base_iri
BAPAS, BLURI = f"{BASE}unit/bapas-purwokerto", f"{BASE}person/bluri-wijaksono"
VISIT = f"{BASE}event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara"
PROVINCE = f"{BASE}place/jawa-tengah"


def test_neighbours_come_by_relation_and_from_every_relation_in_turn(demo_store: EmbeddedStore) -> None:
    found = neighbours(demo_store, BAPAS, Settings(), limit=4)
    keys = [group.key for group in found.groups]
    assert keys[:2] == ["holds-in", "performedBy-in"]
    assert found.others == tuple(dict.fromkeys(group.others[0] for group in found.groups))[:4]
    assert found.others[0] == BLURI
    assert found.total > 4


def test_pages_of_neighbours_hold_each_once(demo_store: EmbeddedStore) -> None:
    total = neighbours(demo_store, PROVINCE, Settings()).total
    pages = [neighbours(demo_store, PROVINCE, Settings(), offset=at, limit=20).others for at in range(0, total, 20)]
    others = [iri for page in pages for iri in page]
    assert len(others) == len(set(others)) == total > 40
    edges = edges_at(demo_store, [PROVINCE], Settings())
    assert set(others) == {edge.other(PROVINCE) for edge in edges}


def test_one_group_alone(demo_store: EmbeddedStore) -> None:
    found = neighbours(demo_store, BAPAS, Settings(), group="performedBy-in", limit=2)
    (group,) = [group for group in found.groups if group.key == "performedBy-in"]
    assert found.others == group.others[:2]
    assert found.total == group.total
    assert neighbours(demo_store, BAPAS, Settings(), group="none-in").others == ()


def test_filters_by_type_relation_and_time(demo_store: EmbeddedStore) -> None:
    people = neighbours(demo_store, BAPAS, Settings(), types=frozenset(("Person",))).others
    assert {thing.type for thing in described(demo_store, people).values()} == {"Person"}
    wanted = EdgeFilter(relations=frozenset(("performedBy",)), since="2025-10-29", until="2025-10-29")
    found = neighbours(demo_store, BAPAS, Settings(), wanted=wanted)
    assert VISIT in found.others
    assert [group.relation for group in found.groups] == ["performedBy"]


def test_a_post_is_explored_as_its_unit(demo_store: EmbeddedStore) -> None:
    assert neighbours(demo_store, f"{BASE}post/kepala-bapas-purwokerto", Settings()).around == BAPAS


def test_a_drawing_has_all_edges_between_its_things(demo_store: EmbeddedStore) -> None:
    found = drawing(demo_store, [BLURI, BAPAS, VISIT], Settings())
    assert found.nodes[0].thing.label == "Bluri Wijaksono"
    assert found.nodes[0].articles > 1
    assert {edge.relation for edge in found.edges} == {"holds", "performedBy", "ledBy"}


def test_what_is_drawn_later_comes_with_its_edges_to_what_is_there(demo_store: EmbeddedStore) -> None:
    whole = drawing(demo_store, [BLURI, BAPAS, VISIT], Settings())
    first = drawing(demo_store, [BLURI, BAPAS], Settings())
    later = drawing(demo_store, [VISIT], Settings(), among=[BLURI, BAPAS])
    assert {*first.edges, *later.edges} == set(whole.edges)
    assert [node.thing.iri for node in later.nodes] == [VISIT]


def test_what_the_graph_does_not_know_is_not_drawn(demo_store: EmbeddedStore) -> None:
    found = drawing(demo_store, [BLURI, f"{BASE}person/nobody", BLURI, "no IRI"], Settings(), among=["nor this"])
    assert [node.thing.iri for node in found.nodes] == [BLURI]


def test_the_words_behind_an_edge(demo_store: EmbeddedStore) -> None:
    (holding,) = edge_evidence(demo_store, Edge(BLURI, "holds", BAPAS, "Kepala"), Settings())[:1]
    assert "Bluri Wijaksono" in holding.quote
    led = edge_evidence(demo_store, Edge(VISIT, "ledBy", BLURI), Settings())
    assert all("Bluri" in item.quote for item in led)
    assert edge_evidence(demo_store, Edge(BLURI, "holds", BAPAS, "Direktur"), Settings()) == []
