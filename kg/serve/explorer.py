"""Explorer: the page on which a reader grows a graph from a thing, and the library that draws it.

The list of neighbours that the page comes with serves readers without JavaScript; the script puts its own in its place.
"""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import NotFoundError
from kg.serve.explorer_fields import MOST_THINGS
from kg.serve.graphs import Served
from kg.serve.headers import PAGE_POLICY
from kg.serve.pages import least_of, served_by
from kg.serve.rendering import language_of, page
from kg.settings import Settings
from kg.views.edges import EdgeFilter
from kg.views.explorer import NeighbourGroup, described, folded, found_by_name, neighbours
from kg.views.graph_data import TYPES
from kg.views.graph_lookup import RELATIONS
from kg.views.graph_network import LIBRARY, SHAPES, library_folder
from kg.views.graph_page import script_json
from kg.views.language import Language
from kg.views.things import Thing, is_known

POLICY = f"{PAGE_POLICY}; img-src 'self' blob:"
"""That of all pages, but a picture may also be one that the script itself makes: a PNG is made of the SVG."""

_HITS = 20


def explorer(request: Request) -> Response:
    """The explorer, starting from a thing; or from nothing, with a search for where to start."""
    served, settings = served_by(request), request.app.state.settings
    name, language, least = str(request.path_params.get("path", "")), language_of(request), least_of(request)
    start = _start(served, settings, name) if name else None
    text = request.query_params.get("q", "")[:200]
    context = {
        "start": start,
        "groups": _groups(served, settings, start.iri, least) if start else (),
        "text": text,
        "found": found_by_name(served.store, text, _HITS, served.names) if text else None,
        "suggested": () if start or text else served.summary.prominent,
        "library": LIBRARY if library_folder() else "",
        "told": Markup(script_json(_told(language, start.iri.removeprefix(settings.base_iri) if start else "", least))),  # noqa: S704 - escaped for a script element
        "kinds": served.kinds,
    }
    return page(request, "explorer.html", context, headers={"Content-Security-Policy": POLICY})


def _start(served: Served, settings: Settings, name: str) -> Thing:
    iri = settings.base_iri + name
    if not is_known(served.store, iri):
        raise NotFoundError(f"nothing is known of {iri}")
    drawn = folded(served.store, [iri], settings)[0]
    return described(served.store, [drawn])[drawn]


def _groups(served: Served, settings: Settings, iri: str, least: float) -> list[tuple[NeighbourGroup, list[Thing]]]:
    """The neighbours by relation, as a reader without JavaScript sees them."""
    found = neighbours(served.store, iri, settings, wanted=EdgeFilter(min_confidence=least))
    named = described(served.store, [iri for group in found.groups for iri in group.others])
    return [(group, [named[iri] for iri in group.others]) for group in found.groups]


def _told(language: Language, start: str, least: float) -> dict[str, object]:
    """What the script is told: where to start, and all the words that it says."""
    return {
        "start": start,
        "least": least,
        "most": MOST_THINGS,
        "library": f"/static/vis/{LIBRARY}" if library_folder() else "",
        "shapes": SHAPES,
        "words": language.table("explorer"),
        "types": [(type_, language.text(f"types.{type_ if type_ != 'Other' else 'Thing'}.one")) for type_ in TYPES],
        "relations": [(relation, language.heading(relation, "out")) for relation in RELATIONS],
        "sentences": language.table("sentences"),
    }
