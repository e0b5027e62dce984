from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

_NEED_TORCH = ("batches", "export", "fit", "network", "public", "train")


@pytest.fixture
def no_torch(monkeypatch: pytest.MonkeyPatch) -> None:
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
    for option in ("--gold", "--public", "--output", "--rounds"):
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
        ((), "Missing option '--public'"),
        (("--public", "nowhere"), "'nowhere' does not exist"),
        (("--public", ".", "--rounds", "0"), "0 is not in the range"),
    ],
)
def test_a_wrong_call_is_a_usage_error(kg: Any, arguments: tuple[str, ...], message: str) -> None:
    run = kg("train", *arguments)
    assert run.code == 2
    assert message in run.err


class _Plan:
    def __init__(self, rounds: int = 10) -> None:
        self.rounds = rounds


class _Trainer:
    """Tells what it was made with, in place of training."""

    def __init__(self, sources: tuple[Path, Path], plan: _Plan, tell: Any) -> None:
        self._sources, self._plan, self._tell = sources, plan, tell

    def run(self, folder: Path) -> None:
        gold, public = self._sources
        self._tell(f"{gold.name} {public.name} {self._plan.rounds} {folder.name}")


@pytest.mark.parametrize(("more", "rounds"), [((), 10), (("--rounds", "3"), 3)])
def test_options_reach_the_trainer(
    kg: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], rounds: int
) -> None:
    fit, train = ModuleType("fit"), ModuleType("train")
    vars(fit)["Plan"] = _Plan
    vars(train).update(Sources=lambda *folders: folders, Trainer=_Trainer)
    monkeypatch.setitem(sys.modules, "kg.training.fit", fit)
    monkeypatch.setitem(sys.modules, "kg.training.train", train)
    gold, public = tmp_path / "gold", tmp_path / "public"
    gold.mkdir()
    public.mkdir()
    run = kg("train", "--gold", gold, "--public", public, "-o", tmp_path / "made", *more)
    assert run.code == 0
    assert run.err.strip() == f"gold public {rounds} made"
    assert "made: the model is written" in run.out
