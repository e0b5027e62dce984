from __future__ import annotations

import dataclasses

import pytest

from kg.vocabulary import load_vocabulary
from kg.vocabulary.vocabulary import FILES


def test_a_region_knows_its_level_and_parent() -> None:
    region = load_vocabulary().region_by_code
    banjarnegara = region["33.04"]
    assert (banjarnegara.name, banjarnegara.label) == ("Kabupaten Banjarnegara", "Banjarnegara")
    assert (banjarnegara.kind, banjarnegara.level, banjarnegara.parent) == ("regency", 2, "33")
    assert (region["33"].level, region["33"].parent) == (1, "")
    assert region["33.04.06"].parent == "33.04"


def test_rows_cannot_be_changed() -> None:
    row = load_vocabulary().posts[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        row.label_id = "Raja"  # type: ignore[misc]


def test_every_row_type_is_frozen_slotted_and_described() -> None:
    for row_type in FILES.values():
        assert row_type.__dataclass_params__.frozen  # type: ignore[attr-defined]
        assert "__slots__" in vars(row_type)
        assert row_type.__doc__
