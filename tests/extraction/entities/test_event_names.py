from __future__ import annotations

import pytest

from kg.extraction.entities.event_names import event_name
from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.events import EventMention
from kg.extraction.mentions.unit_names import UnitMention
from kg.extraction.text.document import make_document
from kg.model import Article, EntityType, Mention, Span

TEXT = "Razia digelar di Desa Duren oleh Lapas Ambon."


def reading(*clusters: Cluster) -> Reading:
    return Reading(make_document(Article("a", TEXT)), clusters)


def cluster(entity_type: EntityType, name: str) -> Cluster:
    start = TEXT.index(name)
    return Cluster("x1", entity_type, name, (Mention(entity_type, Span(start, start + len(name)), name, name),))


def best(phrase: str) -> EventMention:
    return EventMention("Event", Span(0, 5), "Razia", "Razia", "inspection", phrase=phrase)


def test_a_unit_goes_before_a_place() -> None:
    both = reading(cluster("Place", "Desa Duren"), cluster("Unit", "Lapas Ambon"))
    assert event_name(both, best("Razia"), ()) == "Razia Lapas Ambon"


@pytest.mark.parametrize(("titled", "name"), [(False, "Lapas Ambon"), (True, "Lapas Kelas IIA Ambon")])
def test_a_unit_is_called_by_its_short_name_but_not_as_its_head(titled: bool, name: str) -> None:
    span = Span(TEXT.index("Lapas"), len(TEXT) - 1)
    mention = UnitMention("Unit", span, span.of(TEXT), span.of(TEXT), titled=titled)
    ambon = Cluster("x1", "Unit", "Lapas Kelas IIA Ambon", (mention,))
    assert event_name(reading(ambon), best("Razia"), ()) == f"Razia {name}"


def test_a_place_stands_with_its_preposition() -> None:
    assert event_name(reading(cluster("Place", "Desa Duren")), best("Razia"), ()) == "Razia di Desa Duren"


def test_a_full_phrase_is_name_enough() -> None:
    full = "Razia gabungan blok hunian Lapas Ambon"
    assert event_name(reading(cluster("Unit", "Lapas Ambon")), best(full), ()) == full
    assert event_name(reading(), best("Razia"), ()) == "Razia"
