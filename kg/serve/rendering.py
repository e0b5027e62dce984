"""Rendering: templates into HTML, in the reader's language, every value escaped unless a template says otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.serve.curation.guard import session_of
from kg.serve.negotiation import preferred_language
from kg.settings import Settings
from kg.views.evidence import Evidence
from kg.views.language import LANGUAGES, Language

_COOKIE = "lang"
_TARGET = re.compile(r"([^#]+)#(char|title)=(\d+),(\d+)")


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("kg.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def language_of(request: Request) -> Language:
    """The reader's language: what the address asks for, else what was chosen before, else what the browser prefers."""
    for choice in (request.query_params.get("lang", ""), request.cookies.get(_COOKIE, "")):
        if choice in LANGUAGES:
            return Language.of(choice)
    return Language.of(preferred_language(request.headers.get("accept-language", ""), LANGUAGES))


class Addresses:
    """The addresses of pages: where a thing, an article's words or a list's next part is to be seen."""

    def __init__(self, settings: Settings) -> None:
        self._base = settings.base_iri

    def page(self, iri: str) -> str:
        """The page of a thing of this graph, or of the words that a target names; empty for any other IRI."""
        if target := _TARGET.fullmatch(iri):
            anchor = f"{target[2]}-{target[3]}-{target[4]}"
            return f"{self._path('/page/', target[1])}?show={anchor}#{anchor}" if self._path("", target[1]) else ""
        return self._path("/page/", iri)

    def data(self, iri: str) -> str:
        """The data about a thing of this graph; empty for any other IRI."""
        return self._path("/data/", iri)

    def graph(self, iri: str) -> str:
        """The interactive picture around a thing of this graph; empty for any other IRI."""
        return self._path("/graph/", iri)

    def short(self, iri: str) -> str:
        """An IRI of this graph as it stands in the parameters of addresses, without the part that all share."""
        return iri.removeprefix(self._base)

    def events(self, iri: str) -> str:
        """The events about a thing of this graph, along time and on the map."""
        return f"/events?{urlencode({'about': self.short(iri)})}"

    def words(self, evidence: Evidence) -> str:
        """The article's page with the words of this evidence pointed out."""
        return f"{self.page(evidence.source.iri)}?show={evidence.anchor}#{evidence.anchor}"

    def _path(self, prefix: str, iri: str) -> str:
        if not iri.startswith(self._base) or iri == self._base:
            return ""
        return prefix + quote(iri.removeprefix(self._base), safe="/~:@!$&'()*+,;=")


def page(
    request: Request, template: str, context: Mapping[str, object], status: int = 200, headers: Mapping[str, str] = {}
) -> Response:
    """The HTML of a template; a language named in the address is remembered in a cookie."""
    language = language_of(request)
    other = next(code for code in LANGUAGES if code != language.code)
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    content = (
        _templates()
        .get_template(template)
        .render(
            **context,
            words=language,
            t=language.text,
            href=Addresses(request.app.state.settings),
            path=request.url.path,
            other_language=f"/{quote(request.url.path.lstrip('/'))}?{urlencode([*query, ('lang', other)])}",
            other_code=other,
            curator=session_of(request),
        )
    )
    response = HTMLResponse(content, status, {"Vary": "Accept, Accept-Language, Cookie", **headers})
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(_COOKIE, language.code, max_age=31_536_000, httponly=True, samesite="lax")
    return response
