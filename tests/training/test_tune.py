from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.default import DefaultExtractor, Looked
from kg.extraction.learned.chain import OUTPUTS
from kg.extraction.learned.cues import cue_mentions
from kg.extraction.learned.decide import calibrated, claims
from kg.extraction.learned.entities import EVIDENCE, entity_chances
from kg.extraction.learned.pieces import PieceTokenizer
from kg.extraction.learned.sheet import Array, Sheet, make_sheet
from kg.extraction.rules import RulesExtractor
from kg.model import ENTITY_TYPES, PREDICATES, Document
from kg.training.tune import OPEN, Checked, check, mixed, tuned
from tests.training.conftest import ARTICLE, FACTS, GOLD

POST = OUTPUTS.index("holdsPost")
NONE = np.zeros((0, 0), np.float32)


def _sheet(count: int) -> Sheet:
    """As many persons as units, each person asked about one unit."""
    types = np.array([0] * count + [1] * count, np.int64)
    pairs = np.stack([np.arange(count), count + np.arange(count)], 1)
    allowed = np.zeros((count, len(PREDICATES)), np.float32)
    allowed[:, PREDICATES.index("holdsPost")] = 1
    ids = tuple(str(number) for number in range(2 * count))
    return Sheet(ids, types, types, NONE, pairs, pairs, pairs, pairs, NONE, NONE, allowed)


def _checked(chances: Sequence[float], right: Sequence[bool], evidence: Array | None = None) -> Checked:
    """An article in which persons hold posts with these chances, and do so or not."""
    count = len(chances)
    table = np.zeros((count, len(OUTPUTS)), np.float32)
    table[:, POST] = chances
    joined = np.zeros_like(table)
    joined[:, POST] = right
    if evidence is None:
        evidence = np.tile(np.eye(EVIDENCE, dtype=np.float32)[0], (2 * count, 1))
    looked = Looked(cast(Any, None), (), (), _sheet(count), evidence, table, table)
    return Checked(looked, np.ones(2 * count, np.float32), joined, Counter({"holdsPost": sum(right)}))


def test_the_threshold_parts_right_from_wrong() -> None:
    found = tuned([_checked([0.62] * 300 + [0.47] * 100, [True] * 300 + [False] * 100)] * 8, OPEN)
    assert 0.47 < found["thresholds"]["holdsPost"] <= 0.62


def test_thresholds_stay_usual_where_little_is_known() -> None:
    found = tuned([_checked([0.62, 0.5], [True, False])], OPEN)
    assert found["thresholds"]["holdsPost"] == pytest.approx(0.38, abs=0.01)
    assert all(found["thresholds"][p] == 0.38 for p in OUTPUTS if p != "holdsPost")


def test_confidence_is_how_often_claims_are_right() -> None:
    draw = np.random.default_rng(3)
    chances = draw.uniform(0.5, 0.99, 600)
    right = draw.uniform(size=600) < 0.3 + 0.6 * (chances - 0.5)  # the model is too sure of itself
    found = tuned([_checked(chances.tolist(), right.tolist())], OPEN)
    made = chances >= found["thresholds"]["holdsPost"]
    confidence = [calibrated("holdsPost", chance, found) for chance in chances[made]]
    assert np.mean(confidence) == pytest.approx(right[made].mean(), abs=0.03)
    ordered = [calibrated("holdsPost", chance, found) for chance in np.linspace(0.0, 1.0, 101)]
    assert all(one <= other for one, other in pairwise(ordered))
    assert found["slope"]["holdsPost"] > 0


@pytest.mark.parametrize(("chances", "right"), [([0.9, 0.8], [True, True]), ([0.9], [False]), ([0.1], [False])])
def test_confidence_stays_where_nothing_is_to_be_told_apart(chances: list[float], right: list[bool]) -> None:
    found = tuned([_checked(chances, right)], OPEN)
    assert (found["slope"], found["offset"]) == (OPEN["slope"], OPEN["offset"])


