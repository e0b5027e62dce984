from __future__ import annotations

import pytest

from kg.evaluation import bins, expected_error


def test_a_statement_is_in_the_tenth_that_its_confidence_begins() -> None:
    judged = [(0.29, False), (0.3, True), (0.7, True), (0.79, False), (1.0, True), (0.0, False)]
    found = [(part.least, part.most, part.statements, part.right) for part in bins(judged)]
    assert found == [(0.0, 0.1, 1, 0), (0.2, 0.3, 1, 0), (0.3, 0.4, 1, 1), (0.7, 0.8, 2, 1), (0.9, 1.0, 1, 1)]


def test_the_error_is_the_distance_averaged_over_statements() -> None:
    judged = [(0.8, True)] * 4 + [(0.8, False)] + [(0.5, True)] * 5
    assert expected_error(judged) == pytest.approx((5 * 0.0 + 5 * 0.5) / 10)


def test_who_says_nothing_makes_no_error() -> None:
    assert (bins([]), expected_error([])) == ((), 0.0)
