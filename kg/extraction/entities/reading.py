"""Reading: one document with its mentions gathered into clusters, the ground that statements are made on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

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
    """A document, its clusters, and the mentions that make no entity of their own (posts and dates)."""

    document: Document
    clusters: tuple[Cluster, ...]
    posts: tuple[Mention, ...] = ()
    dates: tuple[Mention, ...] = ()

    def of_type(self, *types: EntityType) -> list[Cluster]:
        """The clusters of these types, in order of id."""
        return [c for c in self.clusters if c.type in types]

    def mentions(self, *types: MentionType) -> list[tuple[Mention, Cluster]]:
        """Every mention of the clusters of these types (all where none is given) with its cluster, in text order."""
        found = [(m, c) for c in self.clusters if not types or c.type in types for m in c.mentions]
        return sorted(found, key=lambda pair: (pair[0].span, pair[1].id))

    def inside(self, span: Span, types: Collection[EntityType] = ()) -> Iterator[tuple[Mention, Cluster]]:
        """The mentions that lie wholly inside ``span``, in text order."""
        for mention, cluster in self.mentions():
            if span.covers(mention.span) and (not types or cluster.type in types):
                yield mention, cluster
