"""App: the ASGI application and its addresses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import SimpulError
from kg.serve import linked_data, pages, sparql
from kg.serve.errors import http_error, simpul_error, unexpected_error
from kg.serve.graphs import FixedGraph, Source, WorkspaceGraph
from kg.serve.headers import SecurityHeaders
from kg.serve.limits import Limits
from kg.settings import Settings
from kg.store import Store

_STATIC = Path(__file__).parent / "static"


def create_app(
    graph: Store | Path,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Starlette:
    """The application over a workspace's folder, whose newest build it follows, or over a store that is open already.

    Only over a workspace do queries run in processes of their own, with a limit on their time and memory.
    """
    source: Source = WorkspaceGraph(graph, settings, limits) if isinstance(graph, Path) else FixedGraph(graph, limits)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        source.close()

    app = Starlette(
        routes=[
            Route("/", pages.home),
            Route("/search", pages.find),
            Route("/sparql", sparql.endpoint, methods=["GET", "POST", "OPTIONS"]),
            Route("/id/{path:path}", pages.identifier),
            Route("/page/{path:path}", pages.thing),
            Route("/data/{path:path}", linked_data.data),
            Route("/graph/{path:path}", pages.graph),
            Mount("/static", StaticFiles(directory=_STATIC)),
        ],
        middleware=[Middleware(SecurityHeaders), Middleware(GZipMiddleware, minimum_size=1_000)],
        exception_handlers={
            SimpulError: simpul_error,
            HTTPException: http_error,
            Exception: unexpected_error,
        },
        lifespan=lifespan,
    )
    app.state.source, app.state.settings, app.state.limits = source, settings, limits
    return app
