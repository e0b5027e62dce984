"""Precision of each rule: how often what it claims is in gold, as a table that confidence is taken from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.evaluation.alignment import align
from kg.evaluation.annotation import Annotation, Gold
from kg.extraction.rules import RulesExtractor
from kg.extraction.text.document import make_document
from kg.model import Article
from kg.vocabulary import RulePrecision
from kg.vocabulary.table import columns

_HEAD = """\
# rule_precision.tsv - how often each rule of the extraction is right. Written by `kg evaluate --write-precision`.
# rule = name of the rule; predicate = what it claims; claims = facts it claimed in the gold articles, right = how many
# of them gold has. A statement's confidence is that share, drawn towards its predicate's average where claims are few.
# Source: the annotated articles of data/gold/train.
"""


def rule_precision(extractor: RulesExtractor, gold: Gold) -> str:
    """The text of ``rule_precision.tsv`` for these gold articles; a rule counts each fact once per article."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for article, annotation in gold.articles:
        for rule, predicate, right in _judged(extractor, article, annotation):
            counts[rule, predicate][0] += right
            counts[rule, predicate][1] += 1
    lines = ["\t".join(columns(RulePrecision))]
    lines += [
        f"{rule}\t{predicate}\t{right}\t{claims}" for (rule, predicate), (right, claims) in sorted(counts.items())
    ]
    return _HEAD + "\n".join(lines) + "\n"


def _judged(extractor: RulesExtractor, article: Article, gold: Annotation) -> Iterator[tuple[str, str, bool]]:
    """Rule, predicate and verdict for every fact that a rule claims of the article."""
    reading = extractor.read(make_document(article))
    to_gold = align(gold, Annotation.of(extractor.extract(reading.document)))
    facts = {_ends(f.subject, f.predicate, f.object) for f in gold.facts}
    claimed = {
        (
            draft.rule,
            draft.predicate,
            _ends(to_gold.get(draft.subject, ""), draft.predicate, to_gold.get(draft.object, "")),
        )
        for draft in extractor.drafts(reading)
    }
    for rule, predicate, fact in sorted(claimed):
        yield rule, predicate, fact in facts


def _ends(subject: str, predicate: str, other: str) -> tuple[str, str, str]:
    """A fact with the two ends of the one symmetric relation in fixed order."""
    if predicate == "cooperatesWith" and other < subject:
        return other, predicate, subject
    return subject, predicate, other
