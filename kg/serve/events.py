"""Events: the page that shows a selection of events as a list, along time, and on the map."""

from __future__ import annotations

from functools import cache, partial
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.choices import Choices, day_of, iri_of, short
from kg.serve.graphs import Served
from kg.serve.pages import offset_of, served_by
from kg.serve.representations import represented, size_of
from kg.serve.timeline_bars import bars
from kg.views.events import EventPage, Selection
from kg.views.search import meanings
from kg.views.tables import happenings_table
from kg.views.timeline import STEPS

_SIZE, _LONGEST = 50, 200
_WEST, _EAST, _NORTH, _SOUTH = 94.5, 141.5, 6.5, -11.5
"""The map's edges, in degrees."""


def events(request: Request) -> Response:
    """Events chosen by thing or by words, kind, programme, place and period."""
    served = served_by(request)
    iris = {name: iri_of(request, name) for name in ("kind", "program", "place")}
    iris["about"], words, named = _about(request, served)
    wanted = Selection(**iris, start=day_of(request, "from"), end=day_of(request, "to"), among=named)
    step = next((step for step in STEPS if step == request.query_params.get("by")), None)
    size = size_of(request, _SIZE)
    found = served.events_index.chosen(served.store, wanted, size, offset_of(request), step)
    ids = {name: short(request, iri) for name, iri in iris.items()}
    chips = {name: iri for name, iri in iris.items() if name != "kind"}
    choices = Choices(
        "/events", {**ids, "about": ids["about"] or words, "from": wanted.start, "to": wanted.end, "by": step or ""}
    )
    context = {
        "found": found,
        "choices": choices,
        "size": _SIZE,
        "kinds": served.kinds,
        "chips": [*([("about", f"“{words}”")] if words else []), *choices.named(served, chips)],
        "steps": STEPS,
        "map": map_picture(found),
        "bars": bars(found.timeline),
    }
    return represented(request, "events.html", context, found, partial(happenings_table, found.events))


def _about(request: Request, served: Served) -> tuple[str, str, frozenset[str] | None]:
    """The thing that a reader means, by id or name; else the words, and the events in whose names they are."""
    text = request.query_params.get("about", "")[:_LONGEST].strip()
    if not text:
        return "", "", None
    found = meanings(served.store, text, request.app.state.settings, served.names)
    if len(found) == 1:
        return found[0].iri, "", None
    return "", text, frozenset(entry.iri for entry in served.names.ranked(text) if entry.type == "Event")


@cache
def _outline() -> str:
    return files("kg.views").joinpath("assets/map/indonesia.svgpath").read_text(encoding="utf-8").strip()


def map_picture(found: EventPage) -> dict[str, object]:
    """The picture's frame, outline, and for each spot its place on it and a radius whose area goes with the count."""
    most = max((spot.count for spot in found.spots), default=1)
    spots = [
        (spot, spot.point.longitude, -spot.point.latitude, round(0.25 + 0.95 * (spot.count / most) ** 0.5, 2))
        for spot in found.spots
    ]
    return {
        "frame": f"{_WEST} {-_NORTH} {_EAST - _WEST} {_NORTH - _SOUTH}",
        "outline": _outline(),
        "spots": spots,
        "unplaced": found.unplaced,
    }
