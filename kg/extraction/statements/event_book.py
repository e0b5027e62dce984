"""Event book: what the rules have said so far about the events of one document."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.events import EventMention
from kg.extraction.mentions.passage import passage_of
from kg.extraction.statements.draft import Draft
from kg.extraction.statements.scenes import Scene, read_scenes
from kg.extraction.text.quotes import find_quotes
from kg.model import SIGNATURES, EntityType, Predicate, Span
from kg.vocabulary import Vocabulary

PARTICIPATION: frozenset[Predicate] = frozenset(["performedBy", "hostedBy", "ledBy", "receivedBy", "attendedBy"])
_COMMEMORATION = ("Peringatan", "Perayaan", "HUT ", "Hari ")


class EventBook:
    """The drafts about events, in the order in which rules made them; the first role of an actor in an event stands."""

    def __init__(self, reading: Reading, vocabulary: Vocabulary) -> None:
        self.reading = reading
        self.passage = passage_of(reading.document)
        self.scenes: Sequence[Scene] = read_scenes(reading, self.passage, vocabulary)
        self.events = reading.of_type("Event")
        self.drafts: list[Draft] = []
        self._speech = [quoted.span for quoted in find_quotes(reading.document)]
        self._kinds = {cluster.id: cluster.kind for cluster in reading.clusters}
        self._types = {cluster.id: cluster.type for cluster in reading.clusters}
        self._roles: dict[tuple[str, str], Predicate] = {}

    @property
    def main(self) -> Cluster:
        """The event that the article is about."""
        return self.events[0]

    @property
    def body(self) -> list[Scene]:
        """The sentences below the title."""
        return [scene for scene in self.scenes if not scene.title]

    def add(self, event: Cluster, predicate: Predicate, other: str, span: Span, confidence: float, rule: str) -> None:
        """Claim something of an event, unless the other already has a part in it."""
        if (event.type, self._types.get(other)) not in SIGNATURES[predicate]:
            return
        if predicate in PARTICIPATION:
            held = self._roles.setdefault((event.id, other), predicate)
            if held != predicate:
                return
        self.drafts.append(Draft(event.id, predicate, other, (span,), confidence, rule))

    def has(self, event: Cluster, *predicates: Predicate) -> bool:
        """Whether something is claimed of the event with one of these predicates."""
        return any(d.subject == event.id and d.predicate in predicates for d in self.drafts)

    def objects(self, event: Cluster, predicate: Predicate) -> list[Draft]:
        """What is claimed of the event with this predicate."""
        return [d for d in self.drafts if d.subject == event.id and d.predicate == predicate]

    def role(self, event: Cluster, other: str) -> Predicate | None:
        """The part that somebody has in the event."""
        return self._roles.get((event.id, other))

    def quoted(self, position: int) -> bool:
        """Whether the token at ``position`` is direct speech."""
        start = self.passage.tokens[position].span.start
        return any(span.start <= start < span.end for span in self._speech)

    def type_of(self, other: str) -> EntityType | None:
        """The type of a cluster of the document."""
        return self._types.get(other)

    def kind_of(self, other: str) -> str:
        """The kind of a cluster of the document."""
        return self._kinds.get(other, "")

    def takes_part(self, other: str) -> bool:
        """Whether somebody has a part in any event."""
        return any(held == other for _, held in self._roles)


def is_commemoration(event: Cluster) -> bool:
    """Whether the event is an anniversary or named day that others are held for, and not itself held."""
    if any(isinstance(m, EventMention) and m.held for m in event.mentions):
        return False
    return event.kind == "ceremony" and event.name.startswith(_COMMEMORATION)
