"""Make: the folder of a model, from an encoder that is fitted or taken over and all that is fitted beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg.extraction.learned.model import FILES, Model
from kg.training.card import model_card
from kg.training.judging import Judging

_ENCODER = ("encoder.onnx", "judge.onnx", "pieces.json")
# Writes the encoder's files into a folder, and tells of it what the settings are to say.
WriteEncoder = Callable[[Path], Mapping[str, Any]]


def make_model(judging: Judging, write_encoder: WriteEncoder, folder: Path) -> None:
    """Write the model's files and its card into ``folder``: complete, or not at all."""
    with TemporaryDirectory() as name:
        made = Path(name)
        encoder = write_encoder(made)
        judging.write(made, encoder)
        folder.mkdir(parents=True, exist_ok=True)
        for file in FILES:
            (folder / file).write_bytes((made / file).read_bytes())
    counts = Counter(part for *_, part in judging.articles)
    (folder / "README.md").write_text(model_card(folder, counts, encoder), encoding="utf-8")


def taken_over(model: Path) -> WriteEncoder:
    """Takes over the encoder of the model in the folder ``model``.

    Raises ``ModelError`` where a file of it is missing.
    """
    told: Mapping[str, Any] = Model(model).settings["encoder"]

    def write(folder: Path) -> Mapping[str, Any]:
        for file in _ENCODER:
            (folder / file).write_bytes((model / file).read_bytes())
        return told

    return write
