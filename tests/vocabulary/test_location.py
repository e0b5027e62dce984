from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary import data_folder, location


def test_a_checkout_has_its_data_at_its_root() -> None:
    assert (data_folder("vocabulary") / "unit_types.tsv").is_file()
    assert (data_folder("ontology") / "simpul.ttl").is_file()


def test_a_wheel_has_its_data_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "kg" / "_data" / "vocabulary"
    inside.mkdir(parents=True)
    monkeypatch.setattr(location, "_PACKAGE", tmp_path / "kg")
    assert data_folder("vocabulary") == inside


def test_an_installation_without_data_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location, "_PACKAGE", tmp_path / "kg")
    with pytest.raises(VocabularyError, match="reinstall simpul"):
        data_folder("ontology")
