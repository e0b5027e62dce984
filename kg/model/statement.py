"""Statement: one claim that one article makes, with the words that prove it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Literal

from kg.model.evidence import Evidence
from kg.model.mention import EntityType

Predicate = Literal[
    "holdsPost", "performedBy", "hostedBy", "ledBy", "receivedBy", "attendedBy", "heldAt", "subEventOf", "supports",
    "implements", "partOf", "locatedIn", "cooperatesWith", "succeeds",
]  # fmt: skip
PREDICATES: tuple[Predicate, ...] = (
    "holdsPost", "performedBy", "hostedBy", "ledBy", "receivedBy", "attendedBy", "heldAt", "subEventOf", "supports",
    "implements", "partOf", "locatedIn", "cooperatesWith", "succeeds",
)  # fmt: skip
# Which types of subject and object each predicate joins, by the annotation guidelines.
SIGNATURES: dict[Predicate, frozenset[tuple[EntityType, EntityType]]] = {
    "holdsPost": frozenset({("Person", "Unit"), ("Person", "Place")}),
    "performedBy": frozenset({("Event", "Unit"), ("Event", "Person")}),
    "hostedBy": frozenset({("Event", "Unit")}),
    "ledBy": frozenset({("Event", "Person")}),
    "receivedBy": frozenset({("Event", "Person")}),
    "attendedBy": frozenset({("Event", "Person"), ("Event", "Unit")}),
    "heldAt": frozenset({("Event", "Place"), ("Event", "Unit")}),
    "subEventOf": frozenset({("Event", "Event")}),
    "supports": frozenset({("Event", "Program")}),
    "implements": frozenset({("Unit", "Program")}),
    "partOf": frozenset({("Unit", "Unit"), ("Program", "Program")}),
    "locatedIn": frozenset({("Unit", "Place"), ("Place", "Place")}),
    "cooperatesWith": frozenset({("Unit", "Unit")}),
    "succeeds": frozenset({("Person", "Person")}),
}
Certainty = Literal["asserted", "planned", "negated", "alleged"]
Side = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim: ``subject`` and ``object`` are ids of entities of the same extraction.

    ``post`` is the post held, for ``holdsPost`` alone. ``evidence`` is never empty. ``confidence`` is between 0 and 1,
    rounded to two decimals.
    """

    subject: str
    predicate: Predicate
    object: str
    evidence: tuple[Evidence, ...]
    confidence: float
    post: str = ""
    certainty: Certainty = "asserted"


@dataclass(frozen=True, slots=True)
class Boundary:
    """What an article says of the start or the end of a term of office; it stands beside the facts of the guidelines.

    ``person`` and ``unit`` (or area) are ids of entities of the same extraction, ``post`` the title without unit.
    ``day`` is the ISO date, perhaps a month or a year, that the article gives for it; empty where it gives none.
    """

    person: str
    unit: str
    post: str
    side: Side
    evidence: tuple[Evidence, ...]
    confidence: float
    day: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Direct speech: ``speaker`` is an entity's id, ``evidence.quote`` the words between the marks, verbatim.

    ``attribution`` is the stretch that names the speaker ("ujar Bluri"), where there is one.
    """

    speaker: str
    evidence: Evidence
    confidence: float
    attribution: Evidence | None = None

    @property
    def text(self) -> str:
        """The words said."""
        return self.evidence.quote


def claim_id(*parts: str) -> str:
    """A stable id, 16 hexadecimal digits, of the parts that make up a claim (order matters)."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]
