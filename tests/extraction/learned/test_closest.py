from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction.learned.closest import padded, smallest

_LISTS = st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=3), min_size=1, max_size=4)


def test_lists_become_rows_of_one_width() -> None:
    assert padded([[4, 2], [], [7]]).tolist() == [[4, 2], [-1, -1], [7, -1]]
    assert padded([]).shape == (0, 1)


@settings(max_examples=50)
@given(_LISTS, st.data())
def test_the_smallest_of_each_row_is_what_min_finds(ones: list[list[int]], data: st.DataObject) -> None:
    others = [data.draw(st.lists(st.integers(0, 3), min_size=1, max_size=3)) for _ in ones]
    a, b = padded(ones)[:, :, None], padded(others)[:, None, :]
    k, m = smallest((a >= 0) & (b >= 0), np.abs(a - b), b)
    for row, (one, other) in enumerate(zip(ones, others, strict=True)):
        ways = [(x, y) for x in range(len(one)) for y in range(len(other))]
        best = min(ways, key=lambda way: (abs(one[way[0]] - other[way[1]]), other[way[1]]))
        assert (k[row], m[row]) == best


def test_where_nothing_fits_the_first_is_taken() -> None:
    k, m = smallest(np.zeros((1, 2, 2), np.bool_), np.array([[[3, 2], [1, 0]]]))
    assert (k.tolist(), m.tolist()) == ([0], [0])
