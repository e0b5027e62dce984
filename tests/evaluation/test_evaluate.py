from __future__ import annotations

from kg.evaluation import Annotation, Gold, evaluate
from kg.model import Article, Document, Entity, Evidence, Extraction, Span

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
    assert lines[-2:] == ["- a  Person: Bluri Wijaksono (-)", "+ a  Person: Dodik (-)"]


def test_the_report_for_programs() -> None:
    report = evaluate(OneName(), Gold("few", ((ARTICLE, GOLD),), "f")).to_json()
    assert report["scores"]["Person"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 1, "found": 1}
    assert report["missed"] == [{"article": "a", "figure": "Person", "words": "Bluri Wijaksono (-)"}]
