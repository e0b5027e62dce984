"""Graph store: whole graphs by HTTP (SPARQL 1.1 Graph Store HTTP Protocol)."""

from __future__ import annotations

import asyncio
import contextlib
import re
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import SimpulError
from kg.serve.answers import ALL_TRIPLES, Query
from kg.serve.authorization import require_writer
from kg.serve.errors import plain_error
from kg.serve.negotiation import preferred
from kg.serve.parameters import address_fields, media_type_of, only, pieces
from kg.serve.pool import Pool
from kg.serve.presence import client_of, while_present
from kg.serve.responses import CORS, respond
from kg.store import GRAPH_FORMATS
from kg.writing import AddTriples, Condition, DropGraph, ReplaceGraph, is_derived, own_default
from kg.writing.requests import Part, Written

_METHODS = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
_READ = {f.media_type: name for name, f in GRAPH_FORMATS.items() if name not in ("nquads", "trig")}
_WRITTEN = {f.media_type: name for name, f in GRAPH_FORMATS.items()} | {"text/plain": "ntriples"}
_MOST_PARTS = 20
_TAG = re.compile(r'(W/)?"([^"]*)"')


async def endpoint(request: Request) -> Response:
    """``/graph-store``: a graph named by ``?graph=IRI``, ``?default``, or the address itself, to read and to write."""
    if request.method == "OPTIONS":
        headers = {"Allow": _METHODS, "Access-Control-Allow-Methods": _METHODS, **CORS}
        return Response(status_code=204, headers=headers)
    named, graph = _target(request)
    try:
        if request.method in ("GET", "HEAD"):
            if not named:
                raise HTTPException(400, "name a graph: ?graph=IRI, or ?default")
            return await _read(request, graph)
        require_writer(request)
        if request.method == "DELETE":
            if not named:
                raise HTTPException(400, "name the graph to be removed: ?graph=IRI, or ?default")
            await _write(request, DropGraph(graph, _condition(request)))
            return Response(status_code=204, headers=CORS)
        return await _take(request, named, graph)
    except SimpulError as error:
        return plain_error(error)


def _target(request: Request) -> tuple[bool, str | None]:
    """Whether a graph is named, and which; None is the default graph."""
    path = request.scope["raw_path"].decode("latin-1")
    base = str(request.base_url).rstrip("/")
    if request.path_params.get("path"):
        return True, f"{base}{path}"
    fields = address_fields(request)
    default, graph = only(fields, "default") is not None, only(fields, "graph")
    if default and graph is not None:
        raise HTTPException(400, "name one graph: either ?graph=IRI or ?default")
    return default or graph is not None, graph


async def _read(request: Request, graph: str | None) -> Response:
    accept = request.headers.get("accept", "")
    wanted = preferred(accept, tuple(_READ))
    if wanted is None:
        raise HTTPException(406, f"graphs come as {', '.join(_READ)}")
    state = request.app.state
    iri = own_default(state.settings).value if graph is None else graph
    query = Query(
        ALL_TRIPLES, triples=_READ[wanted], default_graphs=(iri,), graph=graph, base_iri=state.settings.base_iri
    )
    served = state.source.current()
    answer = await while_present(request.receive, served.answers.answer(query, client_of(request)))
    headers = {"Vary": "Accept"}
    if state.tokens and not is_derived(iri, state.settings):
        tag = f"{await run_in_threadpool(served.graph_state, iri)}.{query.triples}"
        headers["ETag"] = f'"{tag}"'
        if tag in _tags(request, "if-none-match"):
            answer.discard()
            return Response(status_code=304, headers={**CORS, **headers})
    return respond(answer, headers)


def _condition(request: Request) -> Condition:
    """What a request to write asks of the graph as it is."""
    # A tag is of one syntax; the state that it begins with is that of the graph.
    states = tuple(tag.partition(".")[0] for tag in _tags(request, "if-match"))
    return Condition(states or ("",) * ("if-match" in request.headers), "*" in _tags(request, "if-none-match"))


def _tags(request: Request, header: str) -> list[str]:
    """The strong entity tags of a header, without quotation marks, or ``*``."""
    said = request.headers.get(header, "")
    return ["*"] if said.strip() == "*" else [tag for weak, tag in _TAG.findall(said) if not weak]


async def _take(request: Request, named: bool, graph: str | None) -> Response:
    headers = dict(CORS)
    if not named:
        if request.method == "PUT":
            raise HTTPException(400, "name the graph to be written: ?graph=IRI, or ?default")
        graph = f"{str(request.url.replace(query='', fragment='')).rstrip('/')}/{uuid.uuid4().hex}"
        headers["Location"] = graph
    async with _parts(request) as parts:
        base = graph or str(request.url)
        kind = ReplaceGraph if request.method == "PUT" else AddTriples
        written = await _write(request, kind(graph, parts, base, _condition(request)))
    return Response(status_code=204 if written.existed else 201, headers=headers)


async def _write(request: Request, wanted: AddTriples | ReplaceGraph | DropGraph) -> Written:
    pool: Pool = request.app.state.source.pools["write"]
    return await while_present(request.receive, pool.write(wanted, client_of(request)))


@asynccontextmanager
async def _parts(request: Request) -> AsyncIterator[tuple[Part, ...]]:
    """The triples of the body, in files that are there for a while."""
    pool: Pool = request.app.state.source.pools["write"]
    kind, limit = media_type_of(request), request.app.state.limits.write_bytes
    with contextlib.ExitStack() as stack:
        if kind == "multipart/form-data" and request.method == "POST":
            yield await _uploaded(request, pool, limit, stack)
            return
        part = Part(stack.enter_context(_spooled(pool)), _format(kind))
        with part.path.open("wb") as file:
            async for piece in pieces(request, limit):
                await asyncio.to_thread(file.write, piece)
        yield (part,)


async def _uploaded(request: Request, pool: Pool, limit: int, stack: contextlib.ExitStack) -> tuple[Part, ...]:
    stream: Any = pieces(request, limit)
    try:
        form = await MultiPartParser(
            request.headers, stream, max_files=_MOST_PARTS, max_fields=_MOST_PARTS, max_part_size=limit
        ).parse()
    except MultiPartException as error:
        raise HTTPException(400, f"the form cannot be read: {error.message}") from None
    try:
        return tuple([await _copied(upload, pool, stack) for _, upload in form.multi_items()])
    finally:
        await form.close()


async def _copied(upload: UploadFile | str, pool: Pool, stack: contextlib.ExitStack) -> Part:
    if not isinstance(upload, UploadFile):
        raise HTTPException(400, "each part of the form must be a file with a Content-Type")
    part = Part(stack.enter_context(_spooled(pool)), _format((upload.content_type or "").split(";")[0].strip()))
    with part.path.open("wb") as file:
        while piece := await upload.read(1 << 18):
            await asyncio.to_thread(file.write, piece)
    return part


@contextlib.contextmanager
def _spooled(pool: Pool) -> Iterator[Path]:
    path = pool.spool()
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _format(media_type: str) -> str:
    if media_type not in _WRITTEN:
        raise HTTPException(415, f"graphs are taken as {', '.join(_WRITTEN)}")
    return _WRITTEN[media_type]
