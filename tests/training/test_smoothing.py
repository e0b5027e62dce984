from __future__ import annotations

from typing import Any

import pytest

from kg.extraction.learned.pieces import PieceTokenizer
from kg.training.examples import Example

torch = pytest.importorskip("torch", reason="simpul[train] is not installed")

from kg.training.batches import Batch, make_batch  # noqa: E402
from kg.training.network import Encoder  # noqa: E402
from kg.training.plan import Shape  # noqa: E402
from kg.training.smoothing import smooth  # noqa: E402

SHAPE = Shape(layers=(0, 1), hidden=32, heads=4, inner=128, judge=16)


@pytest.fixture
def batch(example: Example) -> Batch:
    return make_batch([example], [1.0])


@pytest.fixture
def encoder(tokenizer: PieceTokenizer) -> Encoder:
    """An encoder in which one channel is far larger than all others, as in pretrained ones."""
    torch.manual_seed(5)
    made = Encoder(SHAPE, tokenizer.size, {})
    with torch.no_grad():
        made.layers[0].fi.bias[3] = 90.0
        made.layers[0].fo.weight[:, 3] = 0.001
    made.eval()
    return made


def _inputs(encoder: Encoder, batch: Batch) -> list[Any]:
    """What goes into the product that ends each layer."""
    seen: list[Any] = []
    hooks = [
        (part.linear if hasattr(part, "linear") else part).register_forward_pre_hook(lambda _, x: seen.append(x[0]))
        for part in (layer.fo for layer in encoder.layers)
    ]
    with torch.no_grad():
        encoder(batch.windows.ids, batch.marks)
    for hook in hooks:
        hook.remove()
    return seen


def test_what_the_encoder_says_stays_the_same(encoder: Encoder, batch: Batch) -> None:
    with torch.no_grad():
        before = encoder(batch.windows.ids, batch.marks, batch.windows.mask)
        smooth(encoder, [(batch.windows, batch.marks)])
        after = encoder(batch.windows.ids, batch.marks, batch.windows.mask)
    for one, other in zip(before, after, strict=True):
        torch.testing.assert_close(one, other, atol=1e-4, rtol=1e-3)


def test_no_channel_towers_over_the_others(encoder: Encoder, batch: Batch) -> None:
    before = _inputs(encoder, batch)[0]
    smooth(encoder, [(batch.windows, batch.marks)])
    after = _inputs(encoder, batch)[0]
    assert before.abs().max() > 80
    assert after.abs().max() < before[..., [c for c in range(128) if c != 3]].abs().max() * 1.1
