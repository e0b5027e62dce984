from __future__ import annotations

from dataclasses import replace

from kg.evaluation import Annotation, Gold, evaluate
from kg.model import Article, Document, Entity, Evidence, Extraction, Span, Statement

ARTICLE = Article("a", "Bluri Wijaksono dan Dodik Harmono hadir.")
GOLD = Annotation.from_json(
    {"id": "a", "entities": [{"id": "p1", "type": "Person", "name": "Bluri Wijaksono"}], "facts": [], "quotes": []}
)


class OneName:
    """An extractor that knows one name."""

    version = "one/1"

    def extract(self, document: Document) -> Extraction:
        start = document.article.text.index("Dodik")
        mention = Evidence("text", Span(start, start + 5), "Dodik")
        return Extraction("a", self.version, (Entity("p1", "Person", "Dodik", (mention,)),))


def test_the_report_shows_figures_and_differences() -> None:
    report = evaluate(OneName(), Gold("few", ((ARTICLE, GOLD),), "f"))
    lines = list(report.lines(intervals=True, differences=True))
    assert lines[0] == "few: 1 articles, one/1"
    assert "Person                      0.000  0.000  0.000      1      1   0.000..0.000" in lines
    assert "event dates right                         0.000      0      0   0.000..0.000" in lines
    assert "expected calibration error                0.000                 0.000..0.000" in lines
    assert lines[-2:] == ["- a  Person: Bluri Wijaksono (-)", "+ a  Person: Dodik (-)"]


def test_statements_are_shown_by_confidence() -> None:
    class OneClaim(OneName):
        def extract(self, document: Document) -> Extraction:
            found = super().extract(document)
            words = found.entities[0].mentions
            return replace(found, statements=(Statement("p1", "succeeds", "p1", words, 0.83),))

    report = evaluate(OneClaim(), Gold("few", ((ARTICLE, GOLD),), "f"))
    assert "0.8..0.9                           0.830  0.000             1" in list(report.lines())
    assert report.to_json()["calibration"]["bins"] == [
        {"from": 0.8, "to": 0.9, "statements": 1, "confidence": 0.83, "right": 0.0}
    ]


def test_the_report_for_programs() -> None:
    report = evaluate(OneName(), Gold("few", ((ARTICLE, GOLD),), "f")).to_json()
    assert report["scores"]["Person"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 1, "found": 1}
    assert report["dates"] == {"share": 0.0, "right": 0, "of": 0}
    assert report["calibration"] == {"error": 0.0, "bins": []}
    assert report["missed"] == [{"article": "a", "figure": "Person", "words": "Bluri Wijaksono (-)"}]
