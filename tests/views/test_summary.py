from __future__ import annotations

from pathlib import Path

from kg.store import EmbeddedStore
from kg.views.summary import latest_events, summary

GOLD = Path(__file__).parents[2] / "data" / "gold"
ARTICLES = len([*GOLD.glob("dev/*.json"), *GOLD.glob("train/*.json")])


def test_counts_are_those_of_what_articles_mention(demo_store: EmbeddedStore) -> None:
    found = summary(demo_store)
    counts = dict(found.counts)
    assert counts["Article"] == ARTICLES
    assert 300 < counts["Person"] < 700
    assert counts["Place"] < 1000  # the regions that no article names are not counted
    assert found.claims > 2500
    assert found.quotes > 300


def test_period_and_sources_cover_all_articles(demo_store: EmbeddedStore) -> None:
    found = summary(demo_store)
    assert found.first < found.last
    assert found.articles[0].published == found.last
    assert sum(count for _, count in found.publishers) <= ARTICLES
    assert [count for _, count in found.publishers] == sorted((c for _, c in found.publishers), reverse=True)


def test_the_prominent_are_the_most_mentioned(demo_store: EmbeddedStore) -> None:
    for kind, ranked in summary(demo_store, 5).prominent:
        assert all(thing.type == kind for thing, _ in ranked)
        assert [count for _, count in ranked] == sorted((count for _, count in ranked), reverse=True)


def test_events_come_latest_first_with_place_and_kind(demo_store: EmbeddedStore) -> None:
    events = latest_events(demo_store, 50)
    dates = [happening.event.date for happening in events]
    assert dates == sorted(dates, reverse=True)
    assert all(happening.event.kind and happening.articles >= 1 for happening in events)
    assert any(happening.places for happening in events)
    assert latest_events(demo_store, 10, offset=40) == events[40:]


def test_an_empty_graph_has_an_empty_summary() -> None:
    store = EmbeddedStore.of([])
    found = summary(store)
    assert (found.counts, found.claims, found.first, found.publishers, found.articles) == ((), 0, "", (), ())
    assert latest_events(store) == ()
