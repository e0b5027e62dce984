from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad

from kg.errors import NotFoundError
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.entity import entity_page
from kg.views.facts import Window
from kg.views.question import ask

BASE = Settings().base_iri
BAPAS = f"{BASE}unit/bapas-purwokerto"
VISIT = f"{BASE}event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara"


def test_a_person_has_the_posts_held_with_title_unit_and_words(demo_store: EmbeddedStore) -> None:
    page = entity_page(demo_store, f"{BASE}person/bluri-wijaksono")
    held = page.group("holds-out")
    assert held is not None
    assert page.groups[0] is held
    fact = held.facts[0]
    assert fact.post is not None
    assert (fact.post.title if fact.post.title else fact.post.label, fact.other.iri) == ("Kepala", BAPAS)
    assert fact.articles == len({evidence.source.iri for evidence in fact.evidence}) > 1
    assert all(evidence.quote and evidence.certainty == "asserted" for evidence in fact.evidence)
    assert "Bluri" in page.names


def test_evidence_comes_newest_first_and_names_its_article(demo_store: EmbeddedStore) -> None:
    held = entity_page(demo_store, f"{BASE}person/bluri-wijaksono").group("holds-out")
    assert held is not None
    published = [evidence.source.published for evidence in held.facts[0].evidence]
    assert published == sorted(published, reverse=True)
    assert all(evidence.source.headline and evidence.source.publisher for evidence in held.facts[0].evidence)


def test_of_a_fact_told_often_the_newest_evidence_is_taken_and_all_of_it_counted(demo_store: EmbeddedStore) -> None:
    iri = f"{BASE}person/bluri-wijaksono"
    for newest, whole in zip(
        entity_page(demo_store, iri, Window(evidence=2)).groups, entity_page(demo_store, iri).groups, strict=True
    ):
        assert [fact.evidence for fact in newest.facts] == [fact.evidence[:2] for fact in whole.facts]
        assert [fact.articles for fact in newest.facts] == [fact.articles for fact in whole.facts]
        assert all(1 <= fact.sources <= fact.articles for fact in newest.facts if fact.evidence)


def test_an_event_has_its_parts_in_order_and_its_date(demo_store: EmbeddedStore) -> None:
    page = entity_page(demo_store, VISIT)
    assert page.thing.date == "2025-10-29"
    keys = [group.key for group in page.groups]
    assert keys[:4] == ["performedBy-out", "hostedBy-out", "ledBy-out", "receivedBy-out"]


def test_events_come_newest_first_and_what_has_no_day_by_when_it_was_last_told(demo_store: EmbeddedStore) -> None:
    groups = entity_page(demo_store, f"{BASE}program/akselerasi-imipas", Window(size=50)).groups
    days = [fact.other.date for fact in next(group for group in groups if group.key == "supports-in").facts]
    assert len(set(days)) > 3
    assert days == sorted(days, reverse=True)
    units = entity_page(demo_store, f"{BASE}place/banjarnegara", Window(size=50)).groups[0].facts
    told = [max(evidence.source.published for evidence in fact.evidence) for fact in units if not fact.other.date]
    assert told == sorted(told, reverse=True)


def test_a_unit_lists_its_office_holders_with_their_posts(demo_store: EmbeddedStore) -> None:
    group = entity_page(demo_store, BAPAS).group("holds-post")
    assert group is not None
    assert ("Bluri Wijaksono", "Kepala") in {(f.other.label, f.post.title) for f in group.facts if f.post}


def test_cooperation_is_one_group_whichever_way_it_is_stated(demo_store: EmbeddedStore) -> None:
    groups = [g for g in entity_page(demo_store, BAPAS).groups if g.predicate == "cooperatesWith"]
    assert [group.direction for group in groups] == ["both"]
    assert groups[0].total == len(groups[0].facts)


