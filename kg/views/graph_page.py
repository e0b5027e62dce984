"""The graph page: one HTML file with a picture that can be searched and filtered, and that needs no network.

pyvis describes the picture (nodes, edges, options) and brings vis-network, which draws it. pyvis's own page is not
used: it loads scripts from elsewhere whatever it is told, and puts labels into HTML as they are. The template here
holds everything inline, under a Content-Security-Policy that allows nothing else, and labels reach the page only as
JSON and text nodes.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from kg.views.graph_data import TYPES
from kg.views.graph_model import GraphArticle, GraphData, GraphEdge, GraphEvidence, GraphNode
from kg.views.graph_network import SHAPES, graph_network, vis_script
from kg.views.question import local_name

if TYPE_CHECKING:
    from pyvis.network import Network

#: The policy under which the page works; it is in the page, and a server may send it too.
CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
LANGUAGES = ("id", "en")
_SCRIPTS = ("network", "labels", "panel", "controls")  # each uses those before it
PageLink = Callable[[str], str | None]


def render_graph_page(data: GraphData, lang: str = "id", *, page_link: PageLink | None = None) -> str:
    """The page as HTML text, the same for the same ``data``.

    ``page_link`` gives the address of the page of an entity or article, or none. Raises ``MissingExtraError`` without
    pyvis.
    """
    from jinja2 import Environment
    from markupsafe import Markup

    lang = lang if lang in LANGUAGES else "id"
    words = json.loads(_asset("words.json"))[lang]
    relations = _relations(data, lang)
    network = graph_network(data, {iri: label for iri, (label, _) in relations.items()})
    content = _Content(data, lang, page_link).json(network, words)
    template = Environment(autoescape=True).from_string(_asset("page.html"))
    return template.render(
        lang=lang,
        title=_title(data, words),
        words=words,
        shapes=SHAPES,
        nodes=data.nodes,
        types=sorted(Counter(node.type for node in data.nodes).items(), key=lambda item: TYPES.index(item[0])),
        relations=[(index, label, count) for index, (label, count) in enumerate(relations.values())],
        cut=_cut(data, words),
        policy=CONTENT_SECURITY_POLICY,
        style=Markup(_asset("page.css")),  # noqa: S704 - our own file
        data=Markup(script_json(content)),  # noqa: S704 - escaped for a script element
        vis=Markup(vis_script()),  # noqa: S704 - the library of the installed package
        scripts=[Markup(_asset(f"{name}.js")) for name in _SCRIPTS],  # noqa: S704 - our own files
    )


def script_json(value: object) -> str:
    """JSON that may stand in a ``script`` element: nothing in it ends the element, a comment or a line."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)


@dataclass(frozen=True, slots=True)
class _Content:
    """What the scripts of the page read, in one language."""

    data: GraphData
    lang: str
    page_link: PageLink | None

    def json(self, network: Network, words: Mapping[str, object]) -> dict[str, object]:
        """Everything; nodes, edges and what is said about them are in the same order."""
        return {
            "words": words,
            "shapes": SHAPES,
            "nodes": network.nodes,
            "edges": network.edges,
            "options": network.options,
            "about": [self._about(node) for node in self.data.nodes],
            "facts": [self._fact(edge) for edge in self.data.edges],
            "articles": {iri: self._article(article) for iri, article in self.data.articles.items()},
        }

    def _about(self, node: GraphNode) -> dict[str, object]:
        return {
            "label": node.label,
            "kind": _label(self.data, node.kind, self.lang) if node.kind else "",
            "date": node.date,
            "names": node.names,
            "mentions": node.mentions,
            "evidence": self._proof(node.evidence),
            "evidenceTotal": node.evidence_total,
            "quotations": self._proof(node.quotations),
            "quotationsTotal": node.quotations_total,
            "asked": node.asked,
            "page": self._page(node.iri),
        }

    def _fact(self, edge: GraphEdge) -> dict[str, object]:
        label = _label(self.data, edge.relation, self.lang)
        evidence = self._proof(edge.evidence)
        return {"relation": label, "note": edge.note, "evidence": evidence, "total": edge.evidence_total}

    def _article(self, article: GraphArticle) -> dict[str, object]:
        names = ("title", "published", "publisher", "url")
        return {**{name: getattr(article, name) for name in names}, "page": self._page(article.iri)}

    def _proof(self, items: Sequence[GraphEvidence]) -> list[dict[str, object]]:
        return [{"article": i.article, "words": i.words, "certainty": i.certainty} for i in items]

    def _page(self, iri: str) -> str:
        return (self.page_link(iri) if self.page_link else None) or ""


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
    """What the picture does not show: nodes beyond the limit, and edges that are not sure enough."""
    notes = []
    if data.nodes_found > len(data.nodes):
        notes.append(str(words["cut"]).format(shown=len(data.nodes), found=data.nodes_found))
    if data.min_confidence > 0:
        least = f"{data.min_confidence:.2f}".replace(".", str(words["decimal"]))
        notes.append(str(words["unsure"]).format(hidden=data.hidden, least=least))
    return " ".join(notes)


def _asset(name: str) -> str:
    return resources.files("kg.views").joinpath("assets", "graph", name).read_text(encoding="utf-8")
