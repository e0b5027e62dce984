"""Chain: what the first look at all pairs of a sheet tells the second one about each of them."""

from __future__ import annotations

import numpy as np

from kg.extraction.learned.sheet import RELATIONS, ROLES, Array, Sheet

OUTPUTS = (*ROLES, *RELATIONS)
# What a relative's part tells of one's own: the roles, where it is held, what it supports.
_TELLING = tuple(OUTPUTS.index(name) for name in (*ROLES, "heldAt", "supports"))
# Numbers multiplied at once, so that a long article needs no more memory than a short one.
_CHUNK = 2_000_000


def chained(sheet: Sheet, chances: Array) -> Array:
    """More features (m, CHAINED) of the pairs, from the first look's ``chances`` (m, OUTPUTS).

    The pair's own chances and those of the reverse pair; the best rival on either side, and how many there are; the
    part in the event of those whom the object is tied to (posts, places, wholes, partners); the object's part in the
    events that the event belongs to or has.
    """
    count = len(sheet.ids)
    grid = np.zeros((count, count, len(OUTPUTS)), np.float32)
    subject, target = sheet.pairs[:, 0], sheet.pairs[:, 1]
    grid[subject, target] = chances
    parts = [
        chances,
        grid[target, subject],
        _rival(grid, chances, subject),
        _rival(grid.transpose(1, 0, 2), chances, target),
        (grid > 0.5).sum(1)[subject],
        (grid > 0.5).sum(0)[target],
        _through(grid[:, :, _TELLING], _ties(grid), subject, target),
        _through(grid.transpose(1, 0, 2), _wholes(grid), target, subject),
    ]
    return np.concatenate(parts, 1).astype(np.float32)


CHAINED = 6 * len(OUTPUTS) + 7 * len(_TELLING) + 2 * len(OUTPUTS)


def _rival(grid: Array, chances: Array, rows: np.ndarray) -> Array:
    """The best chance that the row's entity gives to anyone else, by output."""
    if grid.shape[1] < 2:
        return np.zeros_like(chances)
    parts = np.array_split(grid, 1 + grid.size // _CHUNK)
    top = np.concatenate([np.partition(part, grid.shape[1] - 2, axis=1)[:, -2:] for part in parts])
    best, second = top[rows, 1], top[rows, 0]
    rival: Array = np.where(chances >= best, second, best)
    return rival


def _ties(grid: Array) -> Array:
    posts, places, parts, partners = (
        grid[:, :, OUTPUTS.index(name)] for name in ("holdsPost", "locatedIn", "partOf", "cooperatesWith")
    )
    return np.stack([posts, posts.T, places.T, places, parts, parts.T, np.maximum(partners, partners.T)])


def _wholes(grid: Array) -> Array:
    whole = grid[:, :, OUTPUTS.index("subEventOf")]
    return np.stack([whole, whole.T])


def _through(grid: Array, ties: Array, fixed: np.ndarray, moving: np.ndarray) -> Array:
    """For each pair the best chance that ``fixed`` gives to anyone tied to ``moving``, weighed by the tie.

    Of the ``ties`` (t, n, n) each in turn; only those are looked at to whom ``fixed`` gives any chance at all.
    """
    found = np.zeros((len(fixed), len(ties), grid.shape[2]), np.float32)
    order = np.argsort(fixed, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(fixed[order])) + 1) if len(order) else ():
        given = grid[fixed[rows[0]]]
        others = np.flatnonzero(given.any(1))
        size = max(1, _CHUNK // (len(ties) * given.shape[1] * max(1, len(others))))
        for some in (rows[k : k + size] for k in range(0, len(rows), size)):
            tied = ties[:, moving[some][:, None], others]
            found[some] = (tied[..., None] * given[others]).max(2, initial=0).transpose(1, 0, 2)
    return found.reshape(len(fixed), len(ties) * grid.shape[2])
