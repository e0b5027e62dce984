"""SPARQL: the query side of the SPARQL 1.1 Protocol, and a page to ask from. Nothing here writes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, unquote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.errors import SimpulError
from kg.rdf.terms import prefixes
from kg.serve.answers import Answer, Query
from kg.serve.description import description
from kg.serve.errors import status_of
from kg.serve.examples import EXAMPLES, example
from kg.serve.negotiation import names_html, preferred
from kg.serve.rendering import Addresses, page
from kg.store import GRAPH_FORMATS, RESULT_FORMATS

_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Vary": "Accept, Accept-Language, Cookie",
}
_ROWS = {
    **{f.media_type: name for name, f in RESULT_FORMATS.items()},
    "application/json": "json",
    "application/xml": "xml",
}
_TRIPLES = {f.media_type: name for name, f in GRAPH_FORMATS.items() if name not in ("nquads", "trig")}
_TRIPLES |= {"application/json": "jsonld", "text/plain": "ntriples"}
_UPDATE = "this endpoint takes no updates"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row to be shown: its text, and the address it links to."""

    text: str
    link: str


async def endpoint(request: Request) -> Response:
    """``/sparql``: queries by GET and POST, what the endpoint can do, and a page for browsers that ask for HTML."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS", **_CORS})
    fields = await _fields(request)
    accept = request.headers.get("accept", "")
    if _wants_page(accept) and "format" not in dict(fields):
        return await run_in_threadpool(_html, request, fields)
    if not fields and request.method != "POST":
        return _description(request, accept)
    try:
        query = replace(_query(fields, accept), base_iri=request.app.state.settings.base_iri)
        answer = await run_in_threadpool(request.app.state.source.current().answers.answer, query)
    except SimpulError as error:
        return PlainTextResponse(f"{error}\n", status_of(error)[0], _CORS)
    return Response(answer.content, media_type=_media_type(answer), headers=_CORS)


def _wants_page(accept: str) -> bool:
    return names_html(accept) and preferred(accept, ("text/html", *_ROWS, *_TRIPLES)) == "text/html"


async def _fields(request: Request) -> list[tuple[str, str]]:
    """The parameters of the operation, from the address and the body; raises ``HTTPException`` for a bad request."""
    fields = request.query_params.multi_items()
    if request.method == "POST":
        body = await _body(request)
        media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if media_type == "application/x-www-form-urlencoded":
            fields = [*fields, *_form(body)]
        elif media_type == "application/sparql-query":
            fields = [*fields, ("query", body)]
        elif media_type == "application/sparql-update":
            raise HTTPException(403, _UPDATE)
        else:
            raise HTTPException(415, "send a form (application/x-www-form-urlencoded) or application/sparql-query")
    if any(name == "update" for name, _ in fields):
        raise HTTPException(403, _UPDATE)
    if sum(name == "query" for name, _ in fields) > 1:
        raise HTTPException(400, "there must be exactly one query")
    return fields


async def _body(request: Request) -> str:
    content = b""
    async for chunk in request.stream():
        content += chunk
        if len(content) > request.app.state.limits.body_bytes:
            raise HTTPException(413, "the request is too large")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise HTTPException(400, "the request is not UTF-8") from None


def _form(body: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise HTTPException(400, "the form cannot be read: it must be UTF-8 with at most 100 fields") from None


def _query(fields: Sequence[tuple[str, str]], accept: str) -> Query:
    values = dict(fields)
    if "query" not in values:
        raise HTTPException(400, "the parameter query is missing")
    chosen = values.get("format", "")
    rows, triples = _chosen(chosen) if chosen else _negotiated(accept)
    graphs = {kind: [value for name, value in fields if name == f"{kind}-graph-uri"] for kind in ("default", "named")}
    return Query(values["query"], rows, triples, graphs["default"] or None, graphs["named"] or None)


def _description(request: Request, accept: str) -> Response:
    name = _TRIPLES[preferred(accept, tuple(_TRIPLES)) or "text/turtle"]
    content = description(str(request.url.replace(query="", fragment="")), name)
    return Response(content, media_type=_media_type(Answer("triples", name, b"")), headers=_CORS)


def _negotiated(accept: str) -> tuple[str, str]:
    rows, triples = preferred(accept, tuple(_ROWS)), preferred(accept, tuple(_TRIPLES))
    if rows is None and triples is None:
        raise HTTPException(406, f"results come as {', '.join([*_ROWS, *_TRIPLES])}")
    # What a query gives is known only when it is parsed: a client that names no format for it gets the usual one.
    return _ROWS[rows or "application/sparql-results+json"], _TRIPLES[triples or "text/turtle"]


def _chosen(name: str) -> tuple[str, str]:
    if name not in RESULT_FORMATS and name not in GRAPH_FORMATS:
        raise HTTPException(400, f"format must be one of {', '.join([*RESULT_FORMATS, *GRAPH_FORMATS])}")
    return (name if name in RESULT_FORMATS else "json"), (name if name in GRAPH_FORMATS else "turtle")


def _media_type(answer: Answer) -> str:
    formats: Mapping[str, Any] = GRAPH_FORMATS if answer.kind == "triples" else RESULT_FORMATS
    media_type = str(formats[answer.format].media_type)
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _html(request: Request, fields: Sequence[tuple[str, str]]) -> Response:
    values, limits = dict(fields), request.app.state.limits
    chosen = example(values.get("example", ""))
    text = values.get("query", chosen.text if chosen else "")
    context: dict[str, Any] = {
        "query": text or EXAMPLES[0].text,
        "examples": EXAMPLES,
        "chosen": chosen,
        "prefixes": prefixes(request.app.state.settings),
        "answer": None,
        "error": "",
    }
    status = 200
    if text:
        try:
            settings = request.app.state.settings
            query = _query([*fields, ("query", text)], "")
            query = replace(query, base_iri=settings.base_iri, first=limits.table_rows)
            answer = request.app.state.source.current().answers.answer(query)
            context |= _shown(answer, limits.table_rows, Addresses(settings))
        except SimpulError as error:
            status = status_of(error)[0]
            context["error"] = str(error)
    return page(request, "sparql.html", context, status, _CORS)


def _shown(answer: Answer, limit: int, addresses: Addresses) -> dict[str, Any]:
    """What a page shows of a result: a table, a yes or no, or the beginning of a Turtle text."""
    if answer.kind == "triples":
        lines = answer.content.decode().splitlines()
        return {"answer": "triples", "total": len(lines), "turtle": "\n".join(lines[:limit]), "limit": limit}
    result = json.loads(answer.content)
    if answer.kind == "boolean":
        return {"answer": "boolean", "yes": result["boolean"]}
    rows = [[_cell(cell, addresses) for cell in row] for row in result["rows"]]
    return {"answer": "rows", "total": result["total"], "names": result["names"], "rows": rows, "limit": limit}


def _cell(cell: Sequence[str] | None, addresses: Addresses) -> Cell:
    if cell is None:
        return Cell("", "")
    kind, text = cell
    if kind != "uri":
        return Cell(text, "")
    own = addresses.page(text)
    if own:
        return Cell(unquote(own.removeprefix("/page/").split("?")[0]), own)
    return Cell(text, text if text.startswith(("http://", "https://")) else "")
