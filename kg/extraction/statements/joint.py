"""Joint action: units that carry something out together cooperate."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.entities.reading import Reading
from kg.extraction.statements.draft import Draft

# Happenings that parties agree on beforehand. Those who raid, chase or celebrate together often just act at one time.
_AGREED_KINDS = frozenset({"signing", "meeting", "exhibition"})


def joint_action_statements(reading: Reading, drafts: Iterable[Draft]) -> list[Draft]:
    """``cooperatesWith`` between the first unit that performs an event and every further one, by the drafts so far."""
    kinds = {event.id: event.kind for event in reading.of_type("Event")}
    units = {unit.id for unit in reading.of_type("Unit")}
    performers: dict[str, dict[str, Draft]] = {}
    for draft in drafts:
        performs = draft.predicate == "performedBy" and draft.certainty == "asserted" and draft.object in units
        if performs and kinds[draft.subject] in _AGREED_KINDS:
            performers.setdefault(draft.subject, {}).setdefault(draft.object, draft)
    return [
        Draft(first.object, "cooperatesWith", other.object, (*first.spans, *other.spans), 0.6, "joint action")
        for first, *others in (list(found.values()) for found in performers.values())
        for other in others
    ]
