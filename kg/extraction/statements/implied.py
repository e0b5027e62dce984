"""Implied statements: what an article says by saying something else about the same event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.entities.reading import Reading
from kg.extraction.statements.draft import Draft
from kg.model import Predicate

# Happenings that parties agree on beforehand. Those who raid, chase or celebrate together often just act at one time.
_AGREED_KINDS = frozenset({"signing", "meeting", "exhibition"})
# Happenings for which somebody comes to somebody.
_RECEIVED_KINDS = frozenset({"visit", "inspection", "transfer", "harvest", "release"})


def implied_statements(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """What follows from the drafts so far.

    Units that perform an event by agreement cooperate. On whose premises others act, is the host; where there is a
    host, the event is held with it.
    """
    events = [
        _Event(reading, event.kind, [d for d in drafts if d.subject == event.id]) for event in reading.of_type("Event")
    ]
    return [draft for event in events for draft in (*event.cooperation(), *event.hosts(), *event.venues())]


class _Event:
    """What is claimed of one event."""

    def __init__(self, reading: Reading, kind: str, drafts: Sequence[Draft]) -> None:
        self._kind = kind
        self._drafts = drafts
        self._named = {unit.id: len(unit.mentions) for unit in reading.of_type("Unit")}
        self._performers = {d.object for d in drafts if d.predicate == "performedBy"}

    def _units(self, predicate: Predicate) -> dict[str, Draft]:
        """The units in one role, each with the first draft that says so."""
        found: dict[str, Draft] = {}
        for draft in self._drafts:
            if draft.predicate == predicate and draft.object in self._named:
                found.setdefault(draft.object, draft)
        return found

    def cooperation(self) -> Iterator[Draft]:
        """The performer that the article speaks of most with each of the others."""
        performers = {unit: d for unit, d in self._units("performedBy").items() if d.certainty == "asserted"}
        if self._kind not in _AGREED_KINDS or not performers:
            return
        hub = max(performers, key=lambda unit: self._named[unit])
        for unit, draft in performers.items():
            if unit != hub:
                spans = (*performers[hub].spans, *draft.spans)
                yield Draft(hub, "cooperatesWith", unit, spans, 0.6, "joint action")

    def hosts(self) -> Iterator[Draft]:
        """The unit at whose place others act."""
        if self._kind in _RECEIVED_KINDS and self._performers:
            for unit, draft in self._units("heldAt").items():
                if unit not in self._performers:
                    yield replace(draft, predicate="hostedBy", rule="others act at its place")

    def venues(self) -> Iterator[Draft]:
        """The place of the host."""
        if self._kind in _RECEIVED_KINDS:
            for draft in self._units("hostedBy").values():
                yield replace(draft, predicate="heldAt", rule="place of the host")
