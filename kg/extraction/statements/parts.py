"""Parts: which unit belongs to which by their types, as the table of unit types orders them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.gazetteer import fold_phrase
from kg.extraction.mentions.lexicon import AREA_WORDS
from kg.extraction.mentions.unit_names import UnitMention
from kg.extraction.statements.draft import Draft
from kg.model import Span
from kg.vocabulary import UnitType, Vocabulary

# Kinds whose units are no bodies of their own: news that names one together with what it is part of means so. A prison
# and its regional office, named in one article, mostly are two parties instead.
_DEPENDENT_KINDS = frozenset({"Dinas", "Pemda", "Legislatif", "Pendidikan", "TNI", "Lainnya"})

_Named = tuple[Cluster, UnitMention, UnitType]


def part_statements(reading: Reading, vocabulary: Vocabulary) -> list[Draft]:
    """``partOf`` from a unit to that unit of the article which is of its parent's type and of the same place."""
    types = vocabulary.unit_type_by_id
    units = [
        (unit, mention, types[mention.unit_type])
        for unit in reading.of_type("Unit")
        for mention in unit.mentions[:1]
        if isinstance(mention, UnitMention) and mention.unit_type
    ]
    return list(_parts(reading, units, vocabulary))


def _parts(reading: Reading, units: Sequence[_Named], vocabulary: Vocabulary) -> Iterator[Draft]:
    for child in units:
        unit, _, row = child
        wanted = vocabulary.unit_type_by_id.get(row.parent_type)
        if row.kind not in _DEPENDENT_KINDS or wanted is None:
            continue
        parents = [other for other in units if other[0].id != unit.id and _is_of(other[2], wanted)]
        parent = _parent_of(child, parents)
        if parent is not None:
            yield Draft(unit.id, "partOf", parent.id, (_span(reading, unit, parent),), 0.7, "type below the parent's")


def _is_of(row: UnitType, wanted: UnitType) -> bool:
    """Whether a type is the wanted one or stands beside it: regencies, cities and provinces have the same offices."""
    same_rank = row.kind == wanted.kind and row.parent_type == wanted.parent_type
    return row.id == wanted.id or (same_rank and wanted.kind in ("Pemda", "Pendidikan", "Legislatif"))


def _parent_of(child: _Named, parents: Sequence[_Named]) -> Cluster | None:
    """The parent whose place the child's name bears; where it bears none, the last one named before the child."""
    words = {word for name in _names(child[0]) for word in fold_phrase(name)}
    same_place = [unit for unit, mention, _ in parents if mention.tail and set(mention.tail.split()) <= words]
    if same_place:
        return same_place[0]
    if words & AREA_WORDS or not parents:
        return None
    start = child[1].span.start
    before = [(m.span.start, unit) for unit, _, _ in parents for m in unit.mentions if m.span.start < start]
    return max(before, key=lambda pair: pair[0])[1] if before else parents[0][0]


def _names(unit: Cluster) -> set[str]:
    return {unit.name, *(m.text for m in unit.mentions if not m.anaphoric)}


def _span(reading: Reading, unit: Cluster, parent: Cluster) -> Span:
    """The first sentence that names both, else the part's first mention."""
    sentences = [
        {
            reading.document.sentence_index(m.span.start)
            for m in cluster.mentions
            if m.span.start >= reading.document.body
        }
        for cluster in (unit, parent)
    ]
    both = sentences[0] & sentences[1]
    return reading.document.sentences[min(both)] if both else unit.mentions[0].span
