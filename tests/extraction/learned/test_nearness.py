from __future__ import annotations

import numpy as np
import pytest

from kg.extraction.entities.reading import Cluster
from kg.extraction.learned.nearness import likeness, nearness


def test_the_closest_mentions_speak_for_a_pair() -> None:
    near, numbers = nearness([[2, 40], [30, 90]], [[0, 3], [2, 3]], np.array([[0, 1], [1, 0]]))
    assert near.tolist() == [[40, 30], [30, 40]]
    distance, before, together, next_to, apart, often, opening, second = numbers[0].tolist()
    assert distance == pytest.approx(10 / 60)
    assert (before, together, next_to, apart, opening, second) == (0, 1, 0, 0, 0, 0)
    assert often == 0.25
    assert numbers[1, 1] == 1


def test_of_equally_close_mentions_the_first_speak() -> None:
    near, _ = nearness([[5, 15], [10]], [[0, 1], [0]], np.array([[0, 1]]))
    assert near.tolist() == [[5, 10]]


def test_sharing_the_first_sentence_and_the_two_behind_it_is_told_apart() -> None:
    pairs = np.array([[0, 1], [0, 2]])
    _, numbers = nearness([[1, 20], [3], [25]], [[0, 2], [0], [2]], pairs)
    assert numbers[:, 6:].tolist() == [[1, 0], [0, 1]]


def test_many_pairs_are_as_near_as_each_is_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extraction.learned.nearness._AT_ONCE", 2)
    starts, sentences = [[2, 40], [30, 90], [41]], [[0, 3], [2, 3], [3]]
    pairs = np.array([(a, b) for a in range(3) for b in range(3)])
    near, numbers = nearness(starts, sentences, pairs)
    for row in range(len(pairs)):
        alone = nearness(starts, sentences, pairs[row : row + 1])
        assert (alone[0].tolist(), alone[1].tolist()) == (near[[row]].tolist(), numbers[[row]].tolist())


def test_likeness_is_of_names_and_dates() -> None:
    clusters = [
        Cluster("a", "Unit", "Polres Nabire", (), date="2025-01-01"),
        Cluster("b", "Place", "nabire", ()),
        Cluster("c", "Event", "Rapat", (), date="2025-01-01"),
    ]
    pairs = np.array([[0, 1], [1, 0], [0, 2], [1, 2]])
    assert likeness(clusters, pairs).tolist() == [[1, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0]]
    assert likeness([], np.zeros((0, 2), np.int64)).shape == (0, 4)
