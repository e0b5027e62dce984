"""Representations: one page as HTML, JSON, CSV or Turtle, by the address (``.csv``, ``?format=csv``) or ``Accept``."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.serve.linked_data import links
from kg.serve.negotiation import preferred
from kg.serve.rendering import Addresses, page
from kg.serve.responses import CORS
from kg.views.tables import Table

MEDIA_TYPES = {"html": "text/html", "json": "application/json", "csv": "text/csv", "ttl": "text/turtle"}
"""What a page can be had as: the ending of its address, and the media type."""

TABLE_SIZE = 10_000
"""How many rows of a list a table has at most; ``offset`` leads to the rest."""

WHOLE = "simpul.whole"
"""What is true in the scope of a request that wants lists as data whole, however long they are."""

_VARY = {"Vary": "Accept, Accept-Language, Cookie"}


def routes(path: str, endpoint: Callable[[Request], Response | Awaitable[Response]]) -> list[Route]:
    """The addresses of a page: its path, and the path with the ending of each representation."""
    return [Route(path, endpoint), Route(f"{'/index' if path == '/' else path}.{{format}}", endpoint)]


def split(path: str) -> tuple[str, str]:
    """The path of a thing without, and with the name of, the representation that it ends in."""
    stem, _, ending = path.rpartition(".")
    return (stem, ending) if stem and ending in MEDIA_TYPES else (path, "")


def format_of(request: Request) -> str:
    """Which representation a request wants: by the ending of its address, by ``?format=``, or by ``Accept``.

    Raises ``HTTPException`` 404 for an ending that no page has, and 400 for such a ``format``.
    """
    ending = request.path_params.get("format") or split(str(request.path_params.get("path", "")))[1]
    asked = request.query_params.get("format", "")
    if ending and ending not in MEDIA_TYPES:
        raise HTTPException(404)
    if asked and asked not in MEDIA_TYPES:
        raise HTTPException(400, f"a page comes as {', '.join(MEDIA_TYPES)}")
    by_type = {media_type: name for name, media_type in MEDIA_TYPES.items()}
    accepted = preferred(request.headers.get("accept", ""), tuple(by_type))
    return str(ending or asked or by_type[accepted or "text/html"])


def size_of(request: Request, shown: int) -> int:
    """How many entries of a list a request wants: a table is for programs and spreadsheets, which turn no pages."""
    if request.scope.get(WHOLE):
        return sys.maxsize
    return TABLE_SIZE if format_of(request) == "csv" else shown


def represented(
    request: Request, template: str, context: Mapping[str, Any], data: object, table: Callable[[], Table], iri: str = ""
) -> Response:
    """The page as what the request wants it to be.

    ``data`` is a dataclass, or a mapping of such, that JSON shows; ``table`` makes the rows that CSV shows; Turtle is
    had of the pages about one thing, ``iri``, where its data is. A ``Link`` header leads to its other forms.
    """
    wanted = format_of(request)
    if wanted == "ttl" and not iri:
        raise HTTPException(406, "this page comes as HTML, JSON and CSV; the data about each thing comes as Turtle")
    if wanted == "html":
        response = page(request, template, context)
    elif wanted == "json":
        response = _response(json.dumps(_plain(data), ensure_ascii=False, indent=1), "application/json")
    elif wanted == "csv":
        response = _response(table().csv(), "text/csv; charset=utf-8")
    else:
        address = Addresses(request.app.state.settings).data(iri)
        response = RedirectResponse(f"{address}.ttl", 303, {**_VARY, **CORS})
    if iri:
        response.headers["Link"] = links(request, iri)
    return response


def _response(text: str, media_type: str) -> Response:
    # Text of articles may hold what no UTF-8 can say (a surrogate alone): shown as a question mark, like on pages.
    return Response(text.encode("utf-8", "replace"), media_type=media_type, headers={**_VARY, **CORS})


def _plain(data: object) -> Any:
    if is_dataclass(data) and not isinstance(data, type):
        return {field.name: _plain(getattr(data, field.name)) for field in fields(data)}
    if isinstance(data, Mapping):
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(item) for item in data] if isinstance(data, list | tuple) else data
