"""Explorer data: what the explorer's script asks for, as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeAlias

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.analysis import path_between
from kg.errors import NotFoundError
from kg.serve.explorer_fields import ExplorerFields, explorer_fields
from kg.serve.graphs import Served
from kg.serve.pages import served_by
from kg.serve.rendering import Addresses, language_of
from kg.serve.responses import CORS
from kg.views.edges import Edge
from kg.views.evidence import Evidence
from kg.views.explorer import Drawing, drawing, edge_evidence, folded, found_by_name
from kg.views.explorer import neighbours as find_neighbours
from kg.views.language import Language
from kg.views.things import Thing, is_known

_MOST_EVIDENCE = 20
_MOST_HITS = 8
Answerer: TypeAlias = Callable[["ExplorerJson", ExplorerFields], dict[str, object]]


class ExplorerJson:
    """One graph in the words of the script: things by their short names, texts in the reader's language."""

    def __init__(self, served: Served, fields: ExplorerFields, language: Language) -> None:
        self.served = served
        self.language = language
        self._short = fields.short
        self._addresses = Addresses(fields.settings)

    def thing(self, thing: Thing) -> dict[str, object]:
        """A thing as it is named in a list."""
        drawn = thing.unit or thing  # a post is drawn as its unit
        return {
            "id": self._short(drawn.iri),
            "label": thing.label,
            "type": thing.type,
            "kind": self.served.kinds.label(thing.kind, self.language.code) if thing.kind else "",
            "date": self.language.date(thing.date),
            "page": self._addresses.page(thing.iri),
        }

    def drawing(self, found: Drawing) -> dict[str, object]:
        """Nodes and edges."""
        nodes = [{**self.thing(node.thing), "articles": node.articles} for node in found.nodes]
        return {"nodes": nodes, "edges": [self._edge(edge) for edge in found.edges]}

    def names(self, iris: Iterable[str]) -> list[str]:
        """Short names."""
        return [self._short(iri) for iri in iris]

    def evidence(self, evidence: Evidence) -> dict[str, object]:
        """The words of one article, and where to read them."""
        source = evidence.source
        certainty = f"certainty.{evidence.certainty}"
        about = [source.publisher, self.language.date(source.published)]
        how = [self.language.text("entity.confidence", value=self.language.decimal(evidence.confidence))]
        if evidence.certainty != "asserted":
            how.insert(0, self.language.text(certainty) if self.language.has(certainty) else evidence.certainty)
        return {
            "before": evidence.before,
            "quote": evidence.quote,
            "after": evidence.after,
            "words": self._addresses.words(evidence),
            "headline": source.headline,
            "source": " · ".join(text for text in about if text),
            "how": " · ".join(how),
            "claim": self._addresses.page(evidence.claim),
        }

    def _edge(self, edge: Edge) -> dict[str, object]:
        return {
            "source": self._short(edge.source),
            "relation": edge.relation,
            "target": self._short(edge.target),
            "title": edge.title,
            "confidence": edge.confidence,
            "first": edge.first,
            "last": edge.last,
            "when": self.language.date(edge.first, edge.last) if edge.first else "",
            "articles": edge.articles,
        }


def _endpoint(answer: Answerer) -> Callable[[Request], Any]:
    """An address that answers with JSON, worked out beside the event loop."""

    @wraps(answer)
    async def endpoint(request: Request) -> Response:
        fields = await explorer_fields(request)
        graph = ExplorerJson(served_by(request), fields, language_of(request))
        content = await run_in_threadpool(answer, graph, fields)
        return JSONResponse(content, headers={**CORS, "Vary": "Accept-Language, Cookie"})

    return endpoint


@_endpoint
def data(graph: ExplorerJson, fields: ExplorerFields) -> dict[str, object]:
    """``things``, and the edges that they have with each other and with those of ``among``."""
    found = drawing(graph.served.store, fields.things("things"), fields.settings, fields.things("among"))
    return graph.drawing(found)


@_endpoint
def neighbours(graph: ExplorerJson, fields: ExplorerFields) -> dict[str, object]:
    """What edges tie to the thing ``around``, from ``offset`` on: by ``group``, or some of each."""
    iri = fields.thing("around")
    if not is_known(graph.served.store, iri):
        raise NotFoundError(f"nothing is known of {iri}")
    found = find_neighbours(
        graph.served.store,
        iri,
        fields.settings,
        wanted=fields.wanted,
        types=fields.types,
        group=fields.text("group"),
        offset=fields.offset,
        limit=fields.limit,
    )
    groups = [
        {
            "key": group.key,
            "heading": graph.language.heading(group.relation, group.direction),
            "total": group.total,
            "others": graph.names(group.others),
        }
        for group in found.groups
    ]
    return {"groups": groups, "others": graph.names(found.others), "offset": found.offset, "total": found.total}


@_endpoint
def path(graph: ExplorerJson, fields: ExplorerFields) -> dict[str, object]:
    """A shortest path over claims ``from`` a thing ``to`` another: the things on it, and the edges between these."""
    store, settings, wanted = graph.served.store, fields.settings, fields.wanted
    source, target = folded(store, [fields.thing("from"), fields.thing("to")], settings)
    found = path_between(
        store, source, target, settings, min_confidence=wanted.min_confidence, relations=wanted.relations
    )
    return {"path": graph.names(found), **graph.drawing(drawing(store, found, settings))}


@_endpoint
def evidence(graph: ExplorerJson, fields: ExplorerFields) -> dict[str, object]:
    """The words behind the edge of this ``source``, ``relation``, ``target`` and ``title``: the first, and how many."""
    found = edge_evidence(graph.served.store, fields.edge, fields.settings)
    return {"total": len(found), "evidence": [graph.evidence(item) for item in found[:_MOST_EVIDENCE]]}


@_endpoint
def find(graph: ExplorerJson, fields: ExplorerFields) -> dict[str, object]:
    """Things by name; articles are no part of a drawing."""
    served = graph.served
    total, found = found_by_name(served.store, fields.text("q")[:200], _MOST_HITS, served.names)
    return {"total": total, "things": [graph.thing(thing) for thing in found]}
