from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

_NEED_TORCH = ("batches", "export", "fit", "network", "public", "smoothing", "train")


@pytest.fixture
def no_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    import_module("kg.training.judging")  # SciPy below it asks for torch once, and trips over a module that is None
    for name in _NEED_TORCH:
        monkeypatch.delitem(sys.modules, f"kg.training.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "torch", None)


@pytest.mark.usefixtures("no_torch")
def test_without_torch_the_error_names_the_extra(kg: Any, tmp_path: Path) -> None:
    run = kg("train", "--gold", tmp_path, "--public", tmp_path, "-o", tmp_path / "model")
    assert run.code == 1
    assert "torch" in run.err
    assert "pip install 'simpul[train]'" in run.err
    assert "Traceback" not in run.err
    assert not (tmp_path / "model").exists()


@pytest.mark.usefixtures("no_torch")
def test_help_needs_no_torch(kg: Any) -> None:
    run = kg("train", "--help")
    assert run.code == 0
    for option in ("--gold", "--public", "--encoder", "--output", "--rounds"):
        assert option in run.out


def test_help_loads_nothing_that_trains() -> None:
    code = (
        "import sys, kg.cli.train; print(*{'torch', 'lightgbm', 'sklearn', 'onnx', 'kg.training'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Give one of --public"),
        (("--public", ".", "--encoder", "."), "Give one of --public"),
        (("--encoder", ".", "--rounds", "2"), "--rounds are those of the encoder"),
        (("--public", "nowhere"), "'nowhere' does not exist"),
        (("--public", ".", "--rounds", "0"), "0 is not in the range"),
    ],
)
def test_a_wrong_call_is_a_usage_error(kg: Any, arguments: tuple[str, ...], message: str) -> None:
    run = kg("train", *arguments)
    assert run.code == 2
    assert message in run.err


class _Judging:
    """Knows where its articles lie, and reads none."""

    def __init__(self, gold: Path, _: Any, tell: Any) -> None:
        self.gold, self.tell = gold, tell


def _made(judging: _Judging, write: Any, folder: Path) -> None:
    judging.tell(f"{judging.gold.name} {write} {folder.name}")


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders ``gold``, ``public`` and ``model``, and modules that tell what they are asked in place of training."""
    judging, make, train = ModuleType("judging"), ModuleType("make"), ModuleType("train")
    vars(judging)["Judging"] = _Judging
    vars(make).update(make_model=_made, WriteEncoder=Any, taken_over=lambda model: f"keeps {model.name}")
    vars(train)["EncoderTrainer"] = lambda _, public, plan, tell: f"fits {public.name} {plan.rounds}"
    for module in (judging, make, train):
        monkeypatch.setitem(sys.modules, f"kg.training.{module.__name__}", module)
    for name in ("gold", "public", "model"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--public", "public"), "gold fits public 8 made"),
        (("--public", "public", "--rounds", "3"), "gold fits public 3 made"),
        (("--encoder", "model"), "gold keeps model made"),
    ],
)
def test_options_say_what_is_fitted_and_what_kept(kg: Any, folders: Path, options: tuple[str, ...], told: str) -> None:
    paths = [folders / option if option in ("public", "model") else option for option in options]
    run = kg("train", "--gold", folders / "gold", "-o", folders / "made", *paths)
    assert run.code == 0
    assert run.err.strip() == told
    assert "made: the model is written" in run.out


def test_a_folder_without_a_model_is_no_encoder(kg: Any, tmp_path: Path) -> None:
    run = kg("train", "--gold", tmp_path, "--encoder", tmp_path, "-o", tmp_path / "made")
    assert run.code == 1
    assert "encoder.onnx" in run.err
    assert not (tmp_path / "made").exists()
