from __future__ import annotations

from collections.abc import Sequence

from kg.evaluation.bootstrap import interval


def mean(items: Sequence[float]) -> float:
    return sum(items) / len(items)


def test_the_interval_is_about_the_figure_and_the_same_every_time() -> None:
    items = [0.0, 1.0] * 50
    low, high = interval(items, mean)
    assert 0.38 < low < 0.45
    assert 0.55 < high < 0.62
    assert interval(items, mean) == (low, high)


def test_where_all_articles_are_alike_nothing_is_uncertain() -> None:
    assert interval([0.7] * 9, mean) == (mean([0.7] * 9),) * 2
