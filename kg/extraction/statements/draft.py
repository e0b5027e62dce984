"""Draft: a statement still in the coordinates of the document, with the name of the rule that made it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Certainty, Predicate, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule claims: ids of two clusters, the spans of ``Document.text`` that say so, how sure, and which rule."""

    subject: str
    predicate: Predicate
    object: str
    spans: tuple[Span, ...]
    confidence: float
    rule: str
    post: str = ""
    certainty: Certainty = "asserted"
