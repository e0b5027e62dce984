"""Geography: where places and units lie, and in which areas, as far as the graph says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.store import Store
from kg.views.question import ask

_WITHIN = "SELECT DISTINCT ?thing ?area WHERE { ?thing kg:locatedIn ?area }"
_POINTS = "SELECT ?place ?latitude ?longitude WHERE { ?place schema:latitude ?latitude ; schema:longitude ?longitude }"
_DEEPEST = 6
"""Steps from a hall in a village to its province; more are a circle."""


@dataclass(frozen=True, slots=True)
class Point:
    """The middle of an area, in degrees north and east (WGS 84)."""

    area: str
    latitude: float
    longitude: float


class Geography:
    """Which areas things lie in, and the point at which the map shows them."""

    def __init__(self, areas: Mapping[str, tuple[str, ...]], points: Mapping[str, Point]) -> None:
        self._areas, self._points = areas, points

    @classmethod
    def of(cls, store: Store) -> Geography:
        """The geography that a graph holds now."""
        areas: dict[str, set[str]] = defaultdict(set)
        for row in ask(store, _WITHIN):
            areas[row["thing"]].add(row["area"])
        points = {
            row["place"]: Point(row["place"], float(row["latitude"]), float(row["longitude"]))
            for row in ask(store, _POINTS)
        }
        return cls({thing: tuple(sorted(found)) for thing, found in areas.items()}, points)

    def within(self, thing: str) -> tuple[str, ...]:
        """The thing and all the areas that it lies in, the nearest first."""
        found = {thing: None}
        level = [thing]
        for _ in range(_DEEPEST):
            level = [area for inner in level for area in self._areas.get(inner, ()) if area not in found]
            found |= dict.fromkeys(level)
        return tuple(found)

    def point(self, thing: str) -> Point | None:
        """The point of the thing, or of the nearest area around it that has one; None where none has."""
        return next((self._points[area] for area in self.within(thing) if area in self._points), None)
