"""Export: a fitted network as two int8 ONNX graphs."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from kg.extraction.learned.sheet import ENTITY_FEATURES, MARKS, MENTIONS, PAIR_FEATURES
from kg.training.fit import Network

_OPSET = 17


def export_network(network: Network, folder: Path, hidden: int) -> None:
    """Write ``encoder.onnx`` and ``judge.onnx`` into ``folder``, weights of products and tables in eight bits."""
    network.to("cpu").eval()
    ids = torch.randint(4, network.encoder.word.num_embeddings, (2, 9))
    encoder = (ids, torch.zeros(2, 9, MARKS))
    _write(network.encoder, encoder, ("ids", "marks"), ("found", "tags", "kinds"), folder / "encoder.onnx")
    c, m = 3, 4
    judge = (
        torch.randn(18, hidden), torch.zeros(c, dtype=torch.long), torch.zeros(c, dtype=torch.long),
        torch.zeros(c, ENTITY_FEATURES), torch.zeros(c, MENTIONS, dtype=torch.long),
        torch.ones(c, MENTIONS, dtype=torch.long), torch.zeros(c, c), torch.zeros(m, 2, dtype=torch.long),
        torch.zeros(m, 2, dtype=torch.long), torch.zeros(m, PAIR_FEATURES),
    )  # fmt: skip
    names = ("states", "types", "kinds", "entities", "begins", "ends", "apart", "pairs", "near", "features")
    _write(network.judge, judge, names, ("right", "joined"), folder / "judge.onnx")


def _write(
    module: nn.Module, example: tuple[torch.Tensor, ...], inputs: Sequence[str], outputs: Sequence[str], path: Path
) -> None:
    free = {name: {axis: f"{name}_{axis}" for axis in _free(name)} for name in inputs}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            module, example, str(plain), input_names=list(inputs), output_names=list(outputs),
            dynamic_axes=free, opset_version=_OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            str(plain), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip


def _free(name: str) -> list[int]:
    """The axes whose length differs from call to call."""
    if name in ("ids", "marks"):
        return [0, 1]
    return [0, 1] if name == "apart" else [0]
