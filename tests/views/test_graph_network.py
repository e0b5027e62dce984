from __future__ import annotations

import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.errors import MissingExtraError
from kg.views import graph_network as module
from kg.views.graph_model import GraphData, GraphEdge, GraphNode
from kg.views.graph_network import graph_network, vis_script

DATA = GraphData(
    (
        GraphNode("urn:bapas", "Unit", "Bapas"),
        GraphNode("urn:visit", "Event", "Kunjungan"),
        GraphNode("urn:x", "Other", "X"),
    ),
    (
        GraphEdge("urn:visit", "urn:bapas", "urn:by"),
        GraphEdge("urn:visit", "urn:bapas", "urn:at"),
        GraphEdge("urn:visit", "urn:bapas", "urn:by", "Kepala"),
    ),
)
LABELS = {"urn:by": "dilaksanakan oleh", "urn:at": "bertempat di"}


def test_nodes_have_the_shape_of_their_type() -> None:
    nodes = graph_network(DATA, LABELS).nodes
    assert [(node["id"], node["label"], node["group"], node["shape"]) for node in nodes] == [
        (0, "Bapas", "Unit", "square"),
        (1, "Kunjungan", "Event", "diamond"),
        (2, "X", "Other", "dot"),
    ]


def test_a_node_with_more_edges_is_larger() -> None:
    sizes = [node["size"] for node in graph_network(DATA, LABELS).nodes]
    assert sizes[0] == sizes[1] > sizes[2]


def test_edges_are_named_after_their_relation_or_the_post() -> None:
    edges = graph_network(DATA, LABELS).edges
    assert [(edge["label"], edge["relation"], edge["arrows"]) for edge in edges] == [
        ("dilaksanakan oleh", 0, "to"),
        ("bertempat di", 1, "to"),
        ("Kepala", 0, "to"),
    ]


def test_edges_between_the_same_nodes_do_not_lie_on_each_other() -> None:
    straight, one, other = graph_network(DATA, LABELS).edges
    assert "smooth" not in straight
    assert one["smooth"]["enabled"]
    assert one["smooth"] != other["smooth"]


def test_a_long_name_is_shortened_visibly() -> None:
    name = "Penandatanganan nota kesepakatan pidana kerja sosial Bapas Semarang dan Pemkab Semarang"
    node = graph_network(GraphData((GraphNode("urn:n", "Event", name),), ()), {}).nodes[0]
    assert node["label"] == "Penandatanganan nota kesepakatan pidana kerja sosial Bapas Semarang d…"


def test_the_library_is_the_newest_and_cannot_end_its_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version, text in (("9.1.10", "a = '</script>'"), ("9.1.9", "old"), ("10.0.0-x", "new = '</SCRIPT>'")):
        (tmp_path / "lib" / f"vis-{version}").mkdir(parents=True)
        (tmp_path / "lib" / f"vis-{version}" / "vis-network.min.js").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "find_spec", lambda name: SimpleNamespace(origin=str(tmp_path / "__init__.py")))
    vis_script.cache_clear()
    assert vis_script() == "new = '<\\/SCRIPT>'"
    vis_script.cache_clear()


def test_without_pyvis_there_is_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    assert module.library_folder() is None
    vis_script.cache_clear()
    with pytest.raises(MissingExtraError, match="simpul"):
        vis_script()


def test_the_library_of_the_installed_pyvis_is_found() -> None:
    assert re.search(r"@version 9\.\d+\.\d+", vis_script())


def test_without_pyvis_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyvis.network", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'simpul\[view\]'"):
        graph_network(DATA, LABELS)
