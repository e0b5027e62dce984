"""Tune: thresholds, calibration and the judging of entities, on articles that the network never saw."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from kg.evaluation.alignment import align
from kg.evaluation.annotation import Annotation
from kg.extraction.default import DefaultExtractor, Looked
from kg.extraction.learned.chain import OUTPUTS
from kg.extraction.learned.decide import claims, logit
from kg.extraction.learned.entities import EVIDENCE, entity_chances
from kg.extraction.learned.sheet import Array
from kg.extraction.statements.assemble import assemble
from kg.extraction.statements.visit_names import with_visit_names
from kg.extraction.text.document import make_document
from kg.model import ENTITY_TYPES, Predicate
from kg.training.sources import Annotated

# Thresholds are drawn towards this one where few examples speak.
_USUAL = 0.38
_WEIGHT = 100.0
_GRID = np.arange(0.26, 0.7, 0.02)
# From which score on a tagged mention is added to those of the rules: high, for its kind of mistake, a stretch a word
# too long or too short, costs more than it brings where rules are good. For units and programmes it brings nothing.
_TAGGED = {"Person": 0.97, "Place": 0.97, "Unit": 1.01, "Event": 0.9, "Program": 1.01}
# Entity weights that keep every cluster.
_ALL = (8.0, *(0.0,) * (EVIDENCE - 1))
# A settings table that keeps everything: what is judged must first be seen.
OPEN: Mapping[str, Any] = {
    "version": "untuned", "encoder_share": 0.3, "tagged": _TAGGED,
    "entities": dict.fromkeys(ENTITY_TYPES, _ALL), "kept": dict.fromkeys(ENTITY_TYPES, 0.4),
    "slope": dict.fromkeys(OUTPUTS, 1.0), "offset": dict.fromkeys(OUTPUTS, 0.0),
    "thresholds": dict.fromkeys(OUTPUTS, _USUAL),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked article: what the extractor looked at, which clusters are right, and which pairs are joined how.

    ``joined`` (m, OUTPUTS) of 0 and 1; ``facts`` counts the facts of gold by predicate, in reach or not.
    """

    looked: Looked
    right: Array
    joined: Array
    facts: Counter[str]


def check(extractor: DefaultExtractor, annotated: Annotated) -> Checked:
    """Compare what the extractor looks at with the annotation."""
    article, gold, _ = annotated
    looked = extractor.look(make_document(article))
    named = assemble(with_visit_names(looked.reading, looked.drafts), looked.drafts, [], "")
    to_gold = align(gold, Annotation.of(named))
    facts = {(f.subject, f.predicate, f.object) for f in gold.facts}
    facts |= {(o, p, s) for s, p, o in facts if p == "cooperatesWith"}
    row_of = [to_gold.get(i, "") for i in looked.sheet.ids]
    joined = np.array(
        [[float((row_of[i], p, row_of[j]) in facts) for p in OUTPUTS] for i, j in looked.sheet.pairs], np.float32
    ).reshape(-1, len(OUTPUTS))
    right = np.array([float(i in to_gold) for i in looked.sheet.ids], np.float32)
    return Checked(looked, right, joined, Counter(f.predicate for f in gold.facts))


def tuned(checked: Sequence[Checked], settings: Mapping[str, Any]) -> dict[str, Any]:
    """``settings`` with entity weights, thresholds and calibration that suit the checked articles best."""
    found = dict(settings)
    found["entities"] = _entity_weights(checked)
    found["thresholds"] = _thresholds(checked, found)
    found["slope"], found["offset"] = _calibration(checked, found)
    return found


