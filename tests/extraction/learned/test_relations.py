from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest

from kg.extraction.learned.chain import CHAINED, OUTPUTS
from kg.extraction.learned.relations import (
    encoder_chances,
    first_features,
    look,
    participants,
    relation_rows,
    softmax,
    tree_chances,
)
from kg.extraction.learned.sheet import RELATIONS, ROLES, Array, Sheet
from kg.model import EntityType

SheetMaker = Callable[[Sequence[EntityType]], Sheet]
TYPES: Sequence[EntityType] = ("Event", "Person", "Unit", "Program", "Place")


def test_participants_are_people_and_units_of_events(blank_sheet: SheetMaker) -> None:
    sheet = blank_sheet(TYPES)
    assert sheet.pairs[participants(sheet)].tolist() == [[0, 1], [0, 2]]


def test_a_relation_is_asked_where_its_signature_allows(blank_sheet: SheetMaker) -> None:
    sheet = blank_sheet(TYPES)
    assert sheet.pairs[relation_rows(sheet, "holdsPost")].tolist() == [[1, 2], [1, 4]]
    assert sheet.pairs[relation_rows(sheet, "heldAt")].tolist() == [[0, 2], [0, 4]]


def test_two_types_and_two_kinds_never_look_alike(blank_sheet: SheetMaker) -> None:
    sheet = blank_sheet(["Event", "Person", "Unit"])
    features = first_features(sheet)
    told = {tuple(features[k]) for k in range(len(sheet.pairs))}
    assert len(told) == len(sheet.pairs)
    sheet.kinds[2] = 3
    assert not np.array_equal(first_features(sheet), features)


def trees(role: Sequence[float], other: float) -> Callable[[str, Mapping[str, Array]], Mapping[str, Array]]:
    def run(_: str, inputs: Mapping[str, Array]) -> Mapping[str, Array]:
        return {
            name: np.tile(np.array(role if name == "role" else [other], np.float32), (len(rows), 1))
            for name, rows in inputs.items()
        }

    return run


def test_roles_share_one_chance_and_relations_have_one_each(blank_sheet: SheetMaker) -> None:
    sheet = blank_sheet(TYPES)
    chances = look(sheet, first_features(sheet), "first", trees([0.0] * (1 + len(ROLES)), 0.0))
    pair = participants(sheet)
    assert chances[pair, : len(ROLES)] == pytest.approx(1 / (1 + len(ROLES)))
    assert (chances[~pair, : len(ROLES)] == 0).all()
    for relation in RELATIONS:
        asked = relation_rows(sheet, relation)
        assert (chances[asked, OUTPUTS.index(relation)] == 0.5).all()
        assert (chances[~asked, OUTPUTS.index(relation)] == 0).all()


def test_the_second_look_sees_the_first(blank_sheet: SheetMaker) -> None:
    sheet, seen = blank_sheet(TYPES), {}
    told = trees([0.0] * (1 + len(ROLES)), 2.0)

    def run(name: str, inputs: Mapping[str, Array]) -> Mapping[str, Array]:
        seen[name] = {rows.shape[1] for rows in inputs.values()}
        return told(name, inputs)

    chances = tree_chances(sheet, run)
    width = first_features(sheet).shape[1]
    assert seen == {"first": {width}, "second": {width + CHAINED}}
    assert chances.shape == (len(sheet.pairs), len(OUTPUTS))


def test_a_sheet_without_pairs_runs_no_trees(blank_sheet: SheetMaker) -> None:
    def run(name: str, inputs: Mapping[str, Array]) -> Mapping[str, Array]:
        raise AssertionError(name)

    assert tree_chances(blank_sheet(["Event"]), run).shape == (0, len(OUTPUTS))


def test_the_encoder_s_logits_become_chances() -> None:
    logits = np.zeros((2, 1 + len(OUTPUTS)), np.float32)
    logits[1, 1 + OUTPUTS.index("ledBy")] = 50
    chances = encoder_chances(logits)
    assert chances[0, : len(ROLES)] == pytest.approx(1 / (1 + len(ROLES)))
    assert chances[0, len(ROLES) :] == pytest.approx(0.5)
    assert chances[1, OUTPUTS.index("ledBy")] == pytest.approx(1)
    assert encoder_chances(np.zeros((0, 1 + len(OUTPUTS)), np.float32)).shape == (0, len(OUTPUTS))


def test_huge_scores_stay_chances() -> None:
    assert softmax(np.array([[1e30, -1e30]], np.float32)).tolist() == [[1.0, 0.0]]
