"""The types everything else speaks in: frozen, slotted dataclasses without I/O."""

from kg.model.article import Article, Field
from kg.model.date import PartialDate
from kg.model.document import Document, Segment, Token
from kg.model.entity import Entity
from kg.model.evidence import Evidence
from kg.model.extraction import Extraction, Extractor
from kg.model.mention import ENTITY_TYPES, EntityType, Mention, MentionType
from kg.model.span import Span
from kg.model.statement import (
    PREDICATES,
    SIGNATURES,
    Boundary,
    Certainty,
    Predicate,
    Quotation,
    Side,
    Statement,
    claim_id,
)

__all__ = [
    "ENTITY_TYPES",
    "PREDICATES",
    "SIGNATURES",
    "Article",
    "Boundary",
    "Certainty",
    "Document",
    "Entity",
    "EntityType",
    "Evidence",
    "Extraction",
    "Extractor",
    "Field",
    "Mention",
    "MentionType",
    "PartialDate",
    "Predicate",
    "Quotation",
    "Segment",
    "Side",
    "Span",
    "Statement",
    "Token",
    "claim_id",
]
