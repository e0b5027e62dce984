"""Edges: each relation once, with how sure, when and in how many articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.edges import Edge, EdgeFilter, edges_among, edges_at

BASE = Settings().base_iri
BAPAS, BLURI = f"{BASE}unit/bapas-purwokerto", f"{BASE}person/bluri-wijaksono"
DAYS = st.sampled_from(["", "2024", "2025", "2025-03", "2025-10", "2025-03-09", "2025-10-29", "2026-01-01"])


def test_a_post_is_an_edge_from_its_holder_to_the_unit(demo_store: EmbeddedStore) -> None:
    (edge,) = [edge for edge in edges_at(demo_store, [BLURI], Settings()) if edge.relation == "holds"]
    assert (edge.source, edge.target, edge.title, edge.confidence) == (BLURI, BAPAS, "Kepala", 0.9)
    assert edge.articles > 1
    assert edge.first < edge.last
    assert edge in edges_at(demo_store, [BAPAS], Settings())


def test_an_edge_of_an_event_is_from_its_day(demo_store: EmbeddedStore) -> None:
    visit = f"{BASE}event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara"
    edges = edges_at(demo_store, [visit], Settings())
    assert {edge.relation for edge in edges} > {"performedBy", "hostedBy", "ledBy"}
    assert {edge.first for edge in edges if edge.source == visit} == {"2025-10-29"}


def test_reference_data_have_neither_confidence_nor_day(demo_store: EmbeddedStore) -> None:
    edges = edges_at(demo_store, [f"{BASE}place/jawa-tengah"], Settings())
    found = [edge for edge in edges if edge.confidence is None]
    assert {edge.relation for edge in found} == {"locatedIn"}
    assert {(edge.first, edge.last, edge.articles) for edge in found} == {("", "", 0)}


def test_edges_among_things_are_those_with_both_ends_there(demo_store: EmbeddedStore) -> None:
    around = edges_at(demo_store, [BAPAS], Settings())
    things = {end for edge in around for end in (edge.source, edge.target)}
    everything = edges_at(demo_store, things, Settings())
    inside = [edge for edge in everything if {edge.source, edge.target} <= things]
    assert edges_among(demo_store, things, Settings()) == inside
    assert len(inside) > len(around)
    assert len({edge.key for edge in everything}) == len(everything)


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (EdgeFilter(), True),
        (EdgeFilter(frozenset(("ledBy",))), True),
        (EdgeFilter(frozenset(("holds",))), False),
        (EdgeFilter(min_confidence=0.7), True),
        (EdgeFilter(min_confidence=0.71), False),
        (EdgeFilter(since="2025-10-30"), True),
        (EdgeFilter(since="2025-10-31"), False),
        (EdgeFilter(until="2025-10-29"), True),
        (EdgeFilter(until="2025-10-28"), False),
        (EdgeFilter(since="2025-10", until="2025"), True),
    ],
)
def test_a_filter_keeps_what_is_of_its_days_sure_enough_and_of_its_relations(wanted: EdgeFilter, kept: bool) -> None:
    assert wanted.keeps(Edge("a", "ledBy", "b", "", 0.7, "2025-10-29", "2025-10-30", 1)) is kept


def test_what_has_no_day_or_confidence_is_kept() -> None:
    assert EdgeFilter(min_confidence=1, since="2025", until="2025").keeps(Edge("a", "partOf", "b"))


@given(DAYS, DAYS, DAYS, DAYS)
def test_a_wider_period_keeps_no_less(first: str, last: str, since: str, until: str) -> None:
    first, last = sorted((first, last)) if first and last else ("", "")
    edge = Edge("a", "ledBy", "b", "", 0.7, first, last, 1)
    if EdgeFilter(since=since, until=until).keeps(edge):
        assert EdgeFilter(since=since).keeps(edge)
        assert EdgeFilter(until=until).keeps(edge)
        assert EdgeFilter(since=since[:4], until=until[:4]).keeps(edge)
