"""Guard: only who has signed in, and only by forms of this server's own pages, may read and write here."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.serve.curation.desk import Desk
from kg.serve.curation.sessions import Session
from kg.serve.parameters import Fields, form_fields, media_type_of, pieces, read_text

COOKIE = "simpul-session"
SIGN_IN = "/review/sign-in"
_FORM_BYTES = 200_000
_UPLOAD_BYTES = 2_000_000
_MOST_FIELDS = 1_000

PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
"""What is shown to who has signed in is kept nowhere. With the site's ``no-referrer``, forms would name no origin."""

Reading = Callable[[Request, Session], Response]
Writing = Callable[[Request, Session, Fields], Response]


def desk_of(request: Request) -> Desk:
    """What curation keeps; it is there wherever these pages are."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def session_of(request: Request) -> Session | None:
    """The session of who asks; None for everybody else, and where curation is off."""
    desk, id_ = request.app.state.desk, request.cookies.get(COOKIE)
    return desk.sessions.of(id_) if desk is not None and id_ else None


def reading(handler: Reading) -> Callable[[Request], Response]:
    """An address to look at: without a session, one is sent to sign in."""

    def endpoint(request: Request) -> Response:
        session = session_of(request)
        return private(handler(request, session) if session else _to_sign_in(request))

    return endpoint


def writing(handler: Writing) -> Callable[[Request], Awaitable[Response]]:
    """An address to send a form to; refused with 403 where the form is not from a page of this server and session."""

    async def endpoint(request: Request) -> Response:
        require_own_page(request)
        session = session_of(request)
        if session is None:
            return private(RedirectResponse(SIGN_IN, 303))
        fields = await form_of(request)
        given = "".join(value for name, value in fields if name == "form_key")
        if not hmac.compare_digest(given.encode("utf-8", "surrogatepass"), session.form_key.encode()):
            raise HTTPException(403, "the form is not from a page of this session", PRIVATE)
        return private(await run_in_threadpool(handler, request, session, fields))

    return endpoint


def require_own_page(request: Request) -> None:
    """Raise ``HTTPException`` (403) unless the browser says that the form is on a page of this server."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    own = origin is not None and origin.partition("://")[2] == request.headers.get("host")
    if site not in (None, "same-origin") or (origin is not None and not own) or (site is None and origin is None):
        raise HTTPException(403, "the form is not from a page of this server", PRIVATE)


async def form_of(request: Request) -> Fields:
    """The fields of a form, a file among them as its text; raises ``HTTPException`` where it is too large or broken."""
    if media_type_of(request) != "multipart/form-data":
        return form_fields(await read_text(request, _FORM_BYTES), _MOST_FIELDS)
    stream: Any = pieces(request, _UPLOAD_BYTES)
    try:
        form = await MultiPartParser(request.headers, stream, max_files=1, max_fields=20).parse()
    except MultiPartException as error:
        raise HTTPException(400, f"the form cannot be read: {error.message}") from None
    try:
        return [(name, await _text(value)) for name, value in form.multi_items()]
    finally:
        await form.close()


async def _text(value: UploadFile | str) -> str:
    if isinstance(value, str):
        return value
    try:
        return (await value.read()).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise HTTPException(400, "the file is not UTF-8") from None


def private(response: Response) -> Response:
    """A response that nobody keeps."""
    response.headers.update(PRIVATE)
    return response


def _to_sign_in(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{SIGN_IN}?{urlencode({'next': request.url.path + query})}", 303)
