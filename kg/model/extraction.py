"""Extraction: everything that one extractor reads out of one article, as an object and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast

from kg.model.article import Article, Field
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.evidence import Evidence
from kg.model.mention import EntityType
from kg.model.span import Span
from kg.model.statement import Boundary, Certainty, Predicate, Quotation, Side, Statement, claim_id

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article says, and which extractor (name and version) found it.

    Entities, statements and quotations are those of the annotation guidelines; ``boundaries`` are stated starts and
    ends of terms of office.
    """

    article_id: str
    extractor: str
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    boundaries: tuple[Boundary, ...] = ()

    def to_json(self) -> Json:
        """The guideline format (id, entities, facts, quotes) plus spans, evidence and terms; keys in fixed order."""
        return {
            "id": self.article_id,
            "extractor": self.extractor,
            "entities": [_entity_json(e) for e in self.entities],
            "facts": [_statement_json(s) for s in self.statements],
            "quotes": [_quotation_json(q) for q in self.quotations],
            "terms": [_boundary_json(b) for b in self.boundaries],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Extraction:
        """The inverse of ``to_json``; raises ``KeyError`` or ``ValueError`` where the data has another shape."""
        return cls(
            data["id"],
            data["extractor"],
            tuple(_entity(e) for e in data["entities"]),
            tuple(_statement(f) for f in data["facts"]),
            tuple(_quotation(q) for q in data["quotes"]),
            tuple(_boundary(b) for b in data.get("terms", ())),
        )

    def at_least(self, confidence: float) -> Extraction:
        """The same without what is less sure than ``confidence``; entities stay."""
        statements = tuple(s for s in self.statements if s.confidence >= confidence)
        quotations = tuple(q for q in self.quotations if q.confidence >= confidence)
        boundaries = tuple(b for b in self.boundaries if b.confidence >= confidence)
        return replace(self, statements=statements, quotations=quotations, boundaries=boundaries)

    def statement_id(self, statement: Statement) -> str:
        """A hash of what is claimed and by which article; evidence, confidence and canonical ids stay outside."""
        names = self._names()
        ends = (names[statement.subject], statement.predicate, names[statement.object])
        return claim_id(self.article_id, *ends, statement.post, statement.certainty)

    def quotation_id(self, quotation: Quotation) -> str:
        """A hash of who is said to have said what, where in which article."""
        names = self._names()
        start = str(quotation.evidence.span.start)
        return claim_id(
            self.article_id, names[quotation.speaker], "says", quotation.evidence.field, start, quotation.text
        )

    def boundary_id(self, boundary: Boundary) -> str:
        """A hash of whose term of office is said to start or end, and when."""
        names = self._names()
        ends = (names[boundary.person], boundary.side, names[boundary.unit])
        return claim_id(self.article_id, *ends, boundary.post, boundary.day)

    def _names(self) -> dict[str, str]:
        """What stands for each entity in the hash of a claim: two entities of the same name stay two."""
        names = {e.id: f"{e.type}:{e.name}:{e.date}" for e in self.entities}
        counts = Counter(names.values())
        return {id_: name if counts[name] == 1 else f"{name}:{id_}" for id_, name in names.items()}

    def verified(self, article: Article) -> bool:
        """Whether every mention and all that is said has its exact words at its place in the article."""
        claims: list[Statement | Boundary] = [*self.statements, *self.boundaries]
        evidence = [m for e in self.entities for m in e.mentions]
        evidence += [v for claim in claims for v in claim.evidence]
        evidence += [q.evidence for q in self.quotations]
        return all(v.holds(article) for v in evidence) and all(claim.evidence for claim in claims)


class Extractor(Protocol):
    """Anything that reads an article: a pure function with a name and a version."""

    @property
    def version(self) -> str:
        """Name and version, as it stands in every statement's provenance (``rules/0.1.0``)."""
        ...

    def extract(self, document: Document) -> Extraction:
        """Read one document. The same document gives the same extraction."""
        ...


def _evidence_json(evidence: Evidence) -> Json:
    return {"field": evidence.field, "start": evidence.span.start, "end": evidence.span.end, "text": evidence.quote}


def _evidence(data: Mapping[str, Any]) -> Evidence:
    return Evidence(cast(Field, data["field"]), Span(data["start"], data["end"]), data["text"])


def _entity_json(entity: Entity) -> Json:
    result: Json = {"id": entity.id, "type": entity.type, "name": entity.name}
    for key in ("kind", "date", "reference"):
        if getattr(entity, key):
            result[key] = getattr(entity, key)
    result["mentions"] = list(dict.fromkeys(m.quote for m in entity.mentions))
    result["spans"] = [_evidence_json(m) for m in entity.mentions]
    return result


def _entity(data: Mapping[str, Any]) -> Entity:
    return Entity(
        data["id"],
        cast(EntityType, data["type"]),
        data["name"],
        _evidences(data["spans"]),
        data.get("kind", ""),
        data.get("date", ""),
        data.get("reference", ""),
    )


def _evidences(data: Sequence[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(_evidence(item) for item in data)


def _statement_json(statement: Statement) -> Json:
    result: Json = {"s": statement.subject, "p": statement.predicate, "o": statement.object}
    if statement.post:
        result["post"] = statement.post
    result["certainty"] = statement.certainty
    result["confidence"] = statement.confidence
    result["evidence"] = [_evidence_json(e) for e in statement.evidence]
    return result


def _statement(data: Mapping[str, Any]) -> Statement:
    return Statement(
        data["s"],
        cast(Predicate, data["p"]),
        data["o"],
        _evidences(data["evidence"]),
        data["confidence"],
        data.get("post", ""),
        cast(Certainty, data["certainty"]),
    )


def _quotation_json(quotation: Quotation) -> Json:
    result: Json = {"speaker": quotation.speaker, "text": quotation.text, "confidence": quotation.confidence}
    result["evidence"] = _evidence_json(quotation.evidence)
    if quotation.attribution is not None:
        result["attribution"] = _evidence_json(quotation.attribution)
    return result


def _quotation(data: Mapping[str, Any]) -> Quotation:
    attribution = data.get("attribution")
    return Quotation(
        data["speaker"],
        _evidence(data["evidence"]),
        data["confidence"],
        _evidence(attribution) if attribution else None,
    )


def _boundary_json(boundary: Boundary) -> Json:
    result: Json = {"person": boundary.person, "unit": boundary.unit, "post": boundary.post, "side": boundary.side}
    if boundary.day:
        result["day"] = boundary.day
    result["confidence"] = boundary.confidence
    result["evidence"] = [_evidence_json(e) for e in boundary.evidence]
    return result


def _boundary(data: Mapping[str, Any]) -> Boundary:
    return Boundary(
        data["person"],
        data["unit"],
        data["post"],
        cast(Side, data["side"]),
        _evidences(data["evidence"]),
        data["confidence"],
        data.get("day", ""),
    )
