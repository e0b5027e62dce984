"""Records: what identity needs to know of each entity of each article, and of each post held there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Literal

from kg.model import Entity, EntityType, Extraction
from kg.rdf.quads import post_key

ThingType = EntityType | Literal["Post"]
RecordKey = tuple[str, str]
"""``(article id, entity id or post key)``."""

_PEOPLE = frozenset({"ledBy", "receivedBy", "attendedBy"})
_ROLES = {
    "holdsPost": "units", "performedBy": "units", "hostedBy": "hosts", "heldAt": "places", "supports": "programs",
    "partOf": "wholes", "locatedIn": "places",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """What identity needs to know of one entity of one article, or of one post held there.

    ``units`` are ids of the same article's entities that tell the thing from others of its name: where a person holds
    posts, which unit a post is in, who performs an event. ``hosts`` are those who receive an event, ``people`` whoever
    else takes part, ``places`` where it is, ``wholes`` what it is part of. ``forms`` are the article's own words for
    it, ``published`` the article's ISO day or empty, ``source`` the article that its own is a near-copy of, or itself.
    """

    article_id: str
    entity_id: str
    type: ThingType
    name: str
    kind: str = ""
    date: str = ""
    reference: str = ""
    units: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    published: str = ""
    source: str = ""

    @property
    def key(self) -> RecordKey:
        """What the canonical map calls it."""
        return self.article_id, self.entity_id


@dataclass(slots=True)
class _Roles:
    """Of one entity: role to the ids of the entities that play it."""

    ids: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def of(self, role: str) -> tuple[str, ...]:
        return tuple(sorted(self.ids[role]))


def records(extraction: Extraction, published: str = "", source: str = "") -> list[EntityRecord]:
    """The records of one extraction: its entities, and the posts held, taken up or left.

    ``published`` is the article's day, ``source`` the article that it is a near-copy of (``kg.identity.copies``).
    """
    roles: dict[str, _Roles] = defaultdict(_Roles)
    posts: dict[str, EntityRecord] = {}
    for statement in extraction.statements:
        if statement.predicate == "holdsPost":
            key = post_key(statement)
            posts[key] = EntityRecord(extraction.article_id, key, "Post", statement.post, units=(statement.object,))
        if statement.certainty == "negated":
            continue
        role = "people" if statement.predicate in _PEOPLE else _ROLES.get(statement.predicate)
        if role is not None:
            roles[statement.subject].ids[role].add(statement.object)
        if statement.predicate == "holdsPost":
            roles[statement.subject].ids["posts"].add(statement.post)
    for boundary in extraction.boundaries:
        key = post_key(boundary)
        posts[key] = EntityRecord(extraction.article_id, key, "Post", boundary.post, units=(boundary.unit,))
    entities = [
        replace(_record(extraction.article_id, entity, roles[entity.id], published), source=source)
        for entity in extraction.entities
    ]
    return [*entities, *posts.values()]


def _record(article_id: str, entity: Entity, roles: _Roles, published: str) -> EntityRecord:
    return EntityRecord(
        article_id, entity.id, entity.type, entity.name, entity.kind, entity.date, entity.reference,
        roles.of("units"), roles.of("hosts"), roles.of("people"), roles.of("places"), roles.of("programs"),
        roles.of("wholes"), roles.of("posts"), tuple(sorted({mention.quote for mention in entity.mentions})), published,
    )  # fmt: skip
