"""Model: the shipped weights and tables, and the running of them by ONNX Runtime."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.errors import ModelError
from kg.extraction.learned.pieces import BEGIN, END, Pieces, PieceTokenizer
from kg.extraction.learned.sheet import Array, Sheet

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FILES = ("encoder.onnx", "judge.onnx", "first.onnx", "second.onnx", "pieces.json", "settings.json")
_PACKAGE = Path(__file__).resolve().parents[2]
# Windows are read alone and pairs are judged a part at a time, so that a long article needs little more memory than a
# short one. What the encoder takes for a window it keeps for the next; what the others took is given back.
_PAIRS_AT_ONCE = 8192


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder says of each piece, in reading order.

    ``states`` (n, hidden); ``tags`` (n, types, 3): chances of outside, first piece, inside; ``kinds`` (n, kinds):
    chances.
    """

    states: Array
    tags: Array
    kinds: Array


def model_folder() -> Path:
    """Where the shipped model lies: ``kg/_data/model`` in a wheel, ``data/model`` in a checkout."""
    packed = _PACKAGE / "_data" / "model"
    return packed if packed.is_dir() else _PACKAGE.parent / "data" / "model"


class Model:
    """The model in a folder; each file is read when it is first needed.

    Raises ``ModelError`` where a file is missing.
    """

    def __init__(self, folder: Path) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(folder, missing)
        self._folder = folder

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """Thresholds, calibration and word lists, as training wrote them."""
        read: dict[str, Any] = json.loads((self._folder / "settings.json").read_text(encoding="utf-8"))
        return read

    @cached_property
    def tokenizer(self) -> PieceTokenizer:
        """What cuts documents into pieces."""
        return PieceTokenizer(self._folder / "pieces.json")

    def encode(self, pieces: Pieces, marks: Array) -> Encoded:
        """The states of all pieces, and what they are tagged with."""
        parts = [self._encode(pieces.ids[w.start : w.stop], marks[w.start : w.stop]) for w in pieces.windows]
        states, tags, kinds = (np.concatenate([part[k] for part in parts]) for k in range(3))
        return Encoded(states, _softmax(tags), _softmax(kinds))

    def _encode(self, ids: Sequence[int], marks: Array) -> list[Array]:
        """One window; alone, for one beside a longer one would be filled up and cost as much as that."""
        whole = np.array([[BEGIN, *ids, END]], np.int64)
        seen = np.zeros((1, len(ids) + 2, marks.shape[1]), np.float32)
        seen[0, 1:-1] = marks
        return [out[0, 1:-1] for out in self._encoder.run(None, {"ids": whole, "marks": seen})]

    def judge(self, encoded: Encoded, sheet: Sheet) -> tuple[Array, Array]:
        """Logits (c,) of entities and (m, 1 + ROLES + RELATIONS) of pairs."""
        inputs: dict[str, np.ndarray] = {
            "states": encoded.states, "types": sheet.types, "kinds": sheet.kinds, "entities": sheet.entities,
            "begins": sheet.begins, "ends": sheet.ends, "apart": np.zeros((len(sheet.ids),) * 2, np.float32),
            "pairs": sheet.pairs, "near": sheet.near, "features": sheet.features,
        }  # fmt: skip
        found = []
        for k in range(0, max(1, len(sheet.pairs)), _PAIRS_AT_ONCE):
            some = {name: inputs[name][k : k + _PAIRS_AT_ONCE] for name in ("pairs", "near", "features")}
            found.append(self._judge.run(None, inputs | some))
        return found[0][0], np.concatenate([pairs for _, pairs in found])

    def trees(self, look: str, inputs: Mapping[str, Array]) -> dict[str, Array]:
        """The raw scores of the ensembles of trees of the first or second look, each for the rows given to it."""
        session = self._first if look == "first" else self._second
        names = [f"{name}_scores" for name in inputs]
        return dict(zip(inputs, session.run(names, dict(inputs)), strict=True))

    @cached_property
    def _encoder(self) -> InferenceSession:
        return self._session("encoder.onnx", keeps_memory=True)

    @cached_property
    def _judge(self) -> InferenceSession:
        return self._session("judge.onnx")

    @cached_property
    def _first(self) -> InferenceSession:
        return self._session("first.onnx")

    @cached_property
    def _second(self) -> InferenceSession:
        return self._session("second.onnx")

    def _session(self, name: str, *, keeps_memory: bool = False) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = keeps_memory
        return onnxruntime.InferenceSession(str(self._folder / name), options, providers=["CPUExecutionProvider"])


def _softmax(scores: Array) -> Array:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    chances: Array = powers / powers.sum(-1, keepdims=True)
    return chances
