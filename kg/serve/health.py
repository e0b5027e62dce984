"""Health: whether the server lives (``/healthz``), can answer (``/readyz``), and what it does (``/metrics``)."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.errors import SimpulError
from kg.serve.answers import Query
from kg.serve.errors import message_of

_FRESH = {"Cache-Control": "no-store"}


async def alive(request: Request) -> Response:
    """``/healthz``: the process answers."""
    return PlainTextResponse("ok\n", headers=_FRESH)


async def ready(request: Request) -> Response:
    """``/readyz``: a graph is open and a query is answered; 503 with the reason otherwise, and while shutting down."""
    if request.app.state.closing:
        return PlainTextResponse("shutting down\n", 503, _FRESH)
    source = request.app.state.source
    try:
        await source.current().answers.answer(Query("ASK {}"), "readyz")
        if source.damage:
            return PlainTextResponse(
                "the graph is damaged and being made anew; meanwhile an earlier one is served\n", 503, _FRESH
            )
    except SimpulError as error:
        return PlainTextResponse(f"{message_of(error)}\n", 503, _FRESH)
    return PlainTextResponse("ok\n", headers=_FRESH)


async def metrics(request: Request) -> Response:
    """``/metrics``: counters in the format of Prometheus."""
    return Response(generate_latest(request.app.state.figures.registry), media_type=CONTENT_TYPE_LATEST, headers=_FRESH)
