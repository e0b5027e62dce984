from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import pytest

from kg.errors import ModelError
from kg.extraction.learned.model import FILES
from kg.training.judging import Judging
from kg.training.make import make_model, taken_over

ENCODER = ("encoder.onnx", "judge.onnx", "pieces.json")
TOLD = {"layers": [0, 4], "seed": 5, "rounds": 2, "public_rounds": 1, "names": 0.5}


class Fitted:
    """Writes what stands beside an encoder, without fitting anything."""

    articles = ((None, None, "train"), (None, None, "more"), (None, None, "train"))

    def __init__(self, fails: bool = False) -> None:
        self._fails = fails

    def write(self, folder: Path, encoder: Mapping[str, Any]) -> None:
        if self._fails:
            raise KeyboardInterrupt
        for name in ("first.onnx", "second.onnx"):
            (folder / name).write_text(f"new {name}", encoding="utf-8")
        (folder / "settings.json").write_text(json.dumps({"encoder": encoder}), encoding="utf-8")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    folder.mkdir()
    for name in FILES:
        (folder / name).write_text(f"old {name}", encoding="utf-8")
    (folder / "settings.json").write_text(json.dumps({"encoder": TOLD}), encoding="utf-8")
    return folder


def test_a_kept_encoder_stays_and_all_else_is_new(model: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    make_model(cast("Judging", Fitted()), taken_over(model), made)
    for name in ENCODER:
        assert (made / name).read_bytes() == (model / name).read_bytes()
    assert (made / "first.onnx").read_text(encoding="utf-8") == "new first.onnx"
    assert json.loads((made / "settings.json").read_text(encoding="utf-8")) == {"encoder": TOLD}
    card = (made / "README.md").read_text(encoding="utf-8")
    assert "An encoder of 2 layers" in card
    assert "| 2 articles of `data/gold/train`" in card


def test_a_model_may_be_made_anew_in_its_own_folder(model: Path) -> None:
    make_model(cast("Judging", Fitted()), taken_over(model), model)
    assert (model / "encoder.onnx").read_text(encoding="utf-8") == "old encoder.onnx"
    assert (model / "second.onnx").read_text(encoding="utf-8") == "new second.onnx"


def test_what_is_broken_off_leaves_nothing_behind(model: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        make_model(cast("Judging", Fitted(fails=True)), taken_over(model), tmp_path / "made")
    assert not (tmp_path / "made").exists()


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"encoder\.onnx"):
        taken_over(tmp_path)
