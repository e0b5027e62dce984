from __future__ import annotations

import json
from dataclasses import replace

from kg.evaluation import Annotation, Evaluation, Gold, below_floors, floors, score, with_floors
from tests.evaluation.conftest import Documents, bent_answers


def evaluation(documents: Documents, seed: int | None) -> Evaluation:
    golds = [Annotation.from_json(d) for d in documents]
    found = {d["id"]: d for d in documents} if seed is None else bent_answers(documents, seed)
    answers = {name: Annotation.from_json(answer) for name, answer in found.items()}
    return Evaluation(Gold("dev", (), "fingerprint"), "bent/1", score(golds, answers))


def test_the_same_figures_are_not_below_their_floors(gold_documents: Documents) -> None:
    now = evaluation(gold_documents, 0)
    known = json.loads(json.dumps(floors([now])))
    assert list(below_floors([now], known)) == []
    assert list(below_floors([evaluation(gold_documents, None)], known)) == []


def test_a_figure_that_fell_is_named(gold_documents: Documents) -> None:
    known = floors([evaluation(gold_documents, None)])
    fallen = list(below_floors([evaluation(gold_documents, 0)], known))
    assert any(line.startswith("dev: Person F1 0.") and line.endswith("below its floor 1.000") for line in fallen)
    assert any(line.startswith("dev: facts F1") for line in fallen)


def test_wrong_dates_and_a_worse_calibration_are_named(gold_documents: Documents) -> None:
    now = evaluation(gold_documents, 0)
    known = floors([now])
    known["dev"]["dates"]["share"] = 1.1
    known["dev"]["calibration"]["error"] = 0.0
    lines = list(below_floors([now], known))
    assert any("share of right event dates" in line for line in lines)
    assert any("expected calibration error" in line for line in lines)


def test_the_floors_of_a_tier_leave_those_of_others_as_they_are(gold_documents: Documents) -> None:
    now = evaluation(gold_documents, 0)
    both = with_floors(with_floors({"dev": {}}, "rules", [now]), "default", [evaluation(gold_documents, None)])
    assert list(both) == ["default", "rules"]
    assert both["rules"] == floors([now])
    assert both["default"]["dev"]["scores"]["facts"]["interval"] == [1.0, 1.0]


def test_other_gold_articles_need_other_floors(gold_documents: Documents) -> None:
    now = evaluation(gold_documents, 0)
    changed = replace(now, gold=replace(now.gold, fingerprint="another"))
    for known in (floors([changed]), {}):
        (line,) = below_floors([now], known)
        assert "write the floors anew" in line
