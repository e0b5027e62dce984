"""Smoothing: very large numbers made small before products in eight bits, whose scale they share (Xiao et al. 2023)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn

from kg.training.batches import Windows
from kg.training.network import Encoder

# The products whose inputs have outliers, and the share of channels that count as such.
_PARTS = ("fi", "fo")
_OUTLIERS = 0.01


class _Smoothed(nn.Module):
    """A linear layer that divides the channels of its input by ``scale`` and knows it."""

    def __init__(self, linear: nn.Linear, scale: Tensor) -> None:
        super().__init__()
        self.linear = linear
        self.register_buffer("shrink", 1 / scale)
        with torch.no_grad():
            linear.weight.mul_(scale)

    def forward(self, x: Tensor) -> Tensor:
        """What ``linear`` said of ``x`` before."""
        out: Tensor = self.linear(x * self.shrink)
        return out


def smooth(encoder: Encoder, texts: Iterable[tuple[Windows, Tensor]]) -> None:
    """Shrink the largest channels before the products of ``encoder`` and let their weights grow by as much.

    ``texts``: windows and marks that show how large each channel becomes. What the encoder says stays the same.
    """
    largest: dict[nn.Module, Tensor] = {}
    layers = [(layer, part) for layer in encoder.layers for part in _PARTS]
    hooks = [getattr(layer, part).register_forward_pre_hook(_watch(largest)) for layer, part in layers]
    with torch.no_grad():
        for windows, marks in texts:
            encoder.states(windows.ids, marks, windows.mask)
    for hook in hooks:
        hook.remove()
    for layer, part in layers:
        linear = getattr(layer, part)
        size = largest[linear]
        usual = size.sort(descending=True).values[int(len(size) * _OUTLIERS)]
        setattr(layer, part, _Smoothed(linear, (size / usual).clamp(min=1)))


def _watch(largest: dict[nn.Module, Tensor]) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
    def watch(module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        found = inputs[0].abs().flatten(0, -2).amax(0)
        largest[module] = torch.maximum(largest[module], found) if module in largest else found

    return watch
