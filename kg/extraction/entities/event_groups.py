"""Event groups: mentions that may be one event, while the events of a document are being made."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction.mentions.events import EventMention

FORM_RANK = {"noun": 0, "day": 1, "headline": 2, "verb": 3, "anaphor": 4}
HANDING, _LAST_RANK = "Penyerahan", 3.5
_BARE = frozenset(["Peringatan", "Perayaan"])
# Kinds whose date the main event does not lend: what is told of them lies before, or is told on another day.
OWN_DATE = frozenset(["incident"])


@dataclass
class EventGroup:
    """Mentions that may be one event.

    ``whole`` is what another group is part of. ``apart`` is another happening of the family of another group: the main
    event does not lend it its day.
    """

    family: str
    mentions: list[EventMention] = field(default_factory=list)
    date: str = ""
    whole: bool = False
    apart: bool = False

    @property
    def first(self) -> EventMention:
        """The mention that names the event best: a noun with the longest phrase before headlines and verbs."""
        return min(self.mentions, key=lambda m: (_rank(m), m.definite, -len(m.phrase), m.span))

    @property
    def kind(self) -> str:
        """The kind of the mention that names it."""
        return self.first.kind


def _rank(mention: EventMention) -> float:
    """Nouns first; but a bare "peringatan" tells less than the day that it marks."""
    if mention.name == HANDING:
        return _LAST_RANK  # what is handed over says more
    bare = mention.form == "noun" and mention.phrase in _BARE
    return 1.5 if bare else FORM_RANK[mention.form]
