from __future__ import annotations

from dataclasses import replace
from typing import Any

import lightgbm
import numpy as np
import onnx
import pytest

from kg.evaluation.annotation import AnnotatedEntity
from kg.extraction.learned.chain import OUTPUTS, chained
from kg.extraction.learned.relations import first_features, participants, relation_rows, tree_chances
from kg.extraction.learned.sheet import RELATIONS, ROLES, Array
from kg.training.examples import Example
from kg.training.trees import fit_forest, forest_graph, runner
from tests.training.conftest import ARTICLE, ENTITIES, GOLD, ExampleMaker

WIDTH = 6
_QUICK = {"n_estimators": 12, "min_child_samples": 4, "verbose": -1, "n_jobs": 1, "random_state": 0}


def _fitted(classes: int) -> lightgbm.LGBMClassifier:
    draw = np.random.default_rng(classes)
    rows = draw.normal(size=(400, WIDTH)).round(1).astype(np.float32)  # rounded: values that lie on thresholds
    answers = (rows[:, 0] > 0.2).astype(int) + (classes > 2) * 2 * (rows[:, 1] + rows[:, 2] > 0.5)
    return lightgbm.LGBMClassifier(n_estimators=12, num_leaves=7, verbose=-1, n_jobs=1).fit(rows, answers)


@pytest.fixture(scope="module")
def trees() -> dict[str, Any]:
    return {"role": _fitted(4), "heldAt": _fitted(2)}


def test_the_graph_is_valid_onnx(trees: dict[str, Any]) -> None:
    graph = forest_graph(trees)
    onnx.checker.check_model(graph)
    assert [i.name for i in graph.graph.input] == ["role", "heldAt"]
    assert [o.name for o in graph.graph.output] == ["role_scores", "heldAt_scores"]


def test_the_graph_gives_the_scores_of_the_trees(trees: dict[str, Any]) -> None:
    rows = np.random.default_rng(0).normal(size=(300, WIDTH)).round(1).astype(np.float32)
    scores = runner(trees)("first", {"role": rows, "heldAt": rows[:7]})
    for name, count in (("role", 300), ("heldAt", 7)):
        expected = trees[name].predict(rows[:count], raw_score=True).reshape(count, -1)
        np.testing.assert_allclose(scores[name], expected, atol=1e-4)
    assert scores["role"].shape == (300, 4)
    assert scores["heldAt"].shape == (7, 1)


def test_no_rows_have_no_scores(trees: dict[str, Any]) -> None:
    nothing = np.zeros((0, WIDTH), np.float32)
    scores = runner(trees)("first", {"role": nothing, "heldAt": nothing})
    assert {name: found.shape for name, found in scores.items()} == {"role": (0, 4), "heldAt": (0, 1)}


@pytest.mark.parametrize("answers", [[0, 1, 1] * 10, [0] * 30], ids=["nothing to split by", "nothing to tell"])
def test_trees_of_single_leaves_are_trees(answers: list[int]) -> None:
    rows = np.zeros((30, WIDTH), np.float32)
    model = lightgbm.LGBMClassifier(n_estimators=2, verbose=-1, n_jobs=1).fit(rows, answers)
    scores = runner({"supports": model})("first", {"supports": rows[:2]})["supports"]
    np.testing.assert_allclose(scores[:, 0], model.predict(rows[:2], raw_score=True), atol=1e-4)


@pytest.fixture(scope="module")
def full(example_of: ExampleMaker) -> Example:
    """An article in which every relation joins some pair by type."""
    article = replace(ARTICLE, text=f"{ARTICLE.text} Gerakan Sapa Warga dibuka dalam doa bersama di Desa Gumiwang.")
    more = (
        AnnotatedEntity("sapa", "Program", "Gerakan Sapa Warga", ("Gerakan Sapa Warga",)),
        AnnotatedEntity("doa", "Event", "Doa bersama", ("doa bersama",), "religious"),
        AnnotatedEntity("desa", "Place", "Desa Gumiwang", ("Desa Gumiwang",), "village"),
    )
    return example_of(article, replace(GOLD, entities=(*ENTITIES, *more)))


def _various(example: Example, count: int) -> list[Example]:
    """Copies of an article in which every relation holds for some pair, the same one by its features in all copies."""
    roles, relations = example.roles.copy(), example.relations.copy()
    asked = np.flatnonzero(participants(example.sheet))
    roles[asked] = np.arange(len(asked)) % (1 + len(ROLES))
    for column, relation in enumerate(RELATIONS):
        relations[np.flatnonzero(relation_rows(example.sheet, relation))[:1], column] = 1
    return [replace(example, id=str(k), roles=roles, relations=relations) for k in range(count)]


def test_two_looks_are_fitted_and_tell_right_pairs_from_wrong_ones(
    full: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.training.trees._SETTINGS", _QUICK)
    told: list[str] = []
    found = fit_forest(_various(full, 12), told.append)
    assert len(told) == 3
    sheet = full.sheet
    runs = {name: runner(trees) for name, trees in found.items()}
    chances = tree_chances(sheet, lambda look, inputs: runs[look](look, inputs))
    assert chances.shape == (len(sheet.pairs), len(OUTPUTS))
    for relation in ("holdsPost", "heldAt", "locatedIn", "cooperatesWith"):
        rows = relation_rows(sheet, relation)
        right = _various(full, 1)[0].relations[:, RELATIONS.index(relation)] > 0
        column = chances[:, OUTPUTS.index(relation)]
        assert column[right & rows].min() > column[~right & rows].max(initial=0.0), relation


def test_the_second_look_sees_what_the_first_one_said(full: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.training.trees._SETTINGS", _QUICK)
    found = fit_forest(_various(full, 6))
    features = first_features(full.sheet)
    first: Array = np.zeros((len(full.sheet.pairs), len(OUTPUTS)), np.float32)
    width = features.shape[1]
    assert {model.n_features_in_ for model in found["first"].values()} == {width}
    assert {m.n_features_in_ for m in found["second"].values()} == {width + chained(full.sheet, first).shape[1]}
    assert set(found["first"]) == set(found["second"]) == {"role", *RELATIONS}
