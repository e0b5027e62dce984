from __future__ import annotations

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.text.document import make_document
from kg.model import Article, EntityType, Mention, Span

TEXT = "Lapas Calang dan Suparman hadir di Calang."


def _mention(kind: str, text: str, start: int) -> Mention:
    return Mention(kind, Span(start, start + len(text)), text, text)  # type: ignore[arg-type]


def _reading() -> Reading:
    unit = Cluster("u1", "Unit", "Lapas Calang", (_mention("Unit", "Lapas Calang", 0),))
    person = Cluster("p1", "Person", "Suparman", (_mention("Person", "Suparman", 17),))
    place = Cluster("l1", "Place", "Calang", (_mention("Place", "Calang", 35),))
    return Reading(make_document(Article("x", TEXT)), (person, unit, place))


def test_mentions_come_in_text_order_by_type() -> None:
    reading = _reading()
    assert [m.text for m, _ in reading.mentions()] == ["Lapas Calang", "Suparman", "Calang"]
    assert [c.id for _, c in reading.mentions("Unit", "Place")] == ["u1", "l1"]
    assert [c.id for c in reading.of_type("Person")] == ["p1"]


def test_inside_a_span_only_whole_mentions_count() -> None:
    reading = _reading()
    assert [m.text for m, _ in reading.inside(Span(0, 30))] == ["Lapas Calang", "Suparman"]
    assert [m.text for m, _ in reading.inside(Span(0, 20))] == ["Lapas Calang"]
    place: EntityType = "Place"
    assert [m.text for m, _ in reading.inside(Span(0, len(TEXT)), [place])] == ["Calang"]
