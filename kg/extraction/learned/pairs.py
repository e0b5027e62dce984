"""Pairs: which clusters of a reading are asked about together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.model import ENTITY_TYPES, SIGNATURES, EntityType

# A reading of up to this many clusters is asked about all pairs; above, pairs would outgrow memory.
ALL = 120
NEAR = 3
FIRST = 12
MOST = 15_000

_JOINED = np.array(
    [[any((s, o) in pairs for pairs in SIGNATURES.values()) for o in ENTITY_TYPES] for s in ENTITY_TYPES]
)


def asked_pairs(types: Sequence[EntityType], sentences: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    """Rows (m, 2) of subject and object, ascending: the clusters that some predicate can join.

    ``sentences``: where each cluster is named; one that is named nowhere is in no pair. Of more than ``ALL`` clusters
    those pairs are left out that nowhere come within ``NEAR`` sentences of each other, unless one of the two is among
    the ``FIRST`` of its type; of what remains, the ``MOST`` that lie closest are taken, a name among the first counting
    as close to everything.
    """
    kinds = np.array([ENTITY_TYPES.index(t) for t in types], np.int64)
    named = np.array([bool(s) for s in sentences], bool)
    if len(types) > ALL:
        return _closest(kinds, named, sentences)
    fit = _JOINED[kinds[:, None], kinds] & named[:, None] & named
    np.fill_diagonal(fit, False)
    return np.argwhere(fit)


def _closest(
    kinds: NDArray[np.int64], named: NDArray[np.bool_], sentences: Sequence[Sequence[int]]
) -> NDArray[np.int64]:
    ranks, places = _ranks(kinds), _padded(sentences)
    kept, more = np.zeros((0, 4), np.int64), [np.zeros((0, 4), np.int64)]
    for row in np.flatnonzero(named).tolist():
        others = np.flatnonzero(_JOINED[kinds[row], kinds] & named)
        others = others[others != row]
        where = np.array(sentences[row], np.float32)
        gaps = np.abs(places[others, None] - where[:, None]).min((1, 2), initial=np.inf)
        first = np.minimum(ranks[row], ranks[others])
        near = gaps <= NEAR
        far = np.where(near, gaps, NEAR + 1 + first)
        some = np.stack([far, gaps, np.full(len(others), row), others], 1).astype(np.int64)
        more.append(some[near | (first < FIRST)])
        if sum(map(len, more)) > MOST:  # held down here, so that thousands of names in a row do not pile up
            kept, more = _best(np.concatenate([kept, *more])), []
    kept = _best(np.concatenate([kept, *more]))
    pairs: NDArray[np.int64] = kept[np.lexsort((kept[:, 3], kept[:, 2])), 2:]
    return pairs


def _best(found: NDArray[np.int64]) -> NDArray[np.int64]:
    """The ``MOST`` first by closeness; both directions of a pair stand together."""
    far, gaps, one, other = found.T
    order = np.lexsort((one, np.maximum(one, other), np.minimum(one, other), gaps, far))
    best: NDArray[np.int64] = found[order[:MOST]]
    return best


def _ranks(kinds: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many clusters of the same type stand before each."""
    ranks = np.zeros(len(kinds), np.int64)
    for kind in range(len(ENTITY_TYPES)):
        ranks[kinds == kind] = np.arange((kinds == kind).sum())
    return ranks


def _padded(sentences: Sequence[Sequence[int]]) -> NDArray[np.float32]:
    """The sentences of all clusters in one table; what is left over lies far from everything."""
    table = np.full((len(sentences), max(map(len, sentences), default=0)), np.inf, np.float32)
    for row, where in enumerate(sentences):
        table[row, : len(where)] = where
    return table
