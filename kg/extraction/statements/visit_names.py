"""Names of visits, once guest and host are known: "Kunjungan kerja Bapas Purwokerto ke Rutan Purbalingga"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.events import EventMention
from kg.extraction.statements.draft import Draft
from kg.model import Predicate


def with_visit_names(reading: Reading, drafts: Sequence[Draft]) -> Reading:
    """The reading with its visits named by guest and host, as far as one of each is claimed.

    Before the roles are read, an event is named by the unit nearest to its word, and that of a visit is as often the
    host or a third party as the guest.
    """
    units = {c.id: c for c in reading.of_type("Unit")}
    clusters = tuple(_named(c, units, drafts) if c.kind == "visit" else c for c in reading.clusters)
    return replace(reading, clusters=clusters)


def _named(event: Cluster, units: dict[str, Cluster], drafts: Iterable[Draft]) -> Cluster:
    own = [d for d in drafts if d.subject == event.id and d.object in units]
    guest, host = _only(own, "performedBy"), _only(own, "hostedBy")
    head = _head(event)
    if not head or not (guest or host):
        return event
    who, whom = (_short_name(units[unit]) if unit else "" for unit in (guest, host))
    if not (guest and host):
        return replace(event, name=f"{head} {who}" if guest else f"{head} ke {whom}")
    # Two bodies of one house, told apart by a single word, are more likely one body read twice.
    if set(who.split()) <= set(whom.split()) or set(whom.split()) <= set(who.split()):
        return event
    return replace(event, name=f"{head} {who} ke {whom}")


def _only(drafts: Iterable[Draft], predicate: Predicate) -> str:
    """The one object of this predicate; none where several are claimed."""
    objects = {d.object for d in drafts if d.predicate == predicate}
    return objects.pop() if len(objects) == 1 else ""


def _head(event: Cluster) -> str:
    """The words for the visit that its name begins with; none where they name somebody already ("Audiensi BLK")."""
    phrases = {m.phrase for m in event.mentions if isinstance(m, EventMention) and event.name.startswith(m.phrase)}
    return max((phrase for phrase in phrases if phrase[1:].islower()), key=len, default="")


def _short_name(unit: Cluster) -> str:
    """The shortest form in which the article still names the unit by its own last word."""
    last = unit.name.split()[-1]
    forms = [
        m.text for m in unit.mentions if not m.anaphoric and len(m.text.split()) > 1 and m.text.split()[-1] == last
    ]
    return min([*forms, unit.name], key=len)
