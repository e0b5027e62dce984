"""Examples: annotated articles as the numbers that the model learns from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.evaluation.alignment import align
from kg.evaluation.annotation import AnnotatedEntity, Annotation
from kg.extraction.entities.reading import Reading
from kg.extraction.learned.context import Lexis
from kg.extraction.learned.cues import cue_mentions
from kg.extraction.learned.pieces import Pieces, PieceTokenizer
from kg.extraction.learned.sheet import (
    KINDS,
    RELATIONS,
    ROLES,
    Array,
    Indices,
    Sheet,
    make_sheet,
    marks,
)
from kg.extraction.learned.tagging import Tagged, add_tagged
from kg.extraction.rules import RulesExtractor
from kg.extraction.statements.assemble import assemble
from kg.extraction.statements.draft import Draft
from kg.extraction.statements.visit_names import with_visit_names
from kg.extraction.text.document import make_document
from kg.model import ENTITY_TYPES, Article, Document, EntityType, Span

UNKNOWN = -100


@dataclass(frozen=True, slots=True)
class Example:
    """One article: what the model is given, and what it should say.

    ``tags`` (n, entity types): 0 outside, 1 first piece, 2 inside. ``kinds`` (n,): index in ``KINDS`` or ``UNKNOWN``.
    ``entities`` (c,): whether each row of the sheet is an entity of gold. ``roles`` (m,): 0 for none, else 1 + index
    in ``ROLES``, ``UNKNOWN`` where the pair is none of an event and a participant. ``relations`` (m, RELATIONS).
    ``missed``: how many facts of gold no pair of the sheet can say.
    """

    id: str
    source: str
    pieces: Pieces
    marks: Array
    tags: Indices
    kinds: Indices
    sheet: Sheet
    entities: Array
    roles: Indices
    relations: Array
    missed: int


def make_example(
    article: Article,
    gold: Annotation,
    source: str,
    rules: RulesExtractor,
    tokenizer: PieceTokenizer,
    lexis: Lexis,
    complete: bool = True,
) -> Example:
    """The example of one annotated article.

    Entities that rules miss altogether are added to the reading as if the model had tagged them: so the judging half
    learns of entities with and without marks, as it meets them in use.
    """
    document = make_document(article)
    pieces = tokenizer.cut(document)
    spans = gold_spans(document, gold.entities)
    mentions = rules.recognise(document)
    reading = rules.resolve(document, mentions)
    drafts = rules.drafts(reading)
    missed = _missed(gold, _align(gold, reading, drafts))
    tagged = [Tagged(_type(e), span, e.kind) for e in missed for span in spans[e.id]] if complete else []
    full = reading
    if tagged:
        right = {(e.type, span) for e in gold.entities for span in spans[e.id]}
        full = rules.resolve(document, add_tagged(document, mentions, tagged, right))
        drafts = rules.drafts(full)
    to_gold = _align(gold, full, drafts)
    cues = cue_mentions(document, rules.vocabulary)
    sheet = make_sheet(full, pieces, drafts, rules.quotations(full), cues, lexis)
    tags, kinds = _tags(pieces, gold.entities, spans)
    roles, relations, out_of_reach = _answers(sheet, to_gold, gold)
    known = np.array([float(i in to_gold) for i in sheet.ids], np.float32)
    return Example(
        article.id, source, pieces, marks(pieces, mentions, cues), tags, kinds, sheet, known, roles, relations,
        out_of_reach,
    )  # fmt: skip


def _align(gold: Annotation, reading: Reading, drafts: Sequence[Draft]) -> Mapping[str, str]:
    extraction = assemble(with_visit_names(reading, drafts), drafts, [], "")
    return align(gold, Annotation.of(extraction))


def _missed(gold: Annotation, to_gold: Mapping[str, str]) -> list[AnnotatedEntity]:
    reached = set(to_gold.values())
    return [e for e in gold.entities if e.id not in reached]


def gold_spans(document: Document, entities: Iterable[AnnotatedEntity]) -> dict[str, list[Span]]:
    """Where a document has the mentions of each entity: whole words, the longest first, one type never overlapping.

    A place inside a unit's name is no mention of the place.
    """
    found: list[tuple[Span, str, str]] = []
    for entity in entities:
        for words in dict.fromkeys(entity.mentions):
            pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
            found += [(span, entity.type, entity.id) for span in _occurrences(document, pattern)]
    found.sort(key=lambda item: (-len(item[0]), item[0], item[2]))
    kept: list[tuple[Span, str, str]] = []
    for span, kind, identifier in found:
        rivals = {kind, "Unit"} if kind == "Place" else {kind}
        if not any(span.overlaps(other) and other_kind in rivals for other, other_kind, _ in kept):
            kept.append((span, kind, identifier))
    spans: dict[str, list[Span]] = {entity.id: [] for entity in entities}
    for span, _, identifier in sorted(kept):
        spans[identifier].append(span)
    return spans


def _occurrences(document: Document, pattern: re.Pattern[str]) -> Iterator[Span]:
    """The matches in the article's own title and text, as spans of the document."""
    for field in ("title", "text"):
        for match in pattern.finditer(document.article.field(field)):
            start, last = _place(document, field, match.start()), _place(document, field, match.end() - 1)
            if start is not None and last is not None:
                yield Span(start, last + 1)


def _place(document: Document, field: str, position: int) -> int | None:
    for segment in document.segments:
        if segment.field == field and segment.origin <= position < segment.origin + segment.length:
            return segment.start + position - segment.origin
    return None


def _tags(
    pieces: Pieces, entities: Iterable[AnnotatedEntity], spans: Mapping[str, Sequence[Span]]
) -> tuple[Indices, Indices]:
    tags = np.zeros((len(pieces.ids), len(ENTITY_TYPES)), np.int64)
    kinds = np.full(len(pieces.ids), UNKNOWN, np.int64)
    for entity in entities:
        column = ENTITY_TYPES.index(_type(entity))
        for span in spans[entity.id]:
            under = pieces.under(span)
            tags[under.start : under.start + 1, column] = 1
            tags[under.start + 1 : under.stop, column] = 2
            if entity.kind in KINDS:
                kinds[under.start : under.stop] = KINDS.index(entity.kind)
    return tags, kinds


def _type(entity: AnnotatedEntity) -> EntityType:
    return entity.type  # type: ignore[return-value]


def _answers(sheet: Sheet, to_gold: Mapping[str, str], gold: Annotation) -> tuple[Indices, Array, int]:
    facts = {(f.subject, f.object, f.predicate) for f in gold.facts}
    facts |= {(f.object, f.subject, f.predicate) for f in gold.facts if f.predicate == "cooperatesWith"}
    row_of = [to_gold.get(i, "") for i in sheet.ids]
    types = [ENTITY_TYPES[t] for t in sheet.types]
    roles = np.full(len(sheet.pairs), UNKNOWN, np.int64)
    relations = np.zeros((len(sheet.pairs), len(RELATIONS)), np.float32)
    reached = set()
    for index, (i, j) in enumerate(sheet.pairs):
        ends = row_of[i], row_of[j]
        if types[i] == "Event" and types[j] in ("Person", "Unit"):
            roles[index] = next((k + 1 for k, role in enumerate(ROLES) if (*ends, role) in facts), 0)
        for k, relation in enumerate(RELATIONS):
            relations[index, k] = (*ends, relation) in facts
        reached |= {fact for fact in facts if fact[:2] == ends}
    return roles, relations, sum((f.subject, f.object, f.predicate) not in reached for f in gold.facts)
