from __future__ import annotations

import copy
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.evaluation import FIGURES, Annotation, Score, score
from kg.evaluation.score import DATES
from tests.evaluation.conftest import Documents, bent_answers

YARDSTICK = Path(__file__).parents[3] / "shared" / "gold" / "score.py"
EXPECTED = Path(__file__).parent / "expected_scores.json"


def ours(documents: Documents, answers: dict[str, dict[str, Any]]) -> Score:
    golds = [Annotation.from_json(document) for document in documents]
    return score(golds, {name: Annotation.from_json(answer) for name, answer in answers.items()})


def counts(total: Score) -> dict[str, list[int]]:
    figures = {name: [t.hit, t.gold, t.found] for name, t in total.tallies.items()}
    return {**figures, "dates": total.dates, "kinds": total.kinds}


@pytest.mark.parametrize("seed", [0, 1])
def test_figures_are_those_of_the_expected_table(gold_documents: Documents, seed: int) -> None:
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))[str(seed)]
    assert counts(ours(gold_documents, bent_answers(gold_documents, seed))) == expected


@pytest.mark.skipif(not YARDSTICK.exists(), reason="the yardstick lies beside the repository, if anywhere")
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_figures_are_exactly_those_of_the_yardstick(gold_documents: Documents, seed: int) -> None:
    yardstick = _load(YARDSTICK)
    answers = bent_answers(gold_documents, seed)
    total = ours(gold_documents, answers)
    tallies, dates, kinds, _ = yardstick.score(gold_documents, copy.deepcopy(answers))
    for name in FIGURES:
        tally = total.tallies[name]
        assert (tally.precision, tally.recall, tally.f1) == tallies[name].scores, name
    assert (total.dates, total.kinds) == (dates, kinds)


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("yardstick", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_gold_against_itself_is_perfect(gold_documents: Documents) -> None:
    total = ours(gold_documents, {document["id"]: document for document in gold_documents})
    assert {name: t.f1 for name, t in total.tallies.items()} == dict.fromkeys(FIGURES, 1.0)
    assert (total.missed, total.extra, total.wrong) == ([], [], [])


def test_every_miss_and_extra_is_told() -> None:
    entities = [
        {"id": "p1", "type": "Person", "name": "Bluri Wijaksono"},
        {"id": "u1", "type": "Unit", "name": "Bapas Kelas II Purwokerto", "kind": "Bapas"},
        {"id": "e1", "type": "Event", "name": "Kunjungan kerja", "kind": "visit", "date": "2025-10-29"},
    ]
    held = {"s": "p1", "p": "holdsPost", "o": "u1", "post": "Kepala"}
    gold = {"id": "a", "entities": entities, "facts": [held], "quotes": [{"speaker": "p1", "text": "Kami siap,"}]}
    answer = copy.deepcopy(gold)
    answer["entities"][0]["name"] = "Dodik Harmono"  # type: ignore[index]
    answer["entities"][1]["name"] = "Balai Pemasyarakatan Purwokerto"  # type: ignore[index]
    answer["entities"][2]["date"] = "2025-10-28"  # type: ignore[index]
    total = ours([gold], {"a": answer})
    assert [(d.figure, d.words) for d in total.missed] == [
        ("Person", "Bluri Wijaksono (-)"),
        ("holdsPost", "Bluri Wijaksono | holdsPost [Kepala] | Bapas Kelas II Purwokerto"),
        ("quotes", "Bluri Wijaksono: Kami siap,"),
    ]
    assert [(d.figure, d.words) for d in total.extra] == [
        ("Person", "Dodik Harmono (-)"),
        ("holdsPost", "?Dodik Harmono | holdsPost [Kepala] | Bapas Kelas II Purwokerto"),
        ("quotes", "Dodik Harmono: Kami siap,"),
    ]
    assert [d.words for d in total.wrong] == ["Kunjungan kerja: 2025-10-28, not 2025-10-29"]


def test_the_interval_holds_the_figure_and_never_changes(gold_documents: Documents) -> None:
    total = ours(gold_documents, bent_answers(gold_documents, 0))
    low, high = total.interval("facts", rounds=200)
    assert low < total.tallies["facts"].f1 < high
    assert (low, high) == total.interval("facts", rounds=200)


def test_a_statement_is_judged_with_its_confidence() -> None:
    entities = [
        {"id": "p1", "type": "Person", "name": "Bluri Wijaksono"},
        {"id": "u1", "type": "Unit", "name": "Bapas Kelas II Purwokerto"},
        {"id": "u2", "type": "Unit", "name": "Kanwil Jawa Tengah"},
    ]
    held = {"s": "p1", "p": "holdsPost", "o": "u1", "post": "Kepala"}
    facts = [held, {"s": "u1", "p": "cooperatesWith", "o": "u2"}]
    gold = {"id": "a", "entities": entities, "facts": facts, "quotes": []}
    found = [
        {**held, "confidence": 0.9},
        {**held, "post": "Sekretaris", "confidence": 0.4},
        {"s": "u2", "p": "cooperatesWith", "o": "u1", "confidence": 0.7},
        {"s": "u1", "p": "partOf", "o": "u2", "confidence": 0.6},
    ]
    total = ours([gold], {"a": {**gold, "facts": found}})
    assert total.judged == [[(0.9, True), (0.4, False), (0.7, True), (0.6, False)]]
    assert total.calibration_error == pytest.approx((0.1 + 0.4 + 0.3 + 0.6) / 4)


def test_dates_have_an_interval(gold_documents: Documents) -> None:
    answers = {document["id"]: copy.deepcopy(document) for document in gold_documents}
    for answer in list(answers.values())[::3]:
        for entity in answer["entities"]:
            entity.pop("date", None)
    total = ours(gold_documents, answers)
    low, high = total.interval(DATES, rounds=200)
    assert low < total.dates[0] / total.dates[1] < high
