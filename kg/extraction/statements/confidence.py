"""Confidence: how often the rule behind a claim is right, as measured on annotated articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from kg.extraction.statements.draft import Draft
from kg.vocabulary import Vocabulary

# As many claims of the predicate's average as a rule's own measured ones are weighed against.
_WEIGHT = 4


def with_measured_confidence(drafts: Iterable[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """The drafts with the confidence of ``rule_precision.tsv``; a rule that was never measured keeps its own."""
    measured = _confidences(vocabulary)
    return [replace(d, confidence=measured.get((d.rule, d.predicate), d.confidence)) for d in drafts]


@cache
def _confidences(vocabulary: Vocabulary) -> dict[tuple[str, str], float]:
    """Precision, drawn towards that of all rules of the predicate where a rule made few claims."""
    right: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    for row in vocabulary.rule_precision:
        right[row.predicate] += int(row.right)
        claims[row.predicate] += int(row.claims)
    return {
        (row.rule, row.predicate): (int(row.right) + _WEIGHT * right[row.predicate] / claims[row.predicate])
        / (int(row.claims) + _WEIGHT)
        for row in vocabulary.rule_precision
    }
