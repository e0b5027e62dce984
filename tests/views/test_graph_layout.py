from __future__ import annotations

from itertools import combinations
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.views.graph_layout import SPACING, layout

GRAPHS = st.integers(0, 25).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(st.tuples(st.integers(0, max(count - 1, 0)), st.integers(0, max(count - 1, 0))), max_size=40)
        if count
        else st.just([]),
    )
)


@settings(deadline=None, max_examples=40)
@given(GRAPHS)
def test_every_node_has_its_own_place_and_it_is_always_the_same(graph: tuple[int, list[tuple[int, int]]]) -> None:
    count, links = graph
    places = layout(count, links)
    assert len(places) == count
    assert places == layout(count, links)
    assert all(dist(one, other) > SPACING / 8 for one, other in combinations(places, 2))


def test_linked_nodes_are_nearer_than_others() -> None:
    places = layout(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])
    assert dist(places[0], places[1]) < dist(places[0], places[3]) < dist(places[0], places[5])


def test_parts_do_not_overlap() -> None:
    star = [(0, n) for n in range(1, 9)]
    places = layout(18, star + [(a + 9, b + 9) for a, b in star])
    one, other = places[:9], places[9:]
    assert max(x for x, _ in one) < min(x for x, _ in other) or max(y for _, y in one) < min(y for _, y in other)


def test_the_picture_is_around_the_origin_and_not_a_long_strip() -> None:
    places = layout(60, [(n, n + 1) for n in range(0, 60, 2)])
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*places, strict=True))
    assert left + right == pytest.approx(0, abs=1)
    assert top + bottom == pytest.approx(0, abs=1)
    assert 0.4 < (right - left) / (bottom - top) < 3
