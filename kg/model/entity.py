"""Entity: what several mentions of one article stand for."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.evidence import Evidence
from kg.model.mention import EntityType


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, unit, event, programme or place as one article presents it.

    ``id`` is unique within the article (``p1``, ``u2``, ``e1``, ``g1``, ``l3``); ``name`` is canonical by the
    annotation guidelines; ``kind`` and ``date`` (ISO, partial or a range; events only) are empty where unknown.
    ``mentions`` are the places where the article speaks of it, in order; ``reference`` is a vocabulary row's id, or
    empty.
    """

    id: str
    type: EntityType
    name: str
    mentions: tuple[Evidence, ...]
    kind: str = ""
    date: str = ""
    reference: str = ""
