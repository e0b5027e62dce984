from __future__ import annotations

import pytest

from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.folding import search_form
from kg.views.quotations import Quotations, Said

BASE = Settings().base_iri


@pytest.fixture(scope="module")
def quotations(demo_store: EmbeddedStore) -> Quotations:
    return Quotations.of(demo_store)


def test_all_are_there_the_latest_first(quotations: Quotations, demo_store: EmbeddedStore) -> None:
    page = quotations.chosen(demo_store, Said(), 10_000)
    total = next(iter(demo_store.select("SELECT (COUNT(?q) AS ?n) WHERE { ?q a kg:Quotation }")))["n"]
    assert page.total == len(page.quotes) == int(total.value) > 300  # type: ignore[union-attr]
    days = [quote.evidence.source.published for quote, _ in page.quotes]
    assert days == sorted(days, reverse=True)


def test_words_speaker_and_period_choose(quotations: Quotations, demo_store: EmbeddedStore) -> None:
    speaker = f"{BASE}person/bluri-wijaksono"
    whole = quotations.chosen(demo_store, Said(), 10_000)
    by_him = quotations.chosen(demo_store, Said(speaker=speaker), 10_000)
    assert by_him.total == {thing.iri: count for thing, count in whole.speakers}[speaker] > 1
    day = by_him.quotes[0][0].evidence.source.published
    assert quotations.chosen(demo_store, Said(speaker=speaker, start=day, end=day)).total >= 1
    assert quotations.chosen(demo_store, Said(speaker=speaker, end="2000-01-01")).total == 0
    found = quotations.chosen(demo_store, Said(text="WARGA binaan"), 10_000)
    assert found.total > 5
    assert all("warga" in search_form(q.evidence.quote) for q, _ in found.quotes)


def test_a_programme_counts_where_the_words_name_it(quotations: Quotations, demo_store: EmbeddedStore) -> None:
    program, count = quotations.chosen(demo_store, Said(), 1).programs[0]
    page = quotations.chosen(demo_store, Said(program=program.iri), 10_000)
    assert page.total == count
    assert all(program.iri in [named.iri for named in programs] for _, programs in page.quotes)


def test_pages_follow_each_other(quotations: Quotations, demo_store: EmbeddedStore) -> None:
    whole = quotations.chosen(demo_store, Said(), 40)
    assert quotations.chosen(demo_store, Said(), 20, 20).quotes == whole.quotes[20:]
