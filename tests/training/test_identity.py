"""How well identity agrees with the keys of the annotated articles: it must not fall silently."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.settings import Settings
from kg.training.identity import agreement, read_records, read_things

GOLD = Path(__file__).resolve().parents[2] / "data" / "gold"
FLOORS = {"Person": 0.99, "Unit": 0.99, "Place": 0.99, "Program": 0.95, "Event": 0.95}


@pytest.mark.parametrize(("part", "key"), [("train", "identity.tsv"), ("reports", "reports-identity.tsv")])
def test_from_annotated_entities_things_are_found_and_no_two_persons_are_one(part: str, key: str) -> None:
    rows = agreement(read_records(GOLD / part, Settings()), read_things(GOLD / key), Settings())
    assert {row.type: round(row.f1, 3) for row in rows if row.f1 < FLOORS[row.type]} == {}
    assert {row.type: row.false_merges for row in rows}["Person"] == ()
