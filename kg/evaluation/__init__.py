"""Evaluation: an extractor scored against annotated articles, and the floors its figures must not fall below."""

from kg.evaluation.annotation import Annotation, Gold, read_gold
from kg.evaluation.calibration import Bin, bins, expected_error
from kg.evaluation.evaluate import Evaluation, evaluate
from kg.evaluation.floors import below_floors, floors, with_floors
from kg.evaluation.score import FIGURES, Difference, Score, score
from kg.evaluation.tally import Tally

__all__ = [
    "FIGURES",
    "Annotation",
    "Bin",
    "Difference",
    "Evaluation",
    "Gold",
    "Score",
    "Tally",
    "below_floors",
    "bins",
    "evaluate",
    "expected_error",
    "floors",
    "read_gold",
    "score",
    "with_floors",
]
