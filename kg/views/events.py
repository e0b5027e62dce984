"""Events: all of a graph by what they are about, when and where, counted and narrowed down."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from kg.store import Store
from kg.views.geography import Geography, Point
from kg.views.question import ask
from kg.views.summary import Happening
from kg.views.things import Thing, things
from kg.views.timeline import Step, Timeline, timeline

Item = TypeVar("Item")

_EVENTS = """SELECT ?event ?kind (MIN(STR(?day)) AS ?date) (MIN(STR(?until)) AS ?end) WHERE { ?event a kg:Event .
  OPTIONAL { ?event kg:kind ?kind } OPTIONAL { ?event kg:date|schema:startDate ?day }
  OPTIONAL { ?event schema:endDate ?until } } GROUP BY ?event ?kind ORDER BY ?event"""
_EDGES = """SELECT DISTINCT ?event ?other ?predicate WHERE {
  VALUES ?predicate { kg:performedBy kg:hostedBy kg:ledBy kg:receivedBy kg:attendedBy kg:heldAt kg:supports
    kg:subEventOf }
  ?event ?predicate ?other . ?event a kg:Event }"""
_ARTICLES = """SELECT ?event (COUNT(DISTINCT ?article) AS ?articles) WHERE { ?event a kg:Event .
  ?article schema:mentions ?event } GROUP BY ?event"""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which events: those of one ``kind``, ``about`` a thing, under a ``program``, in a ``place``, in a period.

    ``start`` and ``end`` are ISO days; an event is in the period where its days, as far as they are known, touch it.
    An empty field leaves out nothing. ``among`` are the IRIs of events that were chosen elsewhere, of which they are.
    """

    about: str = ""
    kind: str = ""
    program: str = ""
    place: str = ""
    start: str = ""
    end: str = ""
    among: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the map, the area that it stands for, and how many events were held there."""

    point: Point
    area: Thing
    count: int


@dataclass(frozen=True, slots=True)
class EventPage:
    """A page of the events of a selection, the latest first, with where and when all of them were.

    ``unplaced`` and ``undated`` count those without a point on the map and without a date. ``kinds`` and ``programs``
    count what the selection could be narrowed down to.
    """

    total: int
    offset: int
    events: tuple[Happening, ...]
    timeline: Timeline
    spots: tuple[Spot, ...]
    unplaced: int
    undated: int
    kinds: tuple[tuple[str, int], ...]
    programs: tuple[tuple[Thing, int], ...]


@dataclass(slots=True)
class _Event:
    iri: str
    kind: str
    date: str
    end: str
    articles: int = 0
    places: list[str] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)
    around: set[str] = field(default_factory=set)
    areas: tuple[str, ...] = ()
    point: Point | None = None


class Events:
    """All events of a graph with what they can be chosen by, read once and kept in memory."""

    def __init__(self, events: Iterable[_Event]) -> None:
        self._events = sorted(events, key=lambda e: e.iri)
        self._events.sort(key=lambda e: (e.date, e.articles), reverse=True)
        self._dates: dict[str, list[str]] = defaultdict(list)  # every page of a thing asks when its events were
        for event in self._events:
            for about in {event.iri, *event.around, *event.areas}:
                self._dates[about].append(event.date)
        self._named: dict[str, Thing] = {}

    @classmethod
    def of(cls, store: Store) -> Events:
        """The events that the graph holds now."""
        geography = Geography.of(store)
        found: dict[str, _Event] = {}
        for row in ask(store, _EVENTS):  # of several kinds the first by alphabet
            found.setdefault(
                row["event"], _Event(row["event"], row.get("kind", ""), row.get("date", ""), row.get("end", ""))
            )
        for row in ask(store, _ARTICLES):
            found[row["event"]].articles = int(row["articles"])
        held: dict[str, set[str]] = defaultdict(set)
        for row in ask(store, _EDGES):
            event, other = found[row["event"]], row["other"]
            event.around.add(other)
            if row["predicate"].endswith("heldAt"):
                held[event.iri].add(other)
            elif row["predicate"].endswith("supports"):
                event.programs.append(other)
        for event in found.values():
            event.programs.sort()
            event.places = sorted(held[event.iri])
            areas = [area for place in event.places for area in geography.within(place)]
            event.areas = tuple(dict.fromkeys(areas))
            event.point = next(filter(None, map(geography.point, event.places)), None)
        return cls(found.values())

    @property
    def kinds(self) -> tuple[tuple[str, int], ...]:
        """The kinds of all events, with how many there are of each, the most frequent first."""
        return _counted(Counter(event.kind for event in self._events if event.kind).items(), str)

    def along(self, about: str) -> Timeline:
        """When the events about a thing were."""
        return timeline(self._dates.get(about, ()))

    def chosen(
        self, store: Store, selection: Selection, limit: int = 50, offset: int = 0, step: Step | None = None
    ) -> EventPage:
        """The events of a selection; what the page shows is named from the store that the events are of."""
        found = [event for event in self._events if _is_chosen(event, selection)]
        shown = found[offset : offset + limit]
        programs = Counter(p for event in found for p in event.programs).most_common()
        spots = Counter(event.point for event in found if event.point)
        named = self._names(store, {point.area for point in spots} | {program for program, _ in programs})
        named |= things(
            store, {event.iri for event in shown} | {place for event in shown for place in event.places} - named.keys()
        )
        return EventPage(
            len(found),
            offset,
            tuple(Happening(named[e.iri], e.end, tuple(named[place] for place in e.places), e.articles) for e in shown),
            timeline((event.date for event in found), step),
            tuple(
                sorted((Spot(p, named[p.area], n) for p, n in spots.items()), key=lambda s: (-s.count, s.point.area))
            ),
            sum(event.point is None for event in found),
            sum(not event.date for event in found),
            _counted(Counter(event.kind for event in found if event.kind).items(), str),
            _counted(((named[program], count) for program, count in programs), lambda thing: thing.iri),
        )

    def _names(self, store: Store, iris: Collection[str]) -> dict[str, Thing]:
        """The areas and programmes of these IRIs, which nearly every page names again: each is asked for once."""
        self._named |= things(store, [iri for iri in iris if iri not in self._named])
        return {iri: self._named[iri] for iri in iris}


def _is_chosen(event: _Event, wanted: Selection) -> bool:
    return (
        (wanted.among is None or event.iri in wanted.among)
        and wanted.about in ("", event.iri, *event.around, *event.areas)
        and wanted.kind in ("", event.kind)
        and (not wanted.program or wanted.program in event.programs)
        and (not wanted.place or wanted.place in event.areas)
        and _touches(event, wanted.start, wanted.end)
    )


def _touches(event: _Event, start: str, end: str) -> bool:
    """Whether the days of an event may lie in a period; a date without a day may be any day of its month or year."""
    if not (start or end):
        return True
    last = event.end or event.date
    return bool(event.date) and (not start or last >= start[: len(last)]) and (not end or event.date <= end)


def _counted(found: Iterable[tuple[Item, int]], key: Callable[[Item], str]) -> tuple[tuple[Item, int], ...]:
    return tuple(sorted(found, key=lambda entry: (-entry[1], key(entry[0]))))
