"""App: the ASGI application and its addresses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from brotli_asgi import BrotliMiddleware
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import SimpulError
from kg.serve import (
    changes,
    colophon,
    context,
    events,
    explorer,
    explorer_data,
    explorer_files,
    graph_store,
    health,
    linked_data,
    pages,
    questions,
    quotations,
    representations,
    sparql,
    update,
    void,
)
from kg.serve.bounds import PatientSending, RateLimit
from kg.serve.conditional import ConditionalRequests
from kg.serve.curation.desk import Curation, Desk
from kg.serve.curation.routes import routes as curation_routes
from kg.serve.editor import FOLDER, LastingFiles, editor_address, terms
from kg.serve.errors import http_error, simpul_error, unexpected_error
from kg.serve.graphs import FixedGraph, Source, WorkspaceGraph
from kg.serve.headers import SecurityHeaders
from kg.serve.limits import Limits
from kg.serve.observation import Figures, Observation
from kg.serve.quick import QuickAnswers, Remembered
from kg.serve.recovery import Repair
from kg.serve.rendering import compile_templates
from kg.serve.traffic import Traffic
from kg.settings import Settings
from kg.store import Store
from kg.store.service import Service
from kg.views.graph_network import library_folder

_STATIC = Path(__file__).parent / "static"
_ASKED = ["GET", "HEAD", "POST"]
_GRAPH_STORE = ["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"]


def create_app(
    graph: Store | Path | Service,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    limits: Limits = Limits(),  # noqa: B008 - frozen
    tokens: Sequence[str] = (),
    repair: Repair | None = None,
    curation: Curation | None = None,
) -> Starlette:
    """The application over a workspace's folder, whose newest build it follows, a server elsewhere, or an open store.

    Over an open store, queries do not run in processes of their own, with a limit on their time and memory. Only over a
    workspace may who has one of the ``tokens`` write, and who has one of those of ``curation`` judge what is one thing.
    ``repair`` is called there when the graph is found to be damaged.
    """
    desk, traffic = None, Traffic()
    if isinstance(graph, Path):
        settings = replace(settings, workspace=graph)
        source: Source = WorkspaceGraph(graph, settings, limits, bool(tokens), repair, traffic)
        desk = Desk(curation, graph) if curation else None
    elif isinstance(graph, Service):
        from kg.serve.remote import RemoteGraph

        source, tokens = RemoteGraph(graph, settings, limits), ()
    else:
        source, tokens = FixedGraph(graph, limits), ()
    figures = Figures(source)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        traffic.begin()
        # While processes start, so that not the first reader of each kind of page waits for its template.
        await asyncio.gather(source.start(), asyncio.to_thread(compile_templates))
        traffic.end()  # as if of a request: the first reader is often already on the way
        yield
        app.state.closing = True
        source.close()
        if desk is not None:
            desk.applying.close()
        await asyncio.sleep(0)  # the lines to the processes close in the next turn of the loop

    app = Starlette(
        routes=[*_routes(), *(curation_routes() if desk else [])],
        middleware=_middleware(figures, traffic, limits, source, settings),
        exception_handlers={
            SimpulError: simpul_error,
            HTTPException: http_error,
            Exception: unexpected_error,
        },
        lifespan=lifespan,
    )
    app.state.source, app.state.settings, app.state.limits = source, settings, limits
    app.state.tokens, app.state.figures, app.state.closing = tuple(tokens), figures, False
    app.state.desk, app.state.remembered = desk, Remembered(source, figures)
    return app


def page_routes() -> list[Route]:
    """The addresses of the pages that depend on nothing but the graph and the address."""
    return [
        *representations.routes("/", pages.home),
        *representations.routes("/search", pages.find),
        *representations.routes("/events", events.events),
        *representations.routes("/statements", quotations.statements),
        *representations.routes("/questions", questions.questions),
        *representations.routes("/quality", colophon.quality),
        *representations.routes("/about", colophon.about),
        Route("/page/{path:path}", pages.thing),
    ]


def _routes() -> list[Route | Mount]:
    return [
        *page_routes(),
        Route("/search/complete", pages.complete),
        Route("/changes.atom", changes.feed),
        *representations.routes("/changes", changes.changes),
        Route("/sparql", sparql.endpoint, methods=["GET", "HEAD", "POST", "OPTIONS"]),
        Route("/sparql/terms", terms),
        Route("/update", update.endpoint, methods=["POST", "OPTIONS"]),
        Route("/graph-store", graph_store.endpoint, methods=_GRAPH_STORE),
        Route("/graph-store/{path:path}", graph_store.endpoint, methods=_GRAPH_STORE),
        Route("/id/{path:path}", pages.identifier),
        Route("/data/{path:path}", linked_data.data),
        Route("/graph", explorer.explorer),
        Route("/graph/data", explorer_data.data, methods=_ASKED),
        Route("/graph/neighbours", explorer_data.neighbours),
        Route("/graph/path", explorer_data.path),
        Route("/graph/evidence", explorer_data.evidence),
        Route("/graph/find", explorer_data.find),
        Route("/graph/export.html", explorer_files.page, methods=_ASKED),
        Route("/graph/export.graphml", explorer_files.graphml, methods=_ASKED),
        Route("/graph/{path:path}", explorer.explorer),
        Route("/context.jsonld", context.endpoint),
        Route("/.well-known/void", void.endpoint),
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
        Route("/metrics", health.metrics),
        *([Mount("/static/vis", StaticFiles(directory=vis))] if (vis := library_folder()) else []),
        *([Mount("/static/yasqe", LastingFiles(directory=FOLDER))] if editor_address() else []),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]


def _middleware(
    figures: Figures, traffic: Traffic, limits: Limits, source: Source, settings: Settings
) -> list[Middleware]:
    """From the outside in."""
    rate = [Middleware(RateLimit, per_minute=limits.requests_per_minute)] if limits.requests_per_minute else []
    return [
        Middleware(Observation, figures=figures, traffic=traffic),
        *rate,
        Middleware(QuickAnswers, source=source, settings=settings),
        Middleware(SecurityHeaders),
        Middleware(PatientSending),
        Middleware(ConditionalRequests),
        Middleware(BrotliMiddleware, quality=4, minimum_size=1_000, gzip_fallback=True),
    ]
