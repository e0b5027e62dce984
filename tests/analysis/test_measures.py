from __future__ import annotations

import networkx
import pytest

from kg.analysis import Step, best_connected, shortest_path
from kg.analysis.networks import Network
from kg.errors import NotFoundError


@pytest.fixture
def graph() -> Network:
    graph: Network = networkx.MultiDiGraph()
    for node, type_ in (("ani", "Person"), ("budi", "Person"), ("bapas", "Unit"), ("rutan", "Unit"), ("alone", "Unit")):
        graph.add_node(node, type=type_)
    for start, predicate, end in (
        ("ani", "holds", "bapas"),
        ("ani", "succeeds", "budi"),
        ("bapas", "cooperatesWith", "rutan"),
        ("budi", "holds", "rutan"),
        ("budi", "leads", "rutan"),
    ):
        graph.add_edge(start, end, key=predicate, predicate=predicate)
    return graph


def test_neighbours_are_counted_once_and_ties_are_in_order(graph: Network) -> None:
    assert best_connected(graph, "Person") == [("ani", 2), ("budi", 2)]
    assert best_connected(graph, "Unit", limit=1) == [("bapas", 2)]


def test_a_path_says_which_way_each_fact_points(graph: Network) -> None:
    assert shortest_path(graph, "bapas", "budi") == [
        Step("bapas", "holds", "ani", forwards=False),
        Step("ani", "succeeds", "budi", forwards=True),
    ] or shortest_path(graph, "bapas", "budi") == [
        Step("bapas", "cooperatesWith", "rutan", forwards=True),
        Step("rutan", "holds", "budi", forwards=False),
    ]
    assert shortest_path(graph, "ani", "ani") == []


@pytest.mark.parametrize(("source", "target"), [("ani", "alone"), ("ani", "nobody")])
def test_what_nothing_ties_is_said(graph: Network, source: str, target: str) -> None:
    with pytest.raises(NotFoundError, match="no chain of facts"):
        shortest_path(graph, source, target)
