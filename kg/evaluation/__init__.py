"""Evaluation: an extractor scored against annotated articles, and the floors its figures must not fall below."""

from kg.evaluation.annotation import Annotation, Gold, read_gold
from kg.evaluation.evaluate import Evaluation, evaluate
from kg.evaluation.floors import below_floors, floors
from kg.evaluation.score import FIGURES, Difference, Score, Tally, score

__all__ = [
    "FIGURES",
    "Annotation",
    "Difference",
    "Evaluation",
    "Gold",
    "Score",
    "Tally",
    "below_floors",
    "evaluate",
    "floors",
    "read_gold",
    "score",
]
