"""The graph picture as pyvis describes it, and the library of pyvis that draws it."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import MissingExtraError
from kg.views.graph_data import TYPES
from kg.views.graph_layout import layout
from kg.views.graph_model import GraphData

if TYPE_CHECKING:
    from pyvis.network import Network

# A colour-blind reader tells the types apart by shape; the colours are in page.css. Other is a ring.
SHAPES = dict(
    zip(TYPES, ("dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon", "dot"), strict=True)
)
_MANY = 150  # nodes from which on a picture is first seen from afar
_LONGEST_LABEL = 70
LIBRARY = "vis-network.min.js"


def graph_network(data: GraphData, relations: Mapping[str, str]) -> Network:
    """The picture as a pyvis network: nodes are numbered in the order of ``data``, and so are edges.

    ``relations`` gives each relation's label; an edge's attribute ``relation`` is the place of its relation in there.
    Raises ``MissingExtraError`` without pyvis.
    """
    network = _pyvis().Network(directed=True)
    numbers = {node.iri: number for number, node in enumerate(data.nodes)}
    ends = [(numbers[edge.source], numbers[edge.target]) for edge in data.edges]
    places = layout(len(data.nodes), ends)
    degree = Counter(end for pair in ends for end in pair)
    for number, (node, (x, y)) in enumerate(zip(data.nodes, places, strict=True)):
        network.add_node(
            number,
            label=_shortened(node.label),
            shape=SHAPES[node.type],
            group=node.type,
            size=_size(degree[number], len(places)),
            x=x,
            y=y,
        )
    order = {iri: number for number, iri in enumerate(relations)}
    beside: Counter[tuple[int, int]] = Counter()
    for number, (edge, (one, other)) in enumerate(zip(data.edges, ends, strict=True)):
        pair = (min(one, other), max(one, other))
        options = {"smooth": _bend(beside[pair], one < other)} if beside[pair] else {}
        beside[pair] += 1
        network.add_edge(
            one,
            other,
            id=number,
            label=_shortened(edge.note or relations[edge.relation]),
            relation=order[edge.relation],
            **options,
        )
    network.set_options(json.dumps(_options(len(data.nodes))))
    return network


def _size(degree: int, count: int) -> int:
    """Half the width of a node in canvas units: its area grows with its edges; larger where many are seen from afar."""
    return round(min(34, 9 + 3.4 * math.sqrt(degree)) * (1.6 if count >= _MANY else 1.0))


def _bend(already: int, forwards: bool) -> dict[str, object]:
    """A curve for an edge between two nodes that ``already`` have others, so that none hides another."""
    clockwise = (already % 2 == 1) == forwards
    return {"enabled": True, "type": "curvedCW" if clockwise else "curvedCCW", "roundness": 0.16 * ((already + 1) // 2)}


def _options(count: int) -> dict[str, object]:
    many = count >= _MANY
    return {
        "nodes": {
            "borderWidth": 1.5,
            "borderWidthSelected": 3,
        },
        "edges": {
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
            "smooth": False,
            "width": 1.1,
            "selectionWidth": 1.6,
            "hoverWidth": 0.8,
        },
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "physics": {
            "enabled": False,
            "stabilization": False,
            "solver": "forceAtlas2Based",
            "forceAtlas2Based": {
                "gravitationalConstant": -90,
                "springLength": 130,
                "avoidOverlap": 0.4,
                "damping": 0.6,
            },
        },
        "interaction": {
            "hover": True,
            "hideEdgesOnDrag": many,
            "hideEdgesOnZoom": many,
        },
    }


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1].rstrip()}…"


def library_folder() -> Path | None:
    """The folder of vis-network in the installed pyvis (the newest, where there are several); None without pyvis."""
    found = find_spec("pyvis")  # not imported: that would bring IPython along
    if found is None or found.origin is None:
        return None
    scripts = Path(found.origin).parent.glob(f"lib/vis-*/{LIBRARY}")
    return max(scripts, key=lambda path: [int(n) for n in re.findall(r"\d+", path.parent.name)]).parent


@cache
def vis_script() -> str:
    """vis-network as pyvis brings it, fit for a ``script``; raises ``MissingExtraError`` without pyvis."""
    folder = library_folder()
    if folder is None:
        raise MissingExtraError("pyvis", "view")
    script = (folder / LIBRARY).read_text(encoding="utf-8")
    # What would end the script element early; inside a JavaScript string, \/ is / .
    return re.sub("</(script)", r"<\\/\1", script, flags=re.IGNORECASE)


def _pyvis() -> Any:
    try:
        import pyvis.network
    except ImportError as error:
        raise MissingExtraError("pyvis", "view") from error
    return pyvis.network
