"""Bootstrap: how far a figure could be off, had other articles of the same sort been annotated."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def interval(
    articles: Sequence[Item], figure: Callable[[Sequence[Item]], float], rounds: int = 1000
) -> tuple[float, float]:
    """The range that holds ``figure`` in 95 of 100 corpora drawn anew, with replacement, from these articles.

    Drawn with a fixed seed: the same articles give the same range.
    """
    draw = random.Random(0)  # noqa: S311 (a resampling, no secret)
    values = sorted(figure(draw.choices(articles, k=len(articles))) for _ in range(rounds))
    return values[int(0.025 * rounds)], values[int(0.975 * rounds) - 1]
