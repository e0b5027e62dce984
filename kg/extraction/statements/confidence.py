"""Confidence: how often the rule behind a claim is right, as measured on annotated articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from kg.extraction.statements.draft import Draft
from kg.vocabulary import Vocabulary


def with_measured_confidence(drafts: Iterable[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """The drafts with the confidence of ``rule_precision.tsv``; a rule that was never measured keeps its own."""
    measured = _confidences(vocabulary)
    return [replace(d, confidence=measured.get((d.rule, d.predicate), d.confidence)) for d in drafts]


@cache
def _confidences(vocabulary: Vocabulary) -> dict[tuple[str, str], float]:
    """Precision with one right and one wrong claim added, so that few claims give no certainty."""
    return {
        (row.rule, row.predicate): (int(row.right) + 1) / (int(row.claims) + 2) for row in vocabulary.rule_precision
    }
