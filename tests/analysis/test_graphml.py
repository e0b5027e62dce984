from __future__ import annotations

import io

import networkx

from kg.analysis import graphml, network
from kg.analysis.networks import Network
from kg.store import EmbeddedStore


def test_networkx_reads_back_what_was_written(demo_store: EmbeddedStore) -> None:
    graph = network(demo_store)
    written = graphml(graph)
    back = networkx.read_graphml(io.BytesIO(written), force_multigraph=True)
    assert {node: back.nodes[node] for node in back} == {node: graph.nodes[node] for node in graph}
    assert back.number_of_edges() == graph.number_of_edges()
    assert graphml(graph) == written


def test_characters_that_xml_lacks_are_left_out() -> None:
    graph: Network = networkx.MultiDiGraph()
    graph.add_node("a", label="<Bapas>\x00\x0b & \ufffe'Rutan'", type="Unit", articles=1)
    back = networkx.read_graphml(io.BytesIO(graphml(graph)))
    assert back.nodes["a"]["label"] == "<Bapas> & 'Rutan'"
    assert graph.nodes["a"]["label"].startswith("<Bapas>\x00")