def test_a_post_names_its_holders_and_its_terms(demo_store: EmbeddedStore) -> None:
    page = entity_page(demo_store, f"{BASE}post/kepala-bapas-purwokerto")
    assert page.thing.unit is not None
    assert page.thing.unit.iri == BAPAS
    assert page.tenures
    assert all(tenure.first <= tenure.last for tenure in page.tenures)


def test_reference_data_are_facts_without_articles(demo_store: EmbeddedStore) -> None:
    groups = [g for g in entity_page(demo_store, f"{BASE}place/banjarnegara").groups if g.reference]
    located = [g for g in groups if g.key == "reference-locatedIn-out"]
    assert [fact.other.label for fact in located[0].facts] == ["Jawa Tengah"]
    assert all(fact.evidence == () and fact.articles == 0 for g in groups for fact in g.facts)


def test_no_list_is_cut_without_saying_so(demo_store: EmbeddedStore) -> None:
    page = entity_page(demo_store, BAPAS, Window(size=2))
    whole = entity_page(demo_store, BAPAS, Window(size=1000))
    for short, full in zip(page.groups, whole.groups, strict=True):
        assert (short.total, len(short.facts)) == (full.total, min(2, full.total))
        assert len(full.facts) == full.total
    assert page.articles.total == len(whole.articles.items) > len(page.articles.items)


def test_a_window_on_one_group_shows_its_next_part_and_no_other_group(demo_store: EmbeddedStore) -> None:
    whole = entity_page(demo_store, BAPAS).group("performedBy-in")
    page = entity_page(demo_store, BAPAS, Window(size=2, key="performedBy-in", offset=2))
    assert whole is not None
    assert [group.key for group in page.groups] == ["performedBy-in"]
    assert page.groups[0].facts == whole.facts[2:4]
    assert page.groups[0].offset == 2


def test_quotes_are_the_words_and_their_place(demo_store: EmbeddedStore) -> None:
    page = entity_page(demo_store, f"{BASE}person/bluri-wijaksono", Window(size=3))
    assert page.quotes.total > len(page.quotes.items) == 3
    for quote in page.quotes.items:
        assert quote.evidence.end - quote.evidence.start == len(quote.evidence.quote)


@pytest.mark.parametrize("name", ["person/nobody", "person/a b", "person/<>", ""])
def test_an_unknown_iri_is_not_found(demo_store: EmbeddedStore, name: str) -> None:
    with pytest.raises(NotFoundError):
        entity_page(demo_store, BASE + name)


def test_a_region_has_its_code_and_only_links_that_can_be_followed_safely(demo_store: EmbeddedStore) -> None:
    place = f"{BASE}place/banjarnegara"
    page = entity_page(demo_store, place)
    assert (page.code, page.links) == ("33.04", ())
    assert entity_page(demo_store, BAPAS).code == ""
    links = ("https://example.org/33.04", "http://example.org/plain", "javascript:alert(1)", "https://example.org/b")
    same = NamedNode("http://www.w3.org/2002/07/owl#sameAs")
    store = EmbeddedStore.of([Quad(NamedNode(place), same, NamedNode(link)) for link in links], Settings())
    assert entity_page(store, place).links == ("https://example.org/33.04", "https://example.org/b")


@pytest.mark.parametrize("type_", ["Person", "Unit", "Event"])
def test_a_page_that_says_it_is_whole_is_the_page_of_any_larger_window(demo_store: EmbeddedStore, type_: str) -> None:
    things = [row["thing"] for row in ask(demo_store, f"SELECT ?thing {{ ?thing a kg:{type_} }} ORDER BY ?thing")][::9]
    pages = {iri: entity_page(demo_store, iri, Window(3, evidence=1)) for iri in things}
    whole = {iri for iri, page in pages.items() if page.is_whole(Window(3, evidence=1))}
    all_of_it = {iri: entity_page(demo_store, iri, Window(10**6, evidence=10**6)) for iri in things}
    assert whole == {iri for iri in things if pages[iri] == all_of_it[iri]}
    assert 0 < len(whole) < len(things)
