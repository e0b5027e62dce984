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

ADDRESSES = "simpul.addresses"
"""Where the scope of a request holds other ``Addresses`` than those of this server."""

_COOKIE = "lang"
_TARGET = re.compile(r"([^#]+)#(char|title)=(\d+),(\d+)")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no HTML may hold: control characters, halves of a pair, noncharacters."""
_CLOSER = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
"""What ends each character that turns the direction of the text after it (UAX #9): embeddings, and isolates."""
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("kg.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=printable,
    )


def compile_templates() -> None:
    """Compile all templates, which takes longer than to fill one in."""
    for name in _templates().list_templates():
        _templates().get_template(name)


def printable(value: object) -> object:
    """A value as it may stand on a page: each character that HTML forbids shows as the one for unknown ones.

    What turns the direction of text ends with the value: an element that isolates it (``bdi``) does not suffice,
    because browsers end that by a character that then ends the value's own turn.
    """
    if not isinstance(value, str) or value.isprintable():  # nothing that is looked for here is printable
        return value
    if _UNPRINTABLE.search(value):
        value = type(value)(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value))
    return type(value)(_closed(value)) if _TURNING.search(value) else value


def _closed(text: str) -> str:
    """The text with every turn of direction ended within it, and no end that is not its own."""
    open_, kept = [], []
    for character in text:
        if closer := _CLOSER.get(character):
            open_.append(closer)
        elif character == "\u2069" and character in open_:
            while open_.pop() != character:
                pass
        elif character == "\u202c" and open_[-1:] == [character]:
            open_.pop()
        elif _TURNING.match(character):
            continue
        kept.append(character)
    return "".join(kept + open_[::-1])


def language_of(request: Request) -> Language:
    """The reader's language: what the address asks for, else what was chosen before, else what the browser prefers."""
    for choice in (request.query_params.get("lang", ""), request.cookies.get(_COOKIE, "")):
        if choice in LANGUAGES:
            return Language.of(choice)
    return Language.of(preferred_language(request.headers.get("accept-language", ""), LANGUAGES))


class Addresses:
    """The addresses of pages: where a thing, an article's words or a list's next part is to be seen.

    Every template asks here for each address that it writes, so that the same pages can lie elsewhere.
    """

    scripts: tuple[str, ...] = ("/static/complete.js",)
    """The scripts of every page."""
    policy = ""
    """The Content-Security-Policy that a page must hold itself, where no header says it."""

    def __init__(self, settings: Settings) -> None:
        self._base = settings.base_iri

    def at(self, address: str) -> str:
        """Where what this server has at an address is to be seen; empty where it is not there."""
        return address

    def form(self, path: str) -> str:
        """Where a form about the page at a path sends its fields; empty where nothing reads them."""
        return path

    def translated(self, path: str, query: str, language: str) -> str:
        """The page at a path and a query in another language."""
        return f"/{quote(path.lstrip('/'))}?{query}{'&' if query else ''}lang={language}"

    def path(self, iri: str) -> str:
        """The path of the page of a thing of this graph on this server; empty for any other IRI."""
        return self._path("/page/", iri)

    def page(self, iri: str) -> str:
        """The page of a thing of this graph, or of the words that a target names; empty for any other IRI."""
        if target := _TARGET.fullmatch(iri):
            return self._words(target[1], f"{target[2]}-{target[3]}-{target[4]}")
        return self.at(self.path(iri))

    def data(self, iri: str, ending: str = "") -> str:
        """The data about a thing of this graph, of that ending (``ttl``); empty for any other IRI."""
        path = self._path("/data/", iri)
        return self.at(f"{path}.{ending}" if path and ending else path)

    def graph(self, iri: str) -> str:
        """The interactive picture around a thing of this graph; empty for any other IRI."""
        return self.at(self._path("/graph/", iri))

    def short(self, iri: str) -> str:
        """An IRI of this graph as it stands in the parameters of addresses, without the part that all share."""
        return iri.removeprefix(self._base)

    def events(self, iri: str) -> str:
        """The events about a thing of this graph, along time and on the map."""
        return self.at(f"/events?{urlencode({'about': self.short(iri)})}")

    def words(self, evidence: Evidence, least: float = 0.0) -> str:
        """The article's page with the words of this evidence pointed out, and claims that are less sure left out."""
        return self._words(evidence.source.iri, evidence.anchor, least)

    def _words(self, article: str, anchor: str, least: float = 0.0) -> str:
        path, only = self.path(article), f"&min_confidence={least}" if least else ""
        return self.at(f"{path}?show={anchor}{only}#{anchor}") if path else ""

    def _path(self, prefix: str, iri: str) -> str:
        if not iri.startswith(self._base) or iri == self._base:
            return ""
        return prefix + quote(iri.removeprefix(self._base), safe="/~:@!$&'()*+,;=")


def rendered(template: str, language: Language, href: Addresses, context: Mapping[str, object]) -> str:
    """The HTML of a template in a language; what has no address is no link."""
    content = _templates().get_template(template).render(**context, words=language, t=language.text, href=href)
    return content.replace(' href=""', "")


def page(
    request: Request, template: str, context: Mapping[str, object], status: int = 200, headers: Mapping[str, str] = {}
) -> Response:
    """The page of a template; a language named in the address is remembered in a cookie."""
    language = language_of(request)
    other = next(code for code in LANGUAGES if code != language.code)
    query = urlencode([(name, value) for name, value in request.query_params.multi_items() if name != "lang"])
    href = request.scope.get(ADDRESSES) or Addresses(request.app.state.settings)
    around = {
        "path": request.url.path,
        "other_language": href.translated(request.url.path, query, other),
        "other_code": other,
        "curator": session_of(request),
    }
    content = rendered(template, language, href, {**context, **around})
    response = HTMLResponse(content, status, {"Vary": "Accept, Accept-Language, Cookie", **headers})
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(_COOKIE, language.code, max_age=31_536_000, httponly=True, samesite="lax")
    return response
