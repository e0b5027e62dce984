"""Explorer files: what the explorer draws, to be kept: an interactive page of its own, and GraphML."""

from __future__ import annotations

from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.analysis import Network
from kg.analysis import graphml as written
from kg.serve.explorer_fields import ExplorerFields, explorer_fields
from kg.serve.pages import served_by
from kg.serve.rendering import Addresses, language_of
from kg.store import Store
from kg.views.explorer import Drawing, drawing
from kg.views.graph_data import graph_data
from kg.views.graph_model import GraphData
from kg.views.question import local_name


async def page(request: Request) -> Response:
    """The drawing as the page that ``kg view`` writes: one HTML file that needs no network."""
    from kg.views.graph_page import CONTENT_SECURITY_POLICY, render_graph_page

    fields = await explorer_fields(request)
    addresses = Addresses(fields.settings)
    language = language_of(request)

    def rendered(store: Store) -> str:
        return render_graph_page(
            _graph_data(store, fields), language.code, page_link=lambda iri: _absolute(request, addresses.page(iri))
        )

    content = await run_in_threadpool(rendered, served_by(request).store)
    return HTMLResponse(content, headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY, **_kept("graph.html")})


async def graphml(request: Request) -> Response:
    """The drawing as GraphML, for Gephi, Cytoscape and yEd."""
    fields = await explorer_fields(request)
    store = served_by(request).store
    content = await run_in_threadpool(lambda: written(_network(_drawing(store, fields))))
    return Response(content, media_type="application/graphml+xml", headers=_kept("graph.graphml"))


def _kept(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Vary": "Accept-Language, Cookie"}


def _absolute(request: Request, path: str) -> str | None:
    """An address that still leads here from a file on a disk."""
    return f"{str(request.base_url).rstrip('/')}{path}" if path else None


def _drawing(store: Store, fields: ExplorerFields) -> Drawing:
    """The things that are asked for, with the edges that are wanted."""
    found, wanted = drawing(store, fields.things("things"), fields.settings), fields.wanted
    if not found.nodes:
        raise HTTPException(400, "things must name something of this graph, for example things=person/bluri-wijaksono")
    return replace(found, edges=tuple(edge for edge in found.edges if wanted.keeps(edge)))


def _graph_data(store: Store, fields: ExplorerFields) -> GraphData:
    """The same as ``kg view`` draws it, with its evidence."""
    found = _drawing(store, fields)
    iris = [node.thing.iri for node in found.nodes]
    least = fields.wanted.min_confidence
    data = graph_data(store, iris=iris, steps=0, limit=len(iris), min_confidence=least, settings=fields.settings)
    kept = {edge.key for edge in found.edges}
    edges = [edge for edge in data.edges if (edge.source, local_name(edge.relation), edge.target, edge.note) in kept]
    nodes = [replace(node, asked=node.iri == iris[0]) for node in data.nodes]
    return replace(data, nodes=tuple(nodes), edges=tuple(edges), hidden=len(data.edges) - len(edges) + data.hidden)


def _network(found: Drawing) -> Network:
    import networkx

    network: Network = networkx.MultiDiGraph()
    for node in found.nodes:
        network.add_node(node.thing.iri, label=node.thing.label, type=node.thing.type, articles=node.articles)
    for edge in found.edges:
        about = {"predicate": edge.relation, "title": edge.title, "articles": edge.articles}
        sure = {} if edge.confidence is None else {"confidence": edge.confidence}
        key = f"{edge.relation} {edge.title}".rstrip()
        network.add_edge(edge.source, edge.target, key, **about, **sure, first=edge.first, last=edge.last)
    return network
