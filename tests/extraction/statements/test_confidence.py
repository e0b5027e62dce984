from __future__ import annotations

from kg.extraction.statements.confidence import with_measured_confidence
from kg.extraction.statements.draft import Draft
from kg.model import Span
from kg.vocabulary import Vocabulary


def test_a_measured_rule_gets_its_precision_another_keeps_its_own(vocabulary: Vocabulary) -> None:
    row = vocabulary.rule_precision[0]
    known = Draft("e1", row.predicate, "u1", (Span(0, 1),), 0.123, row.rule)  # type: ignore[arg-type]
    unknown = Draft("e1", "heldAt", "u1", (Span(0, 1),), 0.123, "no such rule")
    measured, kept = with_measured_confidence([known, unknown], vocabulary)
    assert measured.confidence == (int(row.right) + 1) / (int(row.claims) + 2)
    assert kept is not known
    assert kept.confidence == 0.123
