"""The keys of which entities are one thing across articles agree with the articles that they key."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

GOLD = Path(__file__).resolve().parents[2] / "data" / "gold"
KEYS = [("train", "identity.tsv"), ("reports", "reports-identity.tsv")]


def read_key(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def entity_types(part: str) -> dict[tuple[str, str], str]:
    articles = [json.loads(path.read_text("utf-8")) for path in sorted((GOLD / part).glob("*.json"))]
    return {(gold["id"], entity["id"]): entity["type"] for gold in articles for entity in gold["entities"]}


@pytest.mark.parametrize(("part", "name"), KEYS)
def test_every_entity_has_exactly_one_key(part: str, name: str) -> None:
    rows = Counter((row["article"], row["entity"]) for row in read_key(name))
    assert [item for item, count in rows.items() if count > 1] == []
    assert set(rows) == set(entity_types(part))


@pytest.mark.parametrize(("part", "name"), KEYS)
def test_a_key_begins_with_the_type_of_its_entity(part: str, name: str) -> None:
    types = entity_types(part)
    wrong = [
        row for row in read_key(name) if row["thing"].split(":")[0] != types[row["article"], row["entity"]].lower()
    ]
    assert wrong == []


@pytest.mark.parametrize(("part", "name"), KEYS)
def test_no_article_has_two_entities_for_one_thing(part: str, name: str) -> None:
    things = Counter((row["article"], row["thing"]) for row in read_key(name))
    assert [item for item, count in things.items() if count > 1] == []


@pytest.mark.parametrize(("part", "name"), KEYS)
def test_a_key_is_lower_case_words_joined_by_hyphens(part: str, name: str) -> None:
    for row in read_key(name):
        words = row["thing"].split(":")[1].split("-")
        assert all(word.isascii() and word.isalnum() and word == word.lower() for word in words), row
