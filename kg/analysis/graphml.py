"""GraphML: a network as a file for Gephi, Cytoscape and yEd."""

from __future__ import annotations

import re
from typing import Any

from kg.analysis.networks import Network

# XML 1.0 has no way to write these, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def graphml(graph: Network) -> bytes:
    """The network as GraphML, UTF-8; the same network gives the same bytes. Characters that XML lacks are left out."""
    import networkx

    clean: Network = networkx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        clean.add_node(node, **_cleaned(data))
    for start, end, key, data in graph.edges(keys=True, data=True):
        clean.add_edge(start, end, key, **_cleaned(data))
    return "".join(f"{line}\n" for line in networkx.generate_graphml(clean)).encode()


def _cleaned(data: dict[str, Any]) -> dict[str, Any]:
    return {key: _NOT_XML.sub("", value) if isinstance(value, str) else value for key, value in data.items()}
