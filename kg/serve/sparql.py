"""SPARQL: the query operation of the SPARQL 1.1 Protocol, and a page to ask from. Nothing here writes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import SimpulError
from kg.rdf.terms import prefixes
from kg.serve.answers import Answer, Query
from kg.serve.description import description
from kg.serve.editor import editor_address
from kg.serve.errors import plain_error, status_of
from kg.serve.examples import EXAMPLES, example
from kg.serve.negotiation import names_html, preferred
from kg.serve.parameters import Fields, address_fields, form_fields, media_type_of, read_text
from kg.serve.presence import client_of, while_present
from kg.serve.rendering import Addresses, page
from kg.serve.responses import CORS, media_type, respond
from kg.store import GRAPH_FORMATS, RESULT_FORMATS
from kg.views.question import shortened

_METHODS = "GET, HEAD, POST, OPTIONS"
QUERY_VARY = {"Vary": "Accept, Accept-Language, Cookie"}
"""What the responses of the endpoint depend on."""
GIVEN = "simpul.answer"
"""Under this key a request's scope may have a query with the answer that it has been given already."""
_ROWS = {
    **{f.media_type: name for name, f in RESULT_FORMATS.items()},
    "application/json": "json",
    "application/xml": "xml",
}
_TRIPLES = {f.media_type: name for name, f in GRAPH_FORMATS.items() if name not in ("nquads", "trig")}
_TRIPLES |= {"application/json": "jsonld", "text/plain": "ntriples"}
_SHOWN_BYTES = 1_000_000
_UPDATE = "this endpoint takes no updates; where they are taken, it is at /update"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row to be shown: its text, and the address it links to."""

    text: str
    link: str


async def endpoint(request: Request) -> Response:
    """``/sparql``: queries by GET and POST, what the endpoint can do, and a page for browsers that ask for HTML."""
    if request.method == "OPTIONS":
        headers = {"Allow": _METHODS, "Access-Control-Allow-Methods": _METHODS, **CORS}
        return Response(status_code=204, headers=headers)
    fields = await _fields(request)
    accept = request.headers.get("accept", "")
    if wants_page(accept) and "format" not in dict(fields):
        return await _html(request, fields)
    if not fields and request.method != "POST":
        return _description(request, accept)
    try:
        query = query_of(fields, accept, request.app.state.settings.base_iri)
        answer = await _answered(request, query)
    except SimpulError as error:
        return plain_error(error)
    return respond(answer, QUERY_VARY)


async def _answered(request: Request, query: Query) -> Answer:
    if (given := request.scope.get(GIVEN)) and given[0] == query:
        answer: Answer = given[1]
        return answer
    served = request.app.state.source.current()
    return await while_present(request.receive, served.answers.answer(query, client_of(request)))


def wants_page(accept: str) -> bool:
    """Whether the client prefers a page for people to any result."""
    return names_html(accept) and preferred(accept, ("text/html", *_ROWS, *_TRIPLES)) == "text/html"


async def _fields(request: Request) -> Fields:
    """The parameters of the operation, from the address and the body; raises ``HTTPException`` for a bad request."""
    fields = address_fields(request)
    if request.method == "POST":
        kind = media_type_of(request)
        if kind == "application/x-www-form-urlencoded":
            fields = [*fields, *form_fields(await read_text(request, request.app.state.limits.body_bytes))]
        elif kind == "application/sparql-query":
            fields = [*fields, ("query", await read_text(request, request.app.state.limits.body_bytes))]
        elif kind == "application/sparql-update":
            raise HTTPException(403, _UPDATE)
        else:
            raise HTTPException(415, "send a form (application/x-www-form-urlencoded) or application/sparql-query")
    if any(name == "update" for name, _ in fields):
        raise HTTPException(403, _UPDATE)
    if sum(name == "query" for name, _ in fields) > 1:
        raise HTTPException(400, "there must be exactly one query")
    return fields


def query_of(fields: Sequence[tuple[str, str]], accept: str, base_iri: str) -> Query:
    """The query that the fields of a request say; raises ``HTTPException`` where they say none, or no known format."""
    values = dict(fields)
    if "query" not in values:
        raise HTTPException(400, "the parameter query is missing")
    chosen = values.get("format", "")
    rows, triples = _chosen(chosen) if chosen else _negotiated(accept)
    default, named = (tuple(v for name, v in fields if name == f"{kind}-graph-uri") for kind in ("default", "named"))
    return Query(values["query"], rows, triples, default or None, named or None, base_iri)


def _description(request: Request, accept: str) -> Response:
    name = _TRIPLES[preferred(accept, tuple(_TRIPLES)) or "text/turtle"]
    updates = f"{request.base_url}update" if request.app.state.tokens else ""
    content = description(str(request.url.replace(query="", fragment="")), name, updates)
    return Response(content, media_type=media_type("triples", name), headers={**CORS, "Vary": "Accept"})


@lru_cache(maxsize=1_000)
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


async def _html(request: Request, fields: Sequence[tuple[str, str]]) -> Response:
    values, limits = dict(fields), request.app.state.limits
    chosen = example(values.get("example", ""))
    text = values.get("query", chosen.text if chosen else "")
    context: dict[str, Any] = {
        "query": text or EXAMPLES[0].text,
        "examples": EXAMPLES,
        "chosen": chosen,
        "prefixes": prefixes(request.app.state.settings),
        "editor": editor_address(),
        "answer": None,
        "error": "",
    }
    status = 200
    if text:
        try:
            settings = request.app.state.settings
            query = query_of([*fields, ("query", text)], "", settings.base_iri)
            query = replace(query, first=limits.table_rows)
            answer = await _answered(request, query)
            context |= await run_in_threadpool(_shown, answer, limits.table_rows, Addresses(settings))
        except SimpulError as error:
            status = status_of(error)[0]
            context["error"] = str(error)
    return await run_in_threadpool(page, request, "sparql.html", context, status, CORS)


def _shown(answer: Answer, limit: int, addresses: Addresses) -> dict[str, Any]:
    """What a page shows of a result: a table, a yes or no, or the beginning of a Turtle text."""
    if answer.kind == "triples":
        content, total = answer.beginning(_SHOWN_BYTES)
        lines = [shortened(line) for line in content.decode(errors="ignore").split("\n", limit)[:limit]]
        return {"answer": "triples", "total": total, "turtle": "\n".join(lines), "limit": limit}
    result = json.loads(answer.read())
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
