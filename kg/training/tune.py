"""Tune: thresholds, calibration and the judging of entities, on articles that the network never saw."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from kg.evaluation.alignment import align
from kg.evaluation.annotation import Annotation
from kg.extraction.default import DefaultExtractor, Looked
from kg.extraction.learned.chain import OUTPUTS
from kg.extraction.learned.decide import calibrated, claims
from kg.extraction.learned.entities import EVIDENCE, entity_chances
from kg.extraction.learned.sheet import RELATIONS, ROLES, Array
from kg.extraction.statements.assemble import assemble
from kg.extraction.statements.visit_names import with_visit_names
from kg.extraction.text.document import make_document
from kg.model import ENTITY_TYPES
from kg.training.sources import Annotated

# Thresholds are drawn towards this one where few examples speak.
_USUAL = 0.45
_WEIGHT = 12.0
_GRID = np.arange(0.2, 0.8, 0.025)
_LOW = 0.05
# A settings table that keeps everything: what is judged must first be seen.
OPEN: Mapping[str, Any] = {
    "version": "untuned", "encoder_share": 0.3, "tagged": dict.fromkeys(ENTITY_TYPES, 0.7),
    "entities": {t: [8.0] + [0.0] * (EVIDENCE - 1) for t in ENTITY_TYPES}, "kept": dict.fromkeys(ENTITY_TYPES, 0.0),
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
    """``settings`` with entity weights, calibration and thresholds that suit the checked articles best."""
    found = dict(settings)
    found["entities"] = _entity_weights(checked)
    found["kept"] = dict.fromkeys(ENTITY_TYPES, 0.4)
    found["slope"], found["offset"] = _calibration(checked, found)
    found["thresholds"] = _thresholds(checked, found)
    return found


def _entity_weights(checked: Sequence[Checked]) -> dict[str, list[float]]:
    """A logistic regression for each type."""
    weights = {}
    for number, kind in enumerate(ENTITY_TYPES):
        rows = np.concatenate([c.looked.evidence[c.looked.sheet.types == number] for c in checked])
        right = np.concatenate([c.right[c.looked.sheet.types == number] for c in checked])
        fitted = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000).fit(rows, right)
        weights[kind] = [round(float(w), 4) for w in fitted.coef_[0]]
    return weights


def mixed(looked: Looked, settings: Mapping[str, Any]) -> Array:
    """The chances by trees and encoder together."""
    share = settings["encoder_share"]
    chances: Array = share * looked.encoder + (1 - share) * looked.trees
    return chances


def _calibration(checked: Sequence[Checked], settings: Mapping[str, Any]) -> tuple[dict[str, float], dict[str, float]]:
    """One slope for all predicates and an offset for each, by logistic regression over pairs of kept entities."""
    rows, right = [], []
    for one in checked:
        kept = _kept(one, settings)
        chances = mixed(one.looked, settings)
        for column, predicate in enumerate(OUTPUTS):
            mask = kept & (chances[:, column] > _LOW)
            logits = np.log(chances[mask, column] / (1 - np.clip(chances[mask, column], None, 1 - 1e-4)))
            known = np.zeros((mask.sum(), 1 + len(OUTPUTS)), np.float32)
            known[:, 0], known[:, 1 + column] = logits, 1
            rows.append(known)
            right.append(one.joined[mask, column])
    fitted = LogisticRegression(C=1.0, fit_intercept=False, max_iter=2000).fit(
        np.concatenate(rows), np.concatenate(right)
    )
    slope, offsets = float(fitted.coef_[0][0]), fitted.coef_[0][1:]
    return dict.fromkeys(OUTPUTS, round(slope, 4)), {
        p: round(float(o), 4) for p, o in zip(OUTPUTS, offsets, strict=True)
    }


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
        kept = _kept(one, settings)
        facts += one.facts
        chances = calibrated(mixed(one.looked, settings), settings)
        for row, predicate, chance in claims(one.looked.sheet, chances, dict.fromkeys(OUTPUTS, _LOW)):
            if kept[row]:
                scores[predicate].append((chance, bool(one.joined[row, OUTPUTS.index(predicate)])))
    found = {}
    for predicate in (*ROLES, *RELATIONS):
        best = max(_GRID, key=lambda limit: (_f1(scores[predicate], facts[predicate], limit), -abs(limit - _USUAL)))
        weight = facts[predicate] / (facts[predicate] + _WEIGHT)
        found[predicate] = round(float(weight * best + (1 - weight) * _USUAL), 3)
    return found


def _f1(scores: Sequence[tuple[float, bool]], facts: int, limit: float) -> float:
    made = [right for chance, right in scores if chance >= limit]
    return 2 * sum(made) / (len(made) + facts) if made or facts else 0.0
