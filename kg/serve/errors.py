"""Errors: what goes wrong, as a status and a page (or a line of text) that says what to do."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.errors import MissingExtraError, NotFoundError, QueryError, SimpulError, StoreError
from kg.serve.answers import BusyError, TimeLimitError
from kg.serve.negotiation import names_html
from kg.serve.rendering import page

_KNOWN: dict[type[SimpulError], tuple[int, str]] = {
    NotFoundError: (404, "404"),
    QueryError: (400, "400"),
    StoreError: (503, "503"),
    MissingExtraError: (501, "501"),
    TimeLimitError: (503, "timeout"),
    BusyError: (503, "busy"),
}
"""Error to HTTP status and to the words of the page (``errors.…`` of the catalogues)."""


def status_of(error: SimpulError) -> tuple[int, str]:
    """The status and the key of the words for an error: those of its own class, else of the nearest one above it."""
    return next((_KNOWN[kind] for kind in type(error).__mro__ if kind in _KNOWN), (500, "500"))


def simpul_error(request: Request, error: Exception) -> Response:
    """A refusal or failure that Simpul itself raised."""
    assert isinstance(error, SimpulError)
    status, key = status_of(error)
    headers = {"Retry-After": "10"} if status == 503 else {}
    detail = str(error) if status in (400, 501) else ""
    return _shown(request, status, key, str(error), detail, headers)


def http_error(request: Request, error: Exception) -> Response:
    """An address that does not exist, or a method that it does not take."""
    assert isinstance(error, HTTPException)
    key = str(error.status_code) if error.status_code in (400, 404, 405, 406) else "400"
    return _shown(request, error.status_code, key, error.detail, "", dict(error.headers or {}))


def unexpected_error(request: Request, error: Exception) -> Response:
    """A defect: the reader learns that it happened, the log learns what it was."""
    return _shown(request, 500, "500", "Internal Server Error", "", {})


def _shown(request: Request, status: int, key: str, text: str, detail: str, headers: dict[str, str]) -> Response:
    if request.method == "HEAD" or names_html(request.headers.get("accept", "")):
        return page(request, "error.html", {"key": key, "status": status, "detail": detail}, status, headers)
    return PlainTextResponse(text + "\n", status, headers)
