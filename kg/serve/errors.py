"""Errors: what goes wrong, as a status and a page (or a line of text) that says what to do."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.errors import (
    DamageError,
    MissingExtraError,
    NotFoundError,
    QueryError,
    RemoteStoreError,
    SimpulError,
    StoreError,
    WorkspaceError,
)
from kg.identity.ledger import LedgerError
from kg.serve.answers import BusyError, TimeLimitError
from kg.serve.negotiation import names_html
from kg.serve.recovery import LOG
from kg.serve.rendering import page
from kg.serve.responses import CORS
from kg.writing import ConditionError, DerivedGraphError

_KNOWN: dict[type[SimpulError], tuple[int, str]] = {
    NotFoundError: (404, "404"),
    QueryError: (400, "400"),
    LedgerError: (400, "400"),
    StoreError: (503, "503"),
    RemoteStoreError: (503, "remote"),
    WorkspaceError: (503, "503"),
    MissingExtraError: (501, "501"),
    TimeLimitError: (503, "timeout"),
    BusyError: (503, "busy"),
    DerivedGraphError: (409, "400"),
    ConditionError: (412, "400"),
}
"""Error to HTTP status and to the words of the page (``errors.…`` of the catalogues)."""


def status_of(error: SimpulError) -> tuple[int, str]:
    """The status and the key of the words for an error: those of its own class, else of the nearest one above it."""
    return next((_KNOWN[kind] for kind in type(error).__mro__ if kind in _KNOWN), (500, "500"))


def plain_error(error: SimpulError) -> Response:
    """An error as a line of text, for programs."""
    status, _ = status_of(error)
    return PlainTextResponse(f"{message_of(error)}\n", status, {**CORS, **_retry(error)})


def message_of(error: SimpulError) -> str:
    """What a client may know of an error: nothing of files and folders."""
    if isinstance(error, DamageError):
        return "the graph cannot be read; it is being made anew"
    if isinstance(error, RemoteStoreError):
        LOG.error("%s", error)
        return "the server that holds the graph gives no answer"
    return "there is no graph here yet" if isinstance(error, StoreError | WorkspaceError) else str(error)


def _retry(error: SimpulError) -> dict[str, str]:
    """When to come back; not for a query that would take too long again."""
    later = status_of(error)[0] == 503 and not isinstance(error, TimeLimitError)
    return {"Retry-After": "10" if isinstance(error, StoreError) else "2"} if later else {}


def simpul_error(request: Request, error: Exception) -> Response:
    """A refusal or failure that Simpul itself raised."""
    assert isinstance(error, SimpulError)
    if isinstance(error, DamageError):
        request.app.state.source.suspect()
    status, key = status_of(error)
    detail = str(error) if status in (400, 409, 501) else ""
    return _shown(request, status, key, message_of(error), detail, _retry(error))


def http_error(request: Request, error: Exception) -> Response:
    """An address that does not exist, or a method that it does not take."""
    assert isinstance(error, HTTPException)
    key = str(error.status_code) if error.status_code in (400, 403, 404, 405, 406, 413) else "400"
    return _shown(request, error.status_code, key, error.detail, "", dict(error.headers or {}))


def unexpected_error(request: Request, error: Exception) -> Response:
    """A defect: the reader learns that it happened, the log learns what it was."""
    return _shown(request, 500, "500", "Internal Server Error", "", {})


def _shown(request: Request, status: int, key: str, text: str, detail: str, headers: dict[str, str]) -> Response:
    if request.method == "HEAD" or names_html(request.headers.get("accept", "")):
        return page(request, "error.html", {"key": key, "status": status, "detail": detail}, status, headers)
    return PlainTextResponse(text + "\n", status, headers)