def _entity_weights(checked: Sequence[Checked]) -> dict[str, list[float]]:
    """A logistic regression for each type; where all are right, or all wrong, nothing can be learned: all are kept."""
    weights: dict[str, list[float]] = {}
    for number, kind in enumerate(ENTITY_TYPES):
        rows = np.concatenate([c.looked.evidence[c.looked.sheet.types == number] for c in checked])
        right = np.concatenate([c.right[c.looked.sheet.types == number] for c in checked])
        if len(set(right)) < 2:
            weights[kind] = list(_ALL)
            continue
        fitted = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000).fit(rows, right)
        weights[kind] = [round(float(w), 4) for w in fitted.coef_[0]]
    return weights


def mixed(looked: Looked, settings: Mapping[str, Any]) -> Array:
    """The chances by trees and encoder together."""
    share = settings["encoder_share"]
    chances: Array = share * looked.encoder + (1 - share) * looked.trees
    return chances


def _calibration(checked: Sequence[Checked], settings: Mapping[str, Any]) -> tuple[dict[str, float], dict[str, float]]:
    """One slope for all predicates and an offset for each, by logistic regression over the claims that are made.

    Where all of them are right, or all wrong, nothing can be learned: those of ``settings`` stay.
    """
    rows, right = [], []
    for one in checked:
        for predicate, chance, joined in _claimed(one, settings, settings["thresholds"]):
            known = np.zeros(1 + len(OUTPUTS), np.float32)
            known[0], known[1 + OUTPUTS.index(predicate)] = logit(chance), 1
            rows.append(known)
            right.append(joined)
    if len(set(right)) < 2:  # nothing to tell apart: the chances stand as they are
        return dict.fromkeys(OUTPUTS, 1.0), dict.fromkeys(OUTPUTS, 0.0)
    fitted = LogisticRegression(C=1.0, fit_intercept=False, max_iter=2000).fit(np.array(rows), np.array(right))
    weights = [round(float(weight), 4) for weight in fitted.coef_[0]]
    return dict.fromkeys(OUTPUTS, weights[0]), dict(zip(OUTPUTS, weights[1:], strict=True))


def _claimed(
    one: Checked, settings: Mapping[str, Any], limits: Mapping[str, float]
) -> Iterator[tuple[Predicate, float, bool]]:
    """Predicate, chance and truth of every claim about kept entities that is above its limit."""
    kept = _kept(one, settings)
    for row, predicate, chance in claims(one.looked.sheet, mixed(one.looked, settings), limits):
        if kept[row]:
            yield predicate, chance, bool(one.joined[row, OUTPUTS.index(predicate)])


def _kept(one: Checked, settings: Mapping[str, Any]) -> np.ndarray:
    """Which pairs join entities that are kept."""
    sheet = one.looked.sheet
    chances = entity_chances(list(sheet.types), one.looked.evidence, settings["entities"])
    least = np.array([settings["kept"][ENTITY_TYPES[t]] for t in sheet.types], np.float32)
    stays = chances >= least
    pairs: np.ndarray = stays[sheet.pairs[:, 0]] & stays[sheet.pairs[:, 1]]
    return pairs


def _thresholds(checked: Sequence[Checked], settings: Mapping[str, Any]) -> dict[str, float]:
    """For each predicate the threshold of the best F1, drawn towards the usual one where facts are few."""
    scores: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    facts: Counter[str] = Counter()
    for one in checked:
        facts += one.facts
        for predicate, chance, joined in _claimed(one, settings, dict.fromkeys(OUTPUTS, float(_GRID[0]))):
            scores[predicate].append((chance, joined))
    found: dict[str, float] = {}
    for predicate in OUTPUTS:
        best = max(_GRID, key=lambda limit: (_f1(scores[predicate], facts[predicate], limit), -abs(limit - _USUAL)))
        weight = facts[predicate] / (facts[predicate] + _WEIGHT)
        found[predicate] = round(float(weight * best + (1 - weight) * _USUAL), 3)
    return found


def _f1(scores: Sequence[tuple[float, bool]], facts: int, limit: float) -> float:
    made = [right for chance, right in scores if chance >= limit]
    return 2 * sum(made) / (len(made) + facts) if made or facts else 0.0
