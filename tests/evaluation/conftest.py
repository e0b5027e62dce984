"""Answers that are wrong in known ways: gold annotations, bent by a seeded hand."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from kg.model import PREDICATES

GOLD = Path(__file__).parents[2] / "data" / "gold"
Documents = list[dict[str, Any]]


@pytest.fixture(scope="session")
def gold_documents() -> Documents:
    """The dev articles as their files hold them."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((GOLD / "dev").glob("*.json"))]


def bent_answers(documents: Documents, seed: int) -> dict[str, dict[str, Any]]:
    """Answers to ``documents`` with names cut, kinds and roles confused, things left out; ids other than gold's."""
    draw = random.Random(seed)
    answers = {}
    for document in documents:
        answer = {key: copy.deepcopy(document[key]) for key in ("id", "entities", "facts", "quotes")}
        names = [entity["name"] for entity in answer["entities"]]
        answer["entities"] = [e for e in answer["entities"] if draw.random() > 0.1]
        for entity in answer["entities"]:
            _bend_entity(entity, names, draw)
        for fact in answer["facts"]:
            _bend_fact(fact, draw)
        answer["quotes"] = [
            {"speaker": "x" + q["speaker"], "text": q["text"][draw.choice([0, 0, 3, 30]) :]} for q in answer["quotes"]
        ]
        if draw.random() > 0.05:
            answers[document["id"]] = answer
    return answers


def _bend_entity(entity: dict[str, Any], names: list[str], draw: random.Random) -> None:
    entity["id"] = "x" + entity["id"]
    chance = draw.random()
    if chance < 0.1:
        entity["name"] = draw.choice(names)
    elif chance < 0.2:
        entity["name"] = entity["name"][:-2]
    elif chance < 0.3:
        entity["kind"] = "other"
    elif chance < 0.35:
        entity.pop("date", None)


def _bend_fact(fact: dict[str, str], draw: random.Random) -> None:
    fact["s"], fact["o"] = "x" + fact["s"], "x" + fact["o"]
    if draw.random() < 0.1:
        fact["post"] = "Kepala"
    if draw.random() < 0.1:
        fact["p"] = draw.choice(PREDICATES)
