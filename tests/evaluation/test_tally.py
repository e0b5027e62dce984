from __future__ import annotations

from kg.evaluation.tally import Tally, f1


def test_nothing_found_scores_nothing() -> None:
    tally = Tally()
    assert (tally.precision, tally.recall, tally.f1) == (0.0, 0.0, 0.0)


def test_tallies_are_pooled_not_averaged() -> None:
    assert f1([Tally(1, 1, 1), Tally(0, 3, 3)]) == 0.25
