"""Pages: the front page, search, and one page for each thing in the graph."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kg.errors import NotFoundError
from kg.serve.choices import Choices, short
from kg.serve.graphs import Served
from kg.serve.linked_data import PAGE_OR_DATA
from kg.serve.negotiation import preferred
from kg.serve.neighbourhood import picture
from kg.serve.rendering import Addresses, language_of
from kg.serve.representations import represented, size_of, split
from kg.serve.tenure_bars import tenure_line
from kg.serve.timeline_bars import bars
from kg.settings import Settings
from kg.views.article import article_page, quotation_evidence
from kg.views.changes import counts_in_words
from kg.views.entity import EntityPage
from kg.views.facts import Window
from kg.views.folding import fold
from kg.views.kinds import kind_page
from kg.views.names import TYPES
from kg.views.portrait import portrait
from kg.views.search import completions, search
from kg.views.statements import statement
from kg.views.tables import (
    claims_table,
    facts_table,
    happenings_table,
    reports_table,
    statements_table,
    things_table,
)

_LIST = 50
"""How many entries a page of one long list has."""

_LINES = {"Person": "career"}
"""What the tenures of a page are called, where they are not the holders of a post."""

_IN_EVENTS = ("Person", "Unit", "Program", "Place")

_COMPLETIONS = 8

_LARGEST_OFFSET = 10_000_000


def home(request: Request) -> Response:
    """What the graph holds, the latest events and articles, and who is in the news."""
    served = served_by(request)
    featured = served.featured
    context = {
        "summary": served.summary,
        "events": served.events,
        "featured": featured.thing if featured else None,
        "picture": picture(featured, language_of(request)) if featured else None,
        "kinds": served.kinds,
        "newest": next((build for build in served.builds if build.total), None),
        "in_words": counts_in_words,
    }
    data = {"summary": served.summary, "events": served.events}
    return represented(request, "home.html", context, data, lambda: happenings_table(served.events))


def find(request: Request) -> Response:
    """Search results, or everything of one type where only a type is given."""
    served = served_by(request)
    text, kind = request.query_params.get("q", "")[:200], request.query_params.get("type", "")
    kind = kind if kind in TYPES else ""
    size = size_of(request, _LIST)
    hits = served.view(search, text, size, offset=offset_of(request), type_=kind, names=served.names)
    context = {"hits": hits, "text": text, "kind": kind, "size": _LIST, "kinds": served.kinds, "fold": fold}
    table = partial(things_table, [(hit.thing, hit.articles) for hit in hits.hits])
    return represented(request, "search.html", context, hits, table)


def complete(request: Request) -> Response:
    """What the text typed so far may become, as JSON: the best few things, each with the address of its page.

    ``types`` names the types that are wanted, parted by commas; all without it.
    """
    served, language = served_by(request), language_of(request)
    types = [type_ for type_ in TYPES if type_ in request.query_params.get("types", "").split(",")] or TYPES
    addresses = Addresses(request.app.state.settings)
    found = completions(served.store, request.query_params.get("q", "")[:200], _COMPLETIONS, served.names, types)
    content = [
        {
            "label": hit.thing.label,
            "name": hit.name,
            "type": language.text(f"types.{hit.thing.type}.one"),
            "page": addresses.page(hit.thing.iri),
            "iri": hit.thing.iri,
            "id": addresses.short(hit.thing.iri),
            "articles": hit.articles,
        }
        for hit in found
    ]
    return JSONResponse(content, headers={"Vary": "Accept-Language, Cookie"})


def thing(request: Request) -> Response:
    """The page of anything that has one; raises ``NotFoundError`` for what the graph does not know."""
    iri = _iri(request)
    family = request.path_params["path"].split("/")[0]
    special = {"article": _article, "claim": _claim, "kind": _kind, "quotation": _quotation}
    return special.get(family, _entity)(request, iri)


def identifier(request: Request) -> Response:
    """An IRI as an address: see other, namely the page or the data about the thing."""
    wanted = preferred(request.headers.get("accept", ""), PAGE_OR_DATA)
    addresses = Addresses(request.app.state.settings)
    target = (addresses.page if wanted in (None, "text/html") else addresses.data)(_iri(request))
    headers = {"Vary": "Accept", "Access-Control-Allow-Origin": "*"}
    return RedirectResponse(target, 303, headers)


def _article(request: Request, iri: str) -> Response:
    shown = request.query_params.get("show", "")
    least = least_of(request)
    article = served_by(request).view(article_page, iri, shown, least)
    context = {"article": article, "shown": shown, "iri": iri, "least": least}
    return represented(request, "article.html", context, article, partial(statements_table, article), iri)


def _claim(request: Request, iri: str) -> Response:
    found = served_by(request).view(statement, iri)
    context = {"statement": found, "iri": iri}
    return represented(request, "claim.html", context, found, partial(claims_table, [found]), iri)


def _quotation(request: Request, iri: str) -> Response:
    """A quotation has no page of its own: it is read where it was said."""
    evidence = quotation_evidence(served_by(request).store, iri)
    return RedirectResponse(Addresses(request.app.state.settings).words(evidence), 303)


def _kind(request: Request, iri: str) -> Response:
    served = served_by(request)
    size = size_of(request, _LIST)
    listing = served.view(kind_page, iri, size, offset_of(request))
    if not listing.total:
        raise NotFoundError(f"nothing is of the kind {iri}")
    label = served.kinds.label(iri, language_of(request).code)
    context = {"listing": listing, "label": label, "size": _LIST, "iri": iri}
    return represented(request, "kind.html", context, listing, partial(things_table, listing.members), iri)


def _entity(request: Request, iri: str) -> Response:
    served, settings = served_by(request), request.app.state.settings
    key = request.query_params.get("list", "")
    least = least_of(request)
    size = size_of(request, _LIST)
    window = Window(min_confidence=least)
    if key or size != _LIST:
        window = replace(window, size=size, key=key, offset=offset_of(request))
    if size != _LIST:  # a table has all evidence; a page has the newest, and says how much there is
        window = replace(window, evidence=size)
    found = served.entity(iri, window, settings)
    context = {
        "entity": found,
        "window": window,
        "picture": picture(found, language_of(request)) if not key else None,
        **_terms(found, key),
        **(_events(request, found) if not key else {"bars": ()}),
        "portrait": portrait(found, served.kinds, language_of(request)) if not key else "",
        "kinds": served.kinds,
        "iri": iri,
        "least": least,
    }
    table = partial(reports_table, found.reports) if key == "reports" and found.reports else partial(facts_table, found)
    return represented(request, "entity.html", context, found, table, iri)


def _events(request: Request, page: EntityPage) -> dict[str, object]:
    """The events about what takes part in some, along time."""
    iri, served = page.thing.iri, served_by(request)
    along = served.events_index.along(iri) if page.thing.type in _IN_EVENTS else None
    return {"bars": bars(along) if along else (), "choices": Choices("/events", {"about": short(request, iri)})}


def _terms(page: EntityPage, key: str) -> dict[str, object]:
    """What a page shows of tenures: the heads of a unit or area and its other posts, else all, in order of time."""
    if key:
        return {"terms": None, "others": ()}
    if page.thing.type not in ("Unit", "Place"):
        return {"terms": tenure_line(page.tenures), "terms_key": _LINES.get(page.thing.type, "holders"), "others": ()}
    heads = [tenure for tenure in page.tenures if tenure.heads]
    others = [tenure for tenure in page.tenures if not tenure.heads]
    return {"terms": tenure_line(heads), "terms_key": "heads", "others": others}


def served_by(request: Request) -> Served:
    """The graph that answers this request."""
    served = request.app.state.source.current()
    assert isinstance(served, Served)
    return served


def _iri(request: Request) -> str:
    settings = request.app.state.settings
    assert isinstance(settings, Settings)
    return settings.base_iri + split(str(request.path_params["path"]))[0]


def least_of(request: Request) -> float:
    """The confidence below which statements and quotes are left out; 0 where the address has no number from 0 to 1."""
    text = request.query_params.get("min_confidence", "")
    return float(text) if re.fullmatch(r"0?\.\d{1,4}|[01]|1\.0{1,4}", text, re.ASCII) else 0.0


def offset_of(request: Request) -> int:
    """Where the list that a request asks for begins."""
    text = request.query_params.get("offset", "0")
    return min(int(text), _LARGEST_OFFSET) if text.isascii() and text.isdecimal() and len(text) < 12 else 0
