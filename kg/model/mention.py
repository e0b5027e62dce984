"""Mention: a typed stretch of a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model.span import Span

MentionType = Literal["Person", "Unit", "Post", "Event", "Program", "Place", "Date"]
EntityType = Literal["Person", "Unit", "Event", "Program", "Place"]
ENTITY_TYPES: tuple[EntityType, ...] = ("Person", "Unit", "Event", "Program", "Place")


@dataclass(frozen=True, slots=True)
class Mention:
    """One typed stretch of ``Document.text``.

    ``name`` is the canonical form as far as the mention alone tells it (a unit's short form with class, a person
    without degrees, a post written out, a date in ISO form); ``kind`` is the kind by the annotation guidelines, empty
    where the type has none; ``reference`` is the id of a vocabulary row where the mention names one; ``anaphoric``
    marks a mention that only makes sense through another ("Karutan", "kegiatan tersebut").
    """

    type: MentionType
    span: Span
    text: str
    name: str
    kind: str = ""
    reference: str = ""
    anaphoric: bool = False
