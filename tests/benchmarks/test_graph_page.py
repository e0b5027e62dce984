"""How long a picture of 2,000 nodes and 4,000 edges takes to be written."""

from __future__ import annotations

import random

from pytest_benchmark.fixture import BenchmarkFixture

from kg.views.graph_layout import layout
from kg.views.graph_model import GraphArticle, GraphData, GraphEdge, GraphEvidence, GraphNode
from kg.views.graph_page import render_graph_page

COUNT = 2_000


def links() -> list[tuple[int, int]]:
    chance = random.Random(1)
    tree = [(node, chance.randrange(max(0, node - 60), node)) for node in range(1, COUNT)]
    return tree + [(chance.randrange(COUNT), chance.randrange(COUNT)) for _ in range(COUNT + 1)]


def test_layout(benchmark: BenchmarkFixture) -> None:
    places = benchmark(layout, COUNT, links())
    assert len(set(places)) == COUNT


def test_page(benchmark: BenchmarkFixture) -> None:
    words = (GraphEvidence("urn:a", "Kata-kata artikel yang membuktikan hubungan ini."),)
    nodes = tuple(GraphNode(f"urn:{number}", "Person", f"Orang nomor {number}") for number in range(COUNT))
    edges = tuple(GraphEdge(f"urn:{one}", f"urn:{other}", "urn:p", "", words, 1) for one, other in links())
    data = GraphData(nodes, edges, {"urn:a": GraphArticle("urn:a", "Judul")}, {}, COUNT)
    page = benchmark(render_graph_page, data)
    assert "2000" in page
