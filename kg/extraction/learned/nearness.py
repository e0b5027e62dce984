"""Nearness: how close two clusters of a reading are named, and how alike they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.extraction.entities.reading import Cluster
from kg.extraction.learned.closest import Indices, padded, smallest

NEARNESS = 8
LIKENESS = 4
_NEAR = 60
# Pairs looked at together, so that a long article needs little more memory than a short one.
_AT_ONCE = 2048


def nearness(
    starts: Sequence[Sequence[int]], sentences: Sequence[Sequence[int]], pairs: Indices
) -> tuple[Indices, NDArray[np.float32]]:
    """The first pieces (m, 2) of the closest mentions of ``pairs``, and how the two lie to each other (m, NEARNESS).

    ``starts`` and ``sentences``: the first piece and the sentence of each mention, by cluster; ``pairs`` (m, 2) are of
    clusters that have some.
    """
    near, numbers = np.zeros((len(pairs), 2), np.int64), np.zeros((len(pairs), NEARNESS), np.float32)
    pieces, places = padded(starts), padded(sentences)
    opening = (places[:, :, None] == np.arange(3)).any(1)
    for rows in np.split(np.arange(len(pairs)), range(_AT_ONCE, len(pairs), _AT_ONCE)):
        one, other = pairs[rows].T
        a, b = pieces[one, :, None], pieces[other, None, :]
        real = (a >= 0) & (b >= 0)
        k, m = smallest(real, np.abs(a - b), a, b)
        near[rows] = np.stack([pieces[one, k], pieces[other, m]], 1)
        first, second = near[rows].T
        gaps = np.where(real, np.abs(places[one, :, None] - places[other, None, :]), np.iinfo(np.int64).max)
        apart, both = gaps.min((1, 2)), opening[one] & opening[other]
        columns = [
            np.minimum(np.abs(first - second), _NEAR) / _NEAR,
            first < second,
            apart == 0,
            apart == 1,
            np.minimum(apart, 5) / 5,
            np.minimum((gaps == 0).sum((1, 2)), 4) / 4,
            both[:, 0],
            both[:, 1] | both[:, 2],
        ]
        numbers[rows] = np.stack(columns, 1)
    return near, numbers


def likeness(clusters: Sequence[Cluster], pairs: Indices) -> NDArray[np.float32]:
    """Whether the two of each pair end in one word, are named inside each other, and have one date (m, LIKENESS)."""
    names = [cluster.name.lower() for cluster in clusters]
    last = [name.split()[-1:] for name in names]
    dates = [cluster.date for cluster in clusters]
    rows = [
        (last[i] == last[j], names[j] in names[i], names[i] in names[j], bool(dates[i]) and dates[i] == dates[j])
        for i, j in pairs.tolist()
    ]
    return np.array(rows, np.float32).reshape(-1, LIKENESS)
