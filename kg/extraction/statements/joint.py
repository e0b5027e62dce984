"""Joint action: units that carry something out together cooperate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.extraction.entities.reading import Reading
from kg.extraction.statements.draft import Draft

# Happenings that parties agree on beforehand. Those who raid, chase or celebrate together often just act at one time.
_AGREED_KINDS = frozenset({"signing", "meeting", "exhibition"})


def joint_action_statements(reading: Reading, drafts: Iterable[Draft]) -> list[Draft]:
    """``cooperatesWith`` between the units that perform one event, by the drafts so far."""
    kinds = {event.id: event.kind for event in reading.of_type("Event")}
    named = {unit.id: len(unit.mentions) for unit in reading.of_type("Unit")}
    performers: dict[str, dict[str, Draft]] = {}
    for draft in drafts:
        performs = draft.predicate == "performedBy" and draft.certainty == "asserted" and draft.object in named
        if performs and kinds[draft.subject] in _AGREED_KINDS:
            performers.setdefault(draft.subject, {}).setdefault(draft.object, draft)
    return [draft for found in performers.values() for draft in _with_the_hub(found, named)]


def _with_the_hub(performers: Mapping[str, Draft], named: Mapping[str, int]) -> Iterator[Draft]:
    """The performer that the article speaks of most with each of the others."""
    hub = max(performers, key=lambda unit: named[unit])
    for unit, draft in performers.items():
        if unit != hub:
            spans = (*performers[hub].spans, *draft.spans)
            yield Draft(hub, "cooperatesWith", unit, spans, 0.6, "joint action")
