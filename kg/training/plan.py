"""Plan: how large a network is and how long it learns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a network: which layers of the pretrained encoder, and the widths of the judging half."""

    layers: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    hidden: int = 384
    heads: int = 12
    inner: int = 1536
    epsilon: float = 1e-12
    judge: int = 192
    mixing: int = 1
    dropout: float = 0.1


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn.

    In a public round each corpus is read as often as ``public_times`` says, once where it says nothing.
    """

    shape: Shape = field(default_factory=Shape)
    seed: int = 7
    public_rounds: int = 4
    public_times: Mapping[str, int] = field(default_factory=lambda: {"idner": 2})
    rounds: int = 8
    articles: int = 4
    encoder_rate: float = 1.5e-4
    judge_rate: float = 1e-3
    warm_up: float = 0.05
    tag_weight: float = 1.0
    kind_weight: float = 0.2
    entity_weight: float = 0.5
    pair_weight: float = 0.3
    mark_dropout: float = 0.05
    train_weight: float = 1.0
    public_share: float = 0.2
    averaging: float = 0.998
    decay: float = 0.01

    def told(self) -> dict[str, Any]:
        """What a model's settings and card say of its encoder."""
        return {
            "layers": list(self.shape.layers), "seed": self.seed, "rounds": self.rounds,
            "public_rounds": self.public_rounds,
        }  # fmt: skip
