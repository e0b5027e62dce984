"""Signing: in, with a token and a name, and out."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.serve.authorization import fits
from kg.serve.curation.guard import COOKIE, desk_of, form_of, private, require_own_page
from kg.serve.curation.sessions import LIFETIME, Session
from kg.serve.parameters import Fields, only
from kg.serve.rendering import page

# A path of this server: after "//" or "/\" a browser reads a host.
_OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\\]*")
_NAME = 100


def form(request: Request) -> Response:
    """The form that asks for a token and a name."""
    return private(_form(request, request.query_params.get("next", "")))


async def sign_in(request: Request) -> Response:
    """Begin a session where the token is right; the browser keeps its id, and never the token."""
    require_own_page(request)
    fields = await form_of(request)
    next_, who = only(fields, "next") or "", one_line(only(fields, "who") or "")[:_NAME]
    if not who or not fits(only(fields, "token") or "", desk_of(request).tokens):
        return private(_form(request, next_, who, failed=True))
    response = RedirectResponse(next_ if _OWN_PATH.fullmatch(next_) else "/review", 303)
    secure = request.url.scheme == "https"
    id_ = desk_of(request).sessions.begin(who)
    response.set_cookie(COOKIE, id_, max_age=LIFETIME, httponly=True, samesite="strict", secure=secure)
    return private(response)


def sign_out(request: Request, session: Session, fields: Fields) -> Response:
    """End the session."""
    desk_of(request).sessions.end(request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


def _form(request: Request, next_: str, who: str = "", failed: bool = False) -> Response:
    context = {"next": next_ if _OWN_PATH.fullmatch(next_) else "/review", "who": who, "failed": failed}
    return page(request, "review/sign_in.html", context, 403 if failed else 200)


def one_line(text: str) -> str:
    """Text that people typed, as it goes into the ledger: on one line, of characters that can be seen."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())
