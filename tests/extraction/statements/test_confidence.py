from __future__ import annotations

from typing import cast

from kg.extraction.statements.confidence import with_measured_confidence
from kg.extraction.statements.draft import Draft
from kg.model import Predicate, Span
from kg.vocabulary import RulePrecision, Vocabulary


def test_a_measured_rule_gets_its_precision_another_keeps_its_own(vocabulary: Vocabulary) -> None:
    row = max(vocabulary.rule_precision, key=lambda r: int(r.claims))
    measured, kept = with_measured_confidence([draft(row), draft(row, rule="no such rule")], vocabulary)
    assert abs(measured.confidence - int(row.right) / int(row.claims)) < 0.05
    assert kept.confidence == 0.123


def test_few_claims_are_weighed_against_the_average_of_their_predicate(vocabulary: Vocabulary) -> None:
    rows = vocabulary.rule_precision
    for row in rows:
        alike = [r for r in rows if r.predicate == row.predicate]
        average = sum(int(r.right) for r in alike) / sum(int(r.claims) for r in alike)
        own = int(row.right) / int(row.claims)
        (measured,) = with_measured_confidence([draft(row)], vocabulary)
        assert min(own, average) - 1e-9 <= measured.confidence <= max(own, average) + 1e-9


def draft(row: RulePrecision, rule: str = "") -> Draft:
    return Draft("e1", cast(Predicate, row.predicate), "u1", (Span(0, 1),), 0.123, rule or row.rule)
