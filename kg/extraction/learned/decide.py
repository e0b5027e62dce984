"""Decide: which of the possible statements about a reading are made, and how sure they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import exp, log
from typing import Any

import numpy as np

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.learned.chain import OUTPUTS
from kg.extraction.learned.relations import participants
from kg.extraction.learned.sheet import ROLES, Array, Indices, Sheet
from kg.extraction.mentions.posts import PostMention
from kg.extraction.statements.draft import Draft
from kg.model import PREDICATES, Certainty, Predicate, Span

_RULE = "learned"


def logit(chance: float) -> float:
    """The logarithm of the odds."""
    inside = min(max(chance, 1e-4), 1 - 1e-4)
    return log(inside / (1 - inside))


def calibrated(predicate: Predicate, chance: float, settings: Mapping[str, Any]) -> float:
    """The chance of a claim as a frequency: of claims with 0.8, 80 of 100 are right (Platt 1999)."""
    return 1 / (1 + exp(-(settings["slope"][predicate] * logit(chance) + settings["offset"][predicate])))


def claims(sheet: Sheet, chances: Array, thresholds: Mapping[str, float]) -> Iterator[tuple[int, Predicate, float]]:
    """Row, predicate and chance of every claim above its threshold.

    A participant has one role in an event: the likeliest of those that its type can have. Partners are claimed once,
    by the mean of both directions.
    """
    limits = np.array([thresholds[p] for p in OUTPUTS], np.float32)
    told = chances.astype(np.float64)
    partner = OUTPUTS.index("cooperatesWith")
    told[:, partner] = (told[:, partner] + told[_reverse(sheet.pairs), partner]) / 2
    may = sheet.allowed[:, [PREDICATES.index(p) for p in OUTPUTS]] > 0
    parts = np.where(may[:, : len(ROLES)], told[:, : len(ROLES)], 0)
    best = np.arange(len(ROLES)) == parts.argmax(1, keepdims=True)
    told[:, : len(ROLES)] = parts
    may[:, : len(ROLES)] = best & participants(sheet)[:, None]
    may[:, partner] &= sheet.pairs[:, 0] < sheet.pairs[:, 1]
    for row, column in np.argwhere(may & (told.astype(np.float32) >= limits)).tolist():
        yield row, OUTPUTS[column], float(told[row, column])


def _reverse(pairs: Indices) -> Indices:
    """The row (m,) of the same two the other way round, a pair's own row where they are not asked about so."""
    row_of = {pair: row for row, pair in enumerate(map(tuple, pairs.tolist()))}
    return np.array([row_of.get((j, i), row) for (i, j), row in row_of.items()], np.int64)


def decided(
    reading: Reading, sheet: Sheet, chances: Array, drafts: Sequence[Draft], settings: Mapping[str, Any]
) -> list[Draft]:
    """The claims as drafts, with the words and the certainty that rules give them where they claim the same."""
    by_claim: dict[tuple[str, str, str], list[Draft]] = defaultdict(list)
    certainty: dict[str, Certainty] = {}
    for draft in drafts:
        by_claim[draft.subject, draft.predicate, draft.object].append(draft)
        certainty.setdefault(draft.subject, draft.certainty)
    clusters = {c.id: c for c in reading.clusters}
    made: list[Draft] = []
    for row, predicate, chance in claims(sheet, chances, settings["thresholds"]):
        confidence = calibrated(predicate, chance, settings)
        one, other = (clusters[sheet.ids[int(k)]] for k in sheet.pairs[row])
        same = by_claim.get((one.id, predicate, other.id), [])
        if predicate == "cooperatesWith":
            same = same or by_claim.get((other.id, predicate, one.id), [])
        made += [replace(draft, confidence=confidence, rule=_RULE) for draft in same]
        if not same:
            post = post_of(reading, one, other) if predicate == "holdsPost" else ""
            if post or predicate != "holdsPost":
                spans = evidence_spans(reading, one, other)
                said = certainty.get(one.id, "asserted") if one.type == "Event" else "asserted"
                made.append(Draft(one.id, predicate, other.id, spans, confidence, _RULE, post, said))
    return made


def evidence_spans(reading: Reading, one: Cluster, other: Cluster) -> tuple[Span, ...]:
    """The first sentence of the body that names both, else the nearest two that name one each."""
    document = reading.document
    sentences = [sorted({document.sentence_index(m.span.start) for m in cluster.mentions}) for cluster in (one, other)]
    title = 0 if document.body else -1
    both = [s for s in sentences[0] if s in sentences[1]]
    if both:
        chosen = {next((s for s in both if s != title), both[0])}
    else:
        _, first, second = min((abs(a - b), a, b) for a, b in product(*sentences))
        chosen = {first, second}
    return tuple(document.sentences[s] for s in sorted(chosen))


def post_of(reading: Reading, person: Cluster, office: Cluster) -> str:
    """The post in a title beside the person's name, best one that also names the office; empty where there is none."""
    spans = {m.span for m in person.mentions}
    posts = [h.post for h in reading.holdings if h.person.span in spans and not h.post.past]
    inside = {m.span for m in office.mentions}
    named = [p for p in posts if any(p.span.covers(span) for span in inside)]
    free = [
        p for p in posts if not any(p.span.covers(m.span) for m, c in reading.mentions("Unit") if c.id != office.id)
    ]
    chosen: Sequence[PostMention] = named or free
    return chosen[0].name if chosen else ""
