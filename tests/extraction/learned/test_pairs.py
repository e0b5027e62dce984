from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction.learned.pairs import ALL, FIRST, MOST, NEAR, asked_pairs
from kg.model import ENTITY_TYPES, SIGNATURES, EntityType

JOINED = {pair for pairs in SIGNATURES.values() for pair in pairs}
TYPES = st.sampled_from(ENTITY_TYPES)
NAMED = st.lists(st.integers(0, 30), max_size=3)


@given(st.lists(st.tuples(TYPES, NAMED), max_size=15))
def test_a_reading_of_common_size_is_asked_about_every_pair_that_a_predicate_joins(
    clusters: list[tuple[EntityType, list[int]]],
) -> None:
    types, sentences = [t for t, _ in clusters], [s for _, s in clusters]
    rows = range(len(types))
    expected = [
        [i, j]
        for i in rows
        for j in rows
        if i != j and (types[i], types[j]) in JOINED and sentences[i] and sentences[j]
    ]
    assert asked_pairs(types, sentences).tolist() == expected


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_large_reading_keeps_what_is_close_and_what_comes_first(random: Random) -> None:
    count = ALL + 40
    types = [random.choice(ENTITY_TYPES) for _ in range(count)]
    sentences = [sorted(random.sample(range(300), random.randint(0, 4))) for _ in range(count)]
    ranks = [types[:k].count(types[k]) for k in range(count)]
    expected = []
    for i in range(count):
        for j in range(count):
            gaps = [abs(a - b) for a in sentences[i] for b in sentences[j]]
            asked = gaps and (min(gaps) <= NEAR or min(ranks[i], ranks[j]) < FIRST)
            if i != j and asked and (types[i], types[j]) in JOINED:
                expected.append([i, j])
    assert len(expected) < MOST
    assert asked_pairs(types, sentences).tolist() == expected


def test_the_limit_lies_above_its_size() -> None:
    far = [[10 * k] for k in range(ALL + 1)]
    assert len(asked_pairs(["Unit"] * ALL, far[:ALL])) == ALL * (ALL - 1)
    assert len(asked_pairs(["Unit"] * (ALL + 1), far)) < ALL * (ALL - 1)


@pytest.mark.parametrize("apart", [0, 1])
def test_thousands_of_names_are_asked_about_in_bounded_number(apart: int) -> None:
    count = 2000
    pairs = asked_pairs(["Unit"] * count, [[apart * k] for k in range(count)])
    assert len(pairs) <= MOST
    assert pairs.tolist() == sorted(pairs.tolist())
    if apart:
        near = {(i, j) for i, j in pairs.tolist() if abs(i - j) <= NEAR}
        assert len(near) == sum(2 * (count - gap) for gap in range(1, NEAR + 1))


def test_both_directions_of_a_pair_are_asked_about() -> None:
    pairs = {(i, j) for i, j in asked_pairs(["Unit"] * 300, [[2 * k] for k in range(300)]).tolist()}
    assert pairs == {(j, i) for i, j in pairs}


def test_no_clusters_no_pairs() -> None:
    assert asked_pairs([], []).shape == (0, 2)
