"""One extractor over one gold folder, and the report of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.evaluation.annotation import Annotation, Gold
from kg.evaluation.calibration import Bin, bins
from kg.evaluation.score import DATES, FIGURES, KINDS, Difference, Score, score
from kg.extraction.text.document import make_document
from kg.model import Extractor


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The score of an extractor (name and version) on a gold folder."""

    gold: Gold
    extractor: str
    score: Score

    def lines(self, *, intervals: bool = False, differences: bool = False) -> Iterator[str]:
        """The report as text: the figures, then, where wanted, every miss (-), extra (+) and wrong detail (~)."""
        yield f"{self.gold.name}: {len(self.gold.articles)} articles, {self.extractor}"
        yield f"{'':26}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'found':>7}"
        for name in FIGURES:
            tally = self.score.tallies[name]
            line = f"{name:26}{tally.precision:7.3f}{tally.recall:7.3f}{tally.f1:7.3f}{tally.gold:7d}{tally.found:7d}"
            yield line + (_range(self.score.interval(name)) if intervals else "")
        for name, (right, total) in self._details():
            line = f"{name + ' right':40}{_share(right, total):7.3f}{total:7d}{right:7d}"
            yield line + (_range(self.score.interval(name)) if intervals else "")
        yield from self._calibration(intervals)
        if differences:
            yield from self._differences()

    def _details(self) -> tuple[tuple[str, list[int]], ...]:
        return (DATES, self.score.dates), (KINDS, self.score.kinds)

    def _bins(self) -> tuple[Bin, ...]:
        return bins(judgement for article in self.score.judged for judgement in article)

    def _calibration(self, intervals: bool) -> Iterator[str]:
        yield f"{'confidence of statements':26}{'stated':>14}{'right':>7}{'':7}{'found':>7}"
        for part in self._bins():
            line = f"{part.least:.1f}..{part.most:.1f}{'':18}{part.confidence:14.3f}{part.share:7.3f}"
            yield f"{line}{part.statements:14d}"
        line = f"{'expected calibration error':26}{self.score.calibration_error:21.3f}{'':14}"
        yield line + (_range(self.score.calibration_interval()) if intervals else "")

    def _differences(self) -> Iterator[str]:
        marked = [("-", d) for d in self.score.missed]
        marked += [("+", d) for d in self.score.extra]
        marked += [("~", d) for d in self.score.wrong]
        for mark, difference in sorted(marked, key=lambda pair: pair[1].article_id):
            yield f"{mark} {difference.article_id}  {difference.figure}: {difference.words}"

    def to_json(self, *, intervals: bool = False) -> dict[str, Any]:
        """The same for programs; every figure with its 95 % interval where wanted."""
        (dates, kinds), total = (counts for _, counts in self._details()), self.score
        return {
            "gold": self.gold.name,
            "fingerprint": self.gold.fingerprint,
            "extractor": self.extractor,
            "articles": len(self.gold.articles),
            "scores": {name: {**_figures(total, name), **self._interval(name, intervals)} for name in FIGURES},
            "dates": {**_right(dates), **self._interval(DATES, intervals)},
            "kinds": {**_right(kinds), **self._interval(KINDS, intervals)},
            "calibration": self._calibration_json(intervals),
            "missed": [_difference(d) for d in total.missed],
            "extra": [_difference(d) for d in total.extra],
            "wrong": [_difference(d) for d in total.wrong],
        }

    def _interval(self, figure: str, wanted: bool) -> dict[str, list[float]]:
        return {"interval": _rounded(self.score.interval(figure))} if wanted else {}

    def _calibration_json(self, intervals: bool) -> dict[str, Any]:
        error = {"error": round(self.score.calibration_error, 3)}
        wide = {"interval": _rounded(self.score.calibration_interval())} if intervals else {}
        return {**error, **wide, "bins": [_bin(part) for part in self._bins()]}


def evaluate(extractor: Extractor, gold: Gold) -> Evaluation:
    """Read every article of ``gold`` with ``extractor`` and score what it finds."""
    answers = {article.id: Annotation.of(extractor.extract(make_document(article))) for article, _ in gold.articles}
    return Evaluation(gold, extractor.version, score((annotation for _, annotation in gold.articles), answers))


def _figures(total: Score, name: str) -> dict[str, Any]:
    tally = total.tallies[name]
    rounded = {"precision": round(tally.precision, 3), "recall": round(tally.recall, 3), "f1": round(tally.f1, 3)}
    return {**rounded, "gold": tally.gold, "found": tally.found}


def _right(counts: list[int]) -> dict[str, Any]:
    return {"share": round(_share(*counts), 3), "right": counts[0], "of": counts[1]}


def _bin(part: Bin) -> dict[str, float | int]:
    return {
        "from": part.least,
        "to": part.most,
        "statements": part.statements,
        "confidence": round(part.confidence, 3),
        "right": round(part.share, 3),
    }


def _share(right: int, total: int) -> float:
    return right / total if total else 0.0


def _range(ends: tuple[float, float]) -> str:
    return f"   {ends[0]:.3f}..{ends[1]:.3f}"


def _rounded(ends: tuple[float, float]) -> list[float]:
    return [round(end, 3) for end in ends]


def _difference(difference: Difference) -> dict[str, str]:
    return {"article": difference.article_id, "figure": difference.figure, "words": difference.words}
