"""One extractor over one gold folder, and the report of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.evaluation.annotation import Annotation, Gold
from kg.evaluation.score import FIGURES, Difference, Score, score
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
            if intervals:
                low, high = self.score.interval(name)
                line += f"   {low:.3f}..{high:.3f}"
            yield line
        dates, kinds = self.score.dates, self.score.kinds
        yield f"event dates right {dates[0]}/{dates[1]}, kinds right {kinds[0]}/{kinds[1]}"
        if differences:
            yield from self._differences()

    def _differences(self) -> Iterator[str]:
        marked = [("-", d) for d in self.score.missed]
        marked += [("+", d) for d in self.score.extra]
        marked += [("~", d) for d in self.score.wrong]
        for mark, difference in sorted(marked, key=lambda pair: pair[1].article_id):
            yield f"{mark} {difference.article_id}  {difference.figure}: {difference.words}"

    def to_json(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "gold": self.gold.name,
            "fingerprint": self.gold.fingerprint,
            "extractor": self.extractor,
            "articles": len(self.gold.articles),
            "scores": {name: _figures(self.score, name) for name in FIGURES},
            "dates": self.score.dates,
            "kinds": self.score.kinds,
            "missed": [_difference(d) for d in self.score.missed],
            "extra": [_difference(d) for d in self.score.extra],
            "wrong": [_difference(d) for d in self.score.wrong],
        }


def evaluate(extractor: Extractor, gold: Gold) -> Evaluation:
    """Read every article of ``gold`` with ``extractor`` and score what it finds."""
    answers = {article.id: Annotation.of(extractor.extract(make_document(article))) for article, _ in gold.articles}
    return Evaluation(gold, extractor.version, score((annotation for _, annotation in gold.articles), answers))


def _figures(total: Score, name: str) -> dict[str, float | int]:
    tally = total.tallies[name]
    rounded = {"precision": round(tally.precision, 3), "recall": round(tally.recall, 3), "f1": round(tally.f1, 3)}
    return {**rounded, "gold": tally.gold, "found": tally.found}


def _difference(difference: Difference) -> dict[str, str]:
    return {"article": difference.article_id, "figure": difference.figure, "words": difference.words}
