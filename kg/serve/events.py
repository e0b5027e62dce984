"""Events: the page that shows a selection of events as a list, along time, and on the map."""

from __future__ import annotations

from functools import cache, partial
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.choices import Choices, day_of, iri_of, short
from kg.serve.pages import offset_of, served_by
from kg.serve.representations import represented, size_of
from kg.serve.timeline_bars import bars
from kg.views.events import EventPage, Selection
from kg.views.tables import happenings_table
from kg.views.timeline import STEPS

_SIZE = 50
_WEST, _EAST, _NORTH, _SOUTH = 94.5, 141.5, 6.5, -11.5
"""The map's edges, in degrees."""


def events(request: Request) -> Response:
    """Events chosen by thing, kind, programme, place and period."""
    served = served_by(request)
    iris = {name: iri_of(request, name) for name in ("about", "kind", "program", "place")}
    wanted = Selection(**iris, start=day_of(request, "from"), end=day_of(request, "to"))
    step = next((step for step in STEPS if step == request.query_params.get("by")), None)
    size = size_of(request, _SIZE)
    found = served.events_index.chosen(served.store, wanted, size, offset_of(request), step)
    ids = {name: short(request, iri) for name, iri in iris.items()}
    choices = Choices("/events", {**ids, "from": wanted.start, "to": wanted.end, "by": step or ""})
    context = {
        "found": found,
        "choices": choices,
        "size": _SIZE,
        "kinds": served.kinds,
        "chips": choices.named(served, {name: iri for name, iri in iris.items() if name != "kind"}),
        "steps": STEPS,
        "map": _map(found),
        "bars": bars(found.timeline),
    }
    return represented(request, "events.html", context, found, partial(happenings_table, found.events))


@cache
def _outline() -> str:
    return files("kg.views").joinpath("assets/map/indonesia.svgpath").read_text(encoding="utf-8").strip()


def _map(found: EventPage) -> dict[str, object]:
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
    }
