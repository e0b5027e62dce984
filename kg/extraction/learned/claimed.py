"""Claimed: what rules claim of a reading, ready to be asked by pair and by end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.extraction.learned.closest import Indices
from kg.extraction.statements.draft import Draft
from kg.model import PREDICATES, Predicate

Array = NDArray[np.float32]


class Claimed:
    """The drafts of rules by pair of clusters, by end, and by what the two ends have to do with third ones."""

    def __init__(self, drafts: Sequence[Draft], ids: Sequence[str], roles: Sequence[Predicate]) -> None:
        """``ids``: of the clusters, by row; ``roles``: the predicates that give somebody a part in an event."""
        row_of = {identifier: row for row, identifier in enumerate(ids)}
        self._count, self._roles = len(ids), roles
        self._known: dict[tuple[int, int, Predicate], float] = {}
        for draft in drafts:
            key = row_of[draft.subject], row_of[draft.object], draft.predicate
            self._known[key] = max(draft.confidence, self._known.get(key, 0.0))
        self._about = np.zeros((self._count, 2 * len(PREDICATES)), np.float32)
        for subject, target, predicate in self._known:
            self._about[subject, 2 * PREDICATES.index(predicate)] = 1
            self._about[target, 2 * PREDICATES.index(predicate) + 1] = 1
        self._parts = _Table(
            self._count, len(roles), [(s, o, roles.index(p), c) for (s, o, p), c in self._known.items() if p in roles]
        )

    @property
    def about(self) -> Array:
        """Whether any claim has the cluster (n, …) as subject (even) or object (odd), by predicate."""
        return self._about

    def of(self, pairs: Indices) -> Array:
        """Claims of the pairs (m, 2) in both directions; then which roles in the subject the kin of the object have.

        The kin are those who hold a post with it, the offices where it holds one, and units located there; the
        last group is the roles that the object has in any other event.
        """
        size = len(PREDICATES)
        said = [(s, o, PREDICATES.index(p), c) for (s, o, p), c in self._known.items()]
        said += [(o, s, size + column, c) for s, o, column, c in said]
        told = _Table(self._count, 2 * size + 3 * len(self._roles), [*said, *self._through(2 * size)])
        roles = [2 * PREDICATES.index(role) + 1 for role in self._roles]
        return np.concatenate([told.at(pairs[:, 0], pairs[:, 1]), self._about[pairs[:, 1]][:, roles]], 1)

    def roles_of(self, subjects: Indices, others: Indices) -> Array:
        """The roles (m, k * roles) in ``subjects`` (m,) that rules give to each of ``others`` (m, k), -1 for none."""
        return np.concatenate([self._parts.at(subjects, column) for column in others.T], 1)

    def _through(self, start: int) -> Iterator[tuple[int, int, int, float]]:
        """Subject, object, column and confidence of the roles that the object's kin have."""
        kin: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for subject, target, predicate in self._known:
            if predicate == "holdsPost":
                kin[subject].append((target, 0))
                kin[target].append((subject, 1))
            elif predicate == "locatedIn":
                kin[subject].append((target, 2))
        for (subject, other, predicate), confidence in self._known.items():
            if predicate in self._roles:
                for target, group in kin[other]:
                    yield subject, target, start + group * len(self._roles) + self._roles.index(predicate), confidence


class _Table:
    """Numbers by pair of rows, nearly all of them 0; of several for one place the largest."""

    def __init__(self, count: int, width: int, entries: Sequence[tuple[int, int, int, float]]) -> None:
        self._count = count
        keys = np.array([one * count + other for one, other, _, _ in entries], np.int64)
        self._keys, rows = np.unique(np.append(keys, -1), return_inverse=True)
        self._values = np.zeros((len(self._keys), width), np.float32)
        columns = np.array([column for _, _, column, _ in entries], np.int64)
        numbers = np.array([number for _, _, _, number in entries], np.float32)
        np.maximum.at(self._values, (rows[:-1], columns), numbers)

    def at(self, ones: Indices, others: Indices) -> Array:
        """The numbers (m, width) of pairs of rows; 0 where the other is -1."""
        keys = np.where(others >= 0, ones * self._count + others, -1)
        near = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where((self._keys[near] == keys)[:, None], self._values[near], 0).astype(np.float32)