def test_entities_are_judged_by_what_speaks_for_them() -> None:
    draw = np.random.default_rng(4)
    evidence = np.zeros((400, EVIDENCE), np.float32)
    evidence[:, 0], evidence[:, 1] = 1, draw.normal(size=400)
    one = _checked([0.6] * 200, [True, False] * 100, evidence)
    right = (evidence[:, 1] > 0).astype(np.float32)
    right[200:] = 1  # every unit is one
    found = tuned([Checked(one.looked, right, one.joined, one.facts)], OPEN)
    chances = entity_chances(list(one.looked.sheet.types), evidence, found["entities"])
    assert ((chances[:200] > 0.5) == (right[:200] > 0.5)).mean() > 0.95
    assert found["entities"]["Unit"] == list(OPEN["entities"]["Unit"])
    assert found["entities"]["Program"] == list(OPEN["entities"]["Program"])  # none was seen


def test_settings_that_are_not_tuned_stay() -> None:
    given_settings = {**OPEN, "words": {"di": 0}, "version": "abcd"}
    found = tuned([_checked([0.6, 0.5], [True, False])], given_settings)
    assert {key for key in found if found[key] != given_settings[key]} <= {"entities", "thresholds", "slope", "offset"}
    assert given_settings == {**OPEN, "words": {"di": 0}, "version": "abcd"}


@given(st.lists(st.floats(-8, 8), min_size=EVIDENCE - 1, max_size=EVIDENCE - 1), st.sampled_from(range(5)))
def test_open_settings_keep_every_entity(rest: list[float], kind: int) -> None:
    evidence = np.array([[1.0, *rest]], np.float32)
    assert entity_chances([kind], evidence, OPEN["entities"])[0] > OPEN["kept"][ENTITY_TYPES[kind]]


@given(st.floats(0.001, 0.999), st.sampled_from(OUTPUTS))
def test_open_settings_leave_chances_as_they_are(chance: float, predicate: Any) -> None:
    assert calibrated(predicate, chance, OPEN) == pytest.approx(chance)


def test_open_settings_know_every_predicate_and_type() -> None:
    assert set(OPEN["thresholds"]) == set(OPEN["slope"]) == set(OPEN["offset"]) == set(PREDICATES)
    assert set(OPEN["tagged"]) == set(OPEN["entities"]) == set(OPEN["kept"]) == set(ENTITY_TYPES)


def test_chances_are_mixed_by_share() -> None:
    looked = Looked(
        cast(Any, None), (), (), _sheet(1), NONE, np.full((1, 2), 0.5, np.float32), np.ones((1, 2), np.float32)
    )
    np.testing.assert_allclose(mixed(looked, {"encoder_share": 0.4}), 0.7)


class _RulesAlone:
    """Looks at a document without a model."""

    def __init__(self, rules: RulesExtractor, tokenizer: PieceTokenizer) -> None:
        self._rules, self._tokenizer = rules, tokenizer

    def look(self, document: Document) -> Looked:
        rules = self._rules
        reading = rules.read(document)
        drafts, quotations = rules.drafts(reading), rules.quotations(reading)
        cues = cue_mentions(document, rules.vocabulary)
        sheet = make_sheet(reading, self._tokenizer.cut(document), drafts, quotations, cues, {})
        chances = np.zeros((len(sheet.pairs), len(OUTPUTS)), np.float32)
        evidence = np.zeros((len(sheet.ids), EVIDENCE), np.float32)
        return Looked(reading, drafts, quotations, sheet, evidence, chances, chances)


def test_a_look_is_compared_with_gold(rules: RulesExtractor, tokenizer: PieceTokenizer) -> None:
    found = check(cast(DefaultExtractor, _RulesAlone(rules, tokenizer)), (ARTICLE, GOLD, "train"))
    reached = [f for f in FACTS if f.object != "mbah"]
    assert found.facts == Counter(f.predicate for f in FACTS)
    assert found.right.tolist() == [1.0] * (len(GOLD.entities) - 1)
    expected = Counter(f.predicate for f in reached) + Counter(["cooperatesWith"])  # partners stand in both directions
    assert {p: int(found.joined[:, k].sum()) for k, p in enumerate(OUTPUTS) if found.joined[:, k].any()} == expected
    made = list(claims(found.looked.sheet, found.joined, dict.fromkeys(OUTPUTS, 0.5)))
    assert Counter(predicate for _, predicate, _ in made) == Counter(f.predicate for f in reached)
