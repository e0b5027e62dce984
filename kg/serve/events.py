"""Events: the page that shows a selection of events as a list, along time, and on the map."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, partial
from importlib.resources import files
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.graphs import Served
from kg.serve.pages import offset_of, served_by
from kg.serve.rendering import language_of
from kg.serve.representations import TABLE_SIZE, format_of, represented
from kg.settings import Settings
from kg.views.events import EventPage, Selection
from kg.views.tables import happenings_table
from kg.views.things import is_known, things
from kg.views.timeline import STEPS, Bar, Step

_SIZE = 50
_WEST, _EAST, _NORTH, _SOUTH = 94.5, 141.5, 6.5, -11.5
"""The map's edges, in degrees."""


def events(request: Request) -> Response:
    """Events chosen by thing, kind, programme, place and period."""
    served, wanted = served_by(request), _selection(request)
    size = TABLE_SIZE if format_of(request) == "csv" else _SIZE
    found = served.events_index.chosen(served.store, wanted, size, offset_of(request), _step(request))
    fields = _fields(request, wanted)
    chosen = [(name, value) for name, value in fields.items() if value and name not in ("from", "to", "by", "kind")]
    context = {
        "found": found,
        "fields": fields,
        "size": _SIZE,
        "kinds": served.kinds,
        "chips": _chips(served, wanted, chosen),
        "link": partial(_link, fields),
        "steps": STEPS,
        "map": _map(found),
        "bars": _bars(found),
        "language": language_of(request).code,
    }
    return represented(request, "events.html", context, found, partial(happenings_table, found.events))


def _selection(request: Request) -> Selection:
    """What the address asks for; a day that is none leaves out nothing."""
    asked, base = request.query_params, request.app.state.settings
    assert isinstance(base, Settings)
    iri = {name: _iri(base, asked.get(name, "")) for name in ("about", "kind", "program", "place")}
    return Selection(**iri, start=_day(asked.get("from", "")), end=_day(asked.get("to", "")))


def _iri(settings: Settings, text: str) -> str:
    """The IRI of an id such as ``person/bluri-wijaksono``; an IRI stands for itself."""
    text = text[:500]
    return text if not text or re.match(r"[a-z][a-z0-9+.-]*:", text) else settings.base_iri + text


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""


def _step(request: Request) -> Step | None:
    asked = request.query_params.get("by", "")
    return next((step for step in STEPS if step == asked), None)


def _fields(request: Request, wanted: Selection) -> dict[str, str]:
    """The selection as it stands in addresses: ids without the part that all share."""
    base = request.app.state.settings.base_iri
    fields = {name: getattr(wanted, name).removeprefix(base) for name in ("about", "kind", "program", "place")}
    return {**fields, "from": wanted.start, "to": wanted.end, "by": _step(request) or ""}


def _link(fields: dict[str, str], **changed: str) -> str:
    """The address of the selection with some fields changed; ``start`` and ``end`` are its days."""
    names = {"start": "from", "end": "to"}
    together = {**fields, **{names.get(name, name): value for name, value in changed.items()}}
    query = urlencode({name: value for name, value in together.items() if value})
    return f"/events?{query}" if query else "/events"


def _chips(served: Served, wanted: Selection, chosen: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """(field, name) of each thing that the selection names."""
    iris = {name: getattr(wanted, name) for name, _ in chosen}
    named = things(served.store, [iri for iri in iris.values() if is_known(served.store, iri)])
    return [(name, named[iri].label if iri in named else iri) for name, iri in iris.items()]


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


def _bars(found: EventPage) -> list[tuple[Bar, float, float, float]]:
    """Each bar with its place from the left, its width and its height, in parts of a picture 100 wide and 20 high."""
    width = 100 / max(len(found.timeline.bars), 12)
    highest = max(found.timeline.highest, 1)
    return [
        (bar, round(number * width, 3), round(width * 0.82, 3), round(20 * bar.count / highest, 3))
        for number, bar in enumerate(found.timeline.bars)
    ]
