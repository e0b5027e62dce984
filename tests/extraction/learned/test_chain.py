from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from kg.extraction.learned import chain
from kg.extraction.learned.chain import CHAINED, OUTPUTS, chained
from kg.extraction.learned.sheet import Array, Sheet
from kg.model import EntityType

SIZE = len(OUTPUTS)
LED, ATTENDED, POST = (OUTPUTS.index(name) for name in ("ledBy", "attendedBy", "holdsPost"))
SheetMaker = Callable[[Sequence[EntityType]], Sheet]


def row(sheet: Sheet, one: int, other: int) -> int:
    found: list[list[int]] = sheet.pairs.tolist()
    return found.index([one, other])


def looked_at(sheet: Sheet, said: dict[tuple[int, int, int], float]) -> Array:
    chances = np.zeros((len(sheet.pairs), SIZE), np.float32)
    for (one, other, output), chance in said.items():
        chances[row(sheet, one, other), output] = chance
    return chained(sheet, chances)


def test_a_pair_is_told_of_its_own_chances_and_of_those_of_its_reverse(blank_sheet: SheetMaker) -> None:
    sheet = blank_sheet(["Event", "Person"])
    more = looked_at(sheet, {(0, 1, LED): 0.75})
    assert more.shape == (len(sheet.pairs), CHAINED)
    assert more[row(sheet, 0, 1), LED] == 0.75
    if [1, 0] in sheet.pairs.tolist():
        assert more[row(sheet, 1, 0), SIZE + LED] == 0.75


def test_the_best_rival_is_the_best_of_the_others(blank_sheet: SheetMaker) -> None:
    sheet = blank_sheet(["Event", "Person", "Person"])
    more = looked_at(sheet, {(0, 1, LED): 0.75, (0, 2, LED): 0.25})
    assert more[row(sheet, 0, 1), 2 * SIZE + LED] == 0.25
    assert more[row(sheet, 0, 2), 2 * SIZE + LED] == 0.75


def test_rivals_above_one_half_are_counted(blank_sheet: SheetMaker) -> None:
    sheet = blank_sheet(["Event", "Person", "Person", "Event"])
    more = looked_at(sheet, {(0, 1, LED): 0.75, (0, 2, LED): 0.6, (3, 1, LED): 0.9})
    assert more[row(sheet, 0, 1), 4 * SIZE + LED] == 2
    assert more[row(sheet, 0, 1), 5 * SIZE + LED] == 2
    assert more[row(sheet, 3, 2), 4 * SIZE + LED] == 1


def test_an_office_is_told_of_its_holder_s_part(blank_sheet: SheetMaker) -> None:
    sheet = blank_sheet(["Event", "Person", "Unit"])
    before = looked_at(sheet, {(0, 1, LED): 0.8})
    behind = looked_at(sheet, {(0, 1, LED): 0.8, (1, 2, POST): 0.5})
    changed = behind[row(sheet, 0, 2), 6 * SIZE :] - before[row(sheet, 0, 2), 6 * SIZE :]
    assert changed.max() == pytest.approx(0.4)


def test_parts_of_a_long_article_are_told_the_same(blank_sheet: SheetMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = blank_sheet(["Event", "Person", "Unit", "Unit", "Event", "Place"])
    chances = np.random.default_rng(1).random((len(sheet.pairs), SIZE), np.float32)
    whole = chained(sheet, chances)
    monkeypatch.setattr(chain, "_CHUNK", 7)
    np.testing.assert_array_equal(chained(sheet, chances), whole)


def test_one_entity_has_nothing_to_be_told(blank_sheet: SheetMaker) -> None:
    sheet = blank_sheet(["Event"])
    assert chained(sheet, np.zeros((0, SIZE), np.float32)).shape == (0, CHAINED)
