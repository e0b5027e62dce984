"""Closest: lists of different lengths as one table, and the best place in each row of a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]


def padded(lists: Sequence[Sequence[int]]) -> Indices:
    """The lists as rows (n, longest), filled up with -1; one column at least."""
    table = np.full((len(lists), max(1, max(map(len, lists), default=0))), -1, np.int64)
    for row, numbers in enumerate(lists):
        table[row, : len(numbers)] = numbers
    return table


def smallest(fit: NDArray[np.bool_], *keys: Indices) -> tuple[Indices, Indices]:
    """For each row of ``fit`` (m, a, b) the a and b with the smallest keys (each (m, a, b), the first counts most).

    Only what fits is looked at; of equals the first is taken, and the first of all where nothing fits.
    """
    most = np.iinfo(np.int64).max
    for key in keys:
        known = np.where(fit, key, most)
        fit = fit & (known == known.min((1, 2), keepdims=True))
    rows, width, depth = fit.shape
    return np.divmod(fit.reshape(rows, width * depth).argmax(1), depth)
