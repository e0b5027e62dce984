"""Reading: one document with its mentions gathered into clusters, the ground that statements are made on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from kg.extraction.mentions.titles import Holding
from kg.extraction.mentions.unit_names import UnitMention
from kg.model import Document, EntityType, Mention, MentionType, Span


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions of one document that stand for the same thing; fields as in ``Entity``, mentions in ascending order."""

    id: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    kind: str = ""
    date: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, its clusters, and the mentions that make no entity of their own (posts and dates).

    ``holdings`` are the titles that stand beside a name. A unit named only inside the name of its part ("Polres Nabire"
    in "Satreskrim Polres Nabire") does nothing there itself: such mentions count for its cluster alone.
    """

    document: Document
    clusters: tuple[Cluster, ...]
    posts: tuple[Mention, ...] = ()
    dates: tuple[Mention, ...] = ()
    holdings: tuple[Holding, ...] = ()
    _pairs: list[tuple[Mention, Cluster]] = field(init=False, repr=False, compare=False)
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        pairs = [(m, c) for c in self.clusters for m in c.mentions if not (isinstance(m, UnitMention) and m.nested)]
        pairs.sort(key=lambda pair: (pair[0].span.start, pair[0].span.end, pair[1].id))
        object.__setattr__(self, "_pairs", pairs)
        object.__setattr__(self, "_starts", [m.span.start for m, _ in pairs])

    def of_type(self, *types: EntityType) -> list[Cluster]:
        """The clusters of these types, in order of id."""
        return [c for c in self.clusters if c.type in types]

    def mentions(self, *types: MentionType) -> list[tuple[Mention, Cluster]]:
        """Every mention of the clusters of these types (all where none is given) with its cluster, in text order."""
        return [pair for pair in self._pairs if not types or pair[1].type in types]

    def inside(self, span: Span, types: Collection[EntityType] = ()) -> Iterator[tuple[Mention, Cluster]]:
        """The mentions that lie wholly inside ``span``, in text order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        for mention, cluster in self._pairs[first:last]:
            if mention.span.end <= span.end and (not types or cluster.type in types):
                yield mention, cluster
