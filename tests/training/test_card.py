from __future__ import annotations

from pathlib import Path

import pytest

from kg.extraction.learned.model import FILES
from kg.training.card import model_card
from kg.training.plan import Plan, Shape
from kg.training.sources import PARTS

PLAN = Plan(shape=Shape(layers=(0, 3, 9)), rounds=10, public_rounds=2, seed=7)


@pytest.fixture
def card(tmp_path: Path) -> str:
    for number, name in enumerate(FILES):
        (tmp_path / name).write_bytes(bytes(1000 * (number + 1)))
    counts = {part: 10 + number for number, part in enumerate(PARTS)}
    return model_card(tmp_path, counts, {**PLAN.told(), "names": 0.875})


def test_every_part_is_named_with_its_articles_and_licence(card: str) -> None:
    for number, part in enumerate(PARTS):
        (row,) = [line for line in card.splitlines() if f"data/gold/{part}`" in line]
        assert row.startswith(f"| {10 + number} articles of ")
        assert "CC-BY-4.0" in row
    assert "data/gold/dev" not in card


def test_every_file_is_named_with_its_size(card: str) -> None:
    for number, name in enumerate(FILES):
        assert f"| `{name}` | {number + 1} |" in card.splitlines()


def test_layers_are_counted_from_one_and_the_plan_is_told(card: str) -> None:
    assert "multilingual-e5-small, layers 1, 4, 10 " in card
    assert "An encoder of 3 layers" in card
    assert "F1 0.875" in card
    assert "seed 7, 10 rounds over the articles after\n2 over the public corpora" in card
