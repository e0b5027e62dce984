from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from kg.extraction.learned.pieces import PieceTokenizer
from kg.training.examples import Example

torch = pytest.importorskip("torch", reason="simpul[train] is not installed")

from kg.training.batches import Batch, make_batch  # noqa: E402
from kg.training.export import export_network  # noqa: E402
from kg.training.fit import Network  # noqa: E402
from kg.training.plan import Shape  # noqa: E402

SHAPE = Shape(layers=(0,), hidden=32, heads=4, inner=64, judge=16)


@pytest.fixture(scope="module")
def network(tokenizer: PieceTokenizer) -> Network:
    torch.manual_seed(4)
    return Network(SHAPE, tokenizer.size, {})


@pytest.fixture(scope="module")
def folder(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("model")
    with pytest.warns():  # of the exporter's own age, and of lengths that tracing takes for fixed
        export_network(network, made, SHAPE.hidden)
    return made


@pytest.fixture(scope="module")
def batch(example: Example) -> Batch:
    return make_batch([example], [1.0])


def _session(path: Path) -> Any:
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])


def _close(found: np.ndarray, expected: Any) -> None:
    """Alike but for what eight bits take away."""
    wanted = expected.detach().numpy()
    assert found.shape == wanted.shape
    assert np.abs(found - wanted).mean() < 0.1 * wanted.std()
    assert np.corrcoef(found.ravel(), wanted.ravel())[0, 1] > 0.99


def test_the_graphs_say_what_the_network_says(network: Network, folder: Path, batch: Batch) -> None:
    w = batch.windows
    inputs = {"ids": w.ids.numpy(), "marks": batch.marks.numpy()}
    outputs = _session(folder / "encoder.onnx").run(["found", "tags", "kinds"], inputs)
    states, tags, kinds = network.encoder(w.ids, batch.marks)
    for found, expected in zip(outputs, (states, tags, kinds), strict=True):
        _close(found, expected)
    flat = states.detach().flatten(0, 1)[w.order]
    given = {"states": flat.numpy(), **{name: value.numpy() for name, value in batch.sheet.items()}}
    right, joined = _session(folder / "judge.onnx").run(["right", "joined"], given)
    expected_right, expected_joined = network.judge(flat, **batch.sheet)
    _close(right, expected_right)
    _close(joined, expected_joined)


def test_an_article_in_which_nothing_is_joined_is_judged(folder: Path, batch: Batch) -> None:
    sheet = {name: value.numpy() for name, value in batch.sheet.items()}
    sheet |= {name: sheet[name][:0] for name in ("pairs", "near", "features")}
    given = {"states": np.zeros((len(batch.tags), SHAPE.hidden), np.float32), **sheet}
    right, joined = _session(folder / "judge.onnx").run(["right", "joined"], given)
    assert len(right) == len(sheet["types"])
    assert len(joined) == 0


def test_weights_are_of_eight_bits(network: Network, folder: Path) -> None:
    plain = 4 * sum(p.numel() for p in network.encoder.parameters())
    assert (folder / "encoder.onnx").stat().st_size < 0.4 * plain
