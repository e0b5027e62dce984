"""From drafts to an extraction: duplicates joined, every span turned into the article's own words, and checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.statements.draft import Draft
from kg.model import (
    PREDICATES,
    SIGNATURES,
    Boundary,
    Document,
    Entity,
    Evidence,
    Extraction,
    Quotation,
    Span,
    Statement,
)


def assemble(
    reading: Reading,
    drafts: Iterable[Draft],
    quotations: Sequence[Quotation],
    extractor: str,
    boundaries: Sequence[Boundary] = (),
) -> Extraction:
    """The extraction that a reading, drafts about it, its quotations and boundaries of terms amount to.

    Drafts that claim the same become one statement with all their evidence and the highest confidence. An entity, a
    statement or a quotation without words in the article to prove it is left out, and so is a statement that joins
    types of entities which its predicate cannot join.
    """
    entities = tuple(e for c in reading.clusters if (e := _entity(reading.document, c)).mentions)
    known = {e.id: e.type for e in entities}
    fitting = [d for d in drafts if (known.get(d.subject), known.get(d.object)) in SIGNATURES[d.predicate]]
    statements = _statements(reading.document, fitting)
    article = reading.document.article
    said = tuple(q for q in quotations if q.speaker in known and q.evidence.holds(article))
    ends = SIGNATURES["holdsPost"]
    terms = tuple(b for b in boundaries if (known.get(b.person), known.get(b.unit)) in ends)
    return Extraction(article.id, extractor, entities, statements, said, terms)


def _entity(document: Document, cluster: Cluster) -> Entity:
    mentions = _evidence(document, [m.span for m in cluster.mentions])
    return Entity(cluster.id, cluster.type, cluster.name, mentions, cluster.kind, cluster.date, cluster.reference)


def _statements(document: Document, drafts: Sequence[Draft]) -> tuple[Statement, ...]:
    groups: dict[tuple[str, ...], list[Draft]] = {}
    for draft in drafts:
        if draft.subject != draft.object:
            groups.setdefault((*_ends(draft), draft.predicate, draft.post, draft.certainty), []).append(draft)
    statements = []
    for group in groups.values():
        evidence = _evidence(document, [span for draft in group for span in draft.spans])
        if evidence:
            first, confidence = group[0], round(max(d.confidence for d in group), 2)
            ends = _ends(first)
            statements.append(
                Statement(ends[0], first.predicate, ends[1], evidence, confidence, first.post, first.certainty)
            )
    return tuple(sorted(statements, key=_order))


def _ends(draft: Draft) -> tuple[str, str]:
    """Subject and object; of the one symmetric relation always in the same order."""
    if draft.predicate == "cooperatesWith" and _id_order(draft.object) < _id_order(draft.subject):
        return draft.object, draft.subject
    return draft.subject, draft.object


def _order(statement: Statement) -> tuple[object, ...]:
    ends = (_id_order(statement.subject), PREDICATES.index(statement.predicate), _id_order(statement.object))
    return (*ends, statement.post, statement.certainty)


def _id_order(entity_id: str) -> tuple[str, int, str]:
    """``u2`` before ``u10``."""
    letters = entity_id.rstrip("0123456789")
    return letters, int(entity_id[len(letters) :] or 0), entity_id


def _evidence(document: Document, spans: Iterable[Span]) -> tuple[Evidence, ...]:
    """The article's words under the spans, each once, in reading order (a title before its text)."""
    found = {e for span in spans if (e := document.evidence(span)) is not None and e.holds(document.article)}
    return tuple(sorted(found, key=lambda e: (e.field == "text", e.span)))
