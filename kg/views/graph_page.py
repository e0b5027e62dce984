"""The graph page: one HTML file with a picture that can be searched and filtered, and that needs no network.

pyvis describes the picture (nodes, edges, options) and brings vis-network, which draws it. pyvis's own page is not
used: it loads scripts from elsewhere whatever it is told, and puts labels into HTML as they are. The template here
holds everything inline, under a Content-Security-Policy that allows nothing else, and labels reach the page only as
JSON and text nodes.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import MissingExtraError
from kg.views.graph_data import TYPES
from kg.views.graph_layout import layout
from kg.views.graph_model import GraphData, GraphEdge, GraphEvidence, GraphNode
from kg.views.question import local_name

if TYPE_CHECKING:
    from pyvis.network import Network

#: The policy under which the page works; it is in the page, and a server may send it too.
CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
LANGUAGES = ("id", "en")
PageLink = Callable[[str], str | None]

# A colour-blind reader tells the types apart by shape; the colours are in page.css. Other is a ring.
_SHAPES = dict(
    zip(TYPES, ("dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon", "dot"), strict=True)
)
_MANY = 150  # nodes from which on a picture is first seen from afar
_LONGEST_LABEL = 70
_LIBRARY = "vis-network.min.js"


def render_graph_page(data: GraphData, lang: str = "id", *, page_link: PageLink | None = None) -> str:
    """The page as HTML text, the same for the same ``data``.

    ``page_link`` gives the address of an entity's page, or none. Raises ``MissingExtraError`` without pyvis.
    """
    from jinja2 import Environment
    from markupsafe import Markup

    lang = lang if lang in LANGUAGES else "id"
    words = json.loads(_asset("words.json"))[lang]
    relations = _relations(data, lang)
    network = _network(data, lang, relations)
    content = _content(data, lang, network, words, page_link)
    template = Environment(autoescape=True, trim_blocks=False).from_string(_asset("page.html"))
    return template.render(
        lang=lang,
        title=_title(data, words),
        words=words,
        shapes=_SHAPES,
        nodes=data.nodes,
        types=sorted(Counter(node.type for node in data.nodes).items(), key=lambda item: TYPES.index(item[0])),
        relations=[(index, label, count) for index, (label, count) in enumerate(relations.values())],
        cut=_cut(data, words),
        policy=CONTENT_SECURITY_POLICY,
        style=Markup(_asset("page.css")),  # noqa: S704 - our own file
        data=Markup(script_json(content)),  # noqa: S704 - escaped for a script element
        vis=Markup(_vis_script()),  # noqa: S704 - the library of the installed package
        scripts=[Markup(_asset(name)) for name in ("network.js", "labels.js", "panel.js", "controls.js")],  # noqa: S704 - our own
    )


def script_json(value: object) -> str:
    """JSON that may stand in a ``script`` element: nothing in it ends the element, a comment or a line."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _network(data: GraphData, lang: str, relations: Mapping[str, tuple[str, int]]) -> Network:
    network = _pyvis().Network(directed=True)
    numbers = {node.iri: number for number, node in enumerate(data.nodes)}
    ends = [(numbers[edge.source], numbers[edge.target]) for edge in data.edges]
    places = layout(len(data.nodes), ends)
    degree = Counter(end for pair in ends for end in pair)
    for number, (node, (x, y)) in enumerate(zip(data.nodes, places, strict=True)):
        network.add_node(
            number,
            label=_shortened(node.label),
            shape=_SHAPES[node.type],
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
            label=_shortened(edge.note or relations[edge.relation][0]),
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
            "keyboard": {"enabled": True, "bindToWindow": False},
        },
    }


def _content(
    data: GraphData, lang: str, network: Network, words: Mapping[str, object], page_link: PageLink | None
) -> dict[str, object]:
    articles = {iri: number for number, iri in enumerate(data.articles)}

    def proof(items: Sequence[GraphEvidence]) -> list[dict[str, object]]:
        return [{"article": articles[i.article], "words": i.words, "certainty": i.certainty} for i in items]

    def about(node: GraphNode) -> dict[str, object]:
        return {
            "label": node.label,
            "kind": _label(data, node.kind, lang) if node.kind else "",
            "date": node.date,
            "names": node.names,
            "mentions": node.mentions,
            "evidence": proof(node.evidence),
            "evidenceTotal": node.evidence_total,
            "quotations": proof(node.quotations),
            "quotationsTotal": node.quotations_total,
            "asked": node.asked,
            "page": (page_link(node.iri) if page_link else None) or "",
        }

    def fact(edge: GraphEdge) -> dict[str, object]:
        label = _label(data, edge.relation, lang)
        return {"relation": label, "note": edge.note, "evidence": proof(edge.evidence), "total": edge.evidence_total}

    return {
        "words": words,
        "shapes": _SHAPES,
        "nodes": network.nodes,
        "edges": network.edges,
        "options": network.options,
        "about": [about(node) for node in data.nodes],
        "facts": [fact(edge) for edge in data.edges],
        "articles": [
            {"title": a.title, "published": a.published, "publisher": a.publisher, "url": a.url}
            for a in data.articles.values()
        ],
    }


def _relations(data: GraphData, lang: str) -> dict[str, tuple[str, int]]:
    """Relations of the picture → label and number of edges, the most frequent first."""
    counts = Counter(edge.relation for edge in data.edges)
    ordered = sorted(counts, key=lambda iri: (-counts[iri], iri))
    return {iri: (_label(data, iri, lang), counts[iri]) for iri in ordered}


def _label(data: GraphData, iri: str, lang: str) -> str:
    """The label of a term in this language, else in another, else its name in words."""
    labels = data.labels.get(iri, {})
    for choice in (lang, "", *LANGUAGES, *sorted(labels)):
        if choice in labels:
            return labels[choice]
    name = local_name(iri)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower() if name[:1].islower() else name


def _title(data: GraphData, words: Mapping[str, Any]) -> str:
    asked = [node.label for node in data.nodes if node.asked]
    return " · ".join(asked[:3]) + ("" if len(asked) <= 3 else " …") if asked else str(words["title"])


def _cut(data: GraphData, words: Mapping[str, Any]) -> str:
    if data.nodes_found <= len(data.nodes):
        return ""
    return str(words["cut"]).format(shown=len(data.nodes), found=data.nodes_found)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1].rstrip()}…"


def _asset(name: str) -> str:
    return resources.files("kg.views").joinpath("assets", "graph", name).read_text(encoding="utf-8")


@cache
def _vis_script() -> str:
    folder = Path(_pyvis().__file__).parent / "lib"
    newest = max(
        folder.glob(f"vis-*/{_LIBRARY}"), key=lambda path: [int(n) for n in re.findall(r"\d+", path.parent.name)]
    )
    script = newest.read_text(encoding="utf-8")
    # What would end the script element early; inside a JavaScript string, \/ is / .
    return re.sub("</(script)", r"<\\/\1", script, flags=re.IGNORECASE)


def _pyvis() -> Any:
    try:
        import pyvis.network
    except ImportError as error:
        raise MissingExtraError("pyvis", "view") from error
    return pyvis.network
