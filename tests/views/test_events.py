from __future__ import annotations

import pytest

from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.events import Events, Selection

BASE = Settings().base_iri
VISIT = f"{BASE}event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara"


@pytest.fixture(scope="module")
def events(demo_store: EmbeddedStore) -> Events:
    return Events.of(demo_store)


def iris(events: Events, store: EmbeddedStore, **fields: str) -> list[str]:
    return [h.event.iri for h in events.chosen(store, Selection(**fields), 10_000).events]


@pytest.mark.parametrize(
    "fields",
    [
        {"about": f"{BASE}unit/bapas-purwokerto"},
        {"place": f"{BASE}place/jawa-tengah"},
        {"place": f"{BASE}place/banjarnegara"},
        {"kind": f"{BASE}kind/event/visit"},
        {"start": "2025-10-29", "end": "2025-10-29"},
        {"start": "2025-10-01"},
        {"end": "2025-11-01"},
        {},
    ],
)
def test_an_event_is_found_by_what_it_is_about_where_and_when(
    events: Events, demo_store: EmbeddedStore, fields: dict[str, str]
) -> None:
    assert VISIT in iris(events, demo_store, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"about": f"{BASE}unit/nobody"},
        {"place": f"{BASE}place/bali"},
        {"kind": f"{BASE}kind/event/meeting"},
        {"start": "2025-11-01"},
        {"end": "2025-10-01"},
    ],
)
def test_an_event_is_left_out_by_each_choice(events: Events, demo_store: EmbeddedStore, fields: dict[str, str]) -> None:
    assert VISIT not in iris(events, demo_store, **fields)


def test_the_latest_come_first_and_pages_follow(events: Events, demo_store: EmbeddedStore) -> None:
    page = events.chosen(demo_store, Selection(), 20, 10)
    whole = events.chosen(demo_store, Selection(), 10_000)
    assert page.events == whole.events[10:30]
    assert page.total == whole.total == len(whole.events) > 300
    dates = [happening.event.date for happening in whole.events]
    assert dates == sorted(dates, reverse=True)


def test_counts_go_over_the_whole_selection(events: Events, demo_store: EmbeddedStore) -> None:
    page = events.chosen(demo_store, Selection(), 1)
    assert sum(spot.count for spot in page.spots) + page.unplaced == page.total
    assert sum(bar.count for bar in page.timeline.bars) + page.timeline.vague == page.total
    kind, count = page.kinds[0]
    assert events.chosen(demo_store, Selection(kind=kind), 1).total == count
    program, number = page.programs[0]
    assert events.chosen(demo_store, Selection(program=program.iri), 1).total == number


def test_a_spot_of_a_city_leads_to_its_events(events: Events, demo_store: EmbeddedStore) -> None:
    for spot in events.chosen(demo_store, Selection(), 1).spots[:10]:
        assert events.chosen(demo_store, Selection(place=spot.area.iri), 1).total >= spot.count
