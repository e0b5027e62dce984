from __future__ import annotations

from dataclasses import replace

import pytest

from kg.identity.canonical import canonical_iris, records
from kg.identity.tenures import observations, tenure_quads
from kg.model import Article, Boundary, Entity, Evidence, Extraction, Span, Statement
from kg.rdf.quads import article_quads
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.entity import entity_page
from kg.views.facts import Window
from kg.views.question import node
from kg.views.tenures import Day, Tenure, tenures
from kg.vocabulary import load_vocabulary

SETTINGS = Settings()
UNIT = f"{SETTINGS.base_iri}unit/lapas-x"
TEXT = "Kepala Lapas X Ani dilantik. Mantan Kasi Lapas X Ani. Budi digantikan."


def words(quote: str) -> tuple[Evidence, ...]:
    start = TEXT.index(quote)
    return (Evidence("text", Span(start, start + len(quote)), quote),)


def article(
    id_: str, day: str, *statements: Statement, boundaries: tuple[Boundary, ...] = ()
) -> tuple[Article, Extraction]:
    entities = (
        Entity("p1", "Person", "Ani Sari", words("Ani")),
        Entity("p2", "Person", "Budi Rahman", words("Budi")),
        Entity("u1", "Unit", "Lapas X", words("Lapas X")),
    )
    return Article(id_, TEXT, published=day), Extraction(id_, "e/1", entities, statements, (), boundaries)


ANI = Statement("p1", "holdsPost", "u1", words("Kepala Lapas X Ani"), 0.9, "Kepala")
BUDI = Statement("p2", "holdsPost", "u1", words("Lapas X"), 0.5, "Plt. Kepala")
FOLLOWS = Statement("p1", "succeeds", "p2", words("Budi digantikan"), 0.8)
START = Boundary("p1", "u1", "Kepala", "start", words("Ani dilantik"), 0.9, "2025-06-01")
FORMER = Boundary("p1", "u1", "Kepala Seksi Giatja", "end", words("Mantan Kasi Lapas X Ani"), 0.7)


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    """Budi is seen as acting head; Ani, once head of a section, is installed in his place and seen twice."""
    read = [
        article("a", "2025-01-10", BUDI),
        article("b", "2025-06-02", ANI, FOLLOWS, boundaries=(START, FORMER)),
        article("c", "2025-09-01", replace(ANI, confidence=0.6)),
    ]
    names = canonical_iris([r for _, e in read for r in records(e)], {}, SETTINGS)
    quads = [quad for a, e in read for quad in article_quads(a, e, names, SETTINGS)]
    seen = [one for a, e in read for one in observations(a, e, names, load_vocabulary())]
    return EmbeddedStore.of([*quads, *tenure_quads(seen, SETTINGS)], SETTINGS)


def told(day: Day | None) -> tuple[str, str, str] | None:
    return None if day is None else (day.day, day.status, day.evidence.quote if day.evidence else "")


def of(store: EmbeddedStore, iri: str = UNIT, least: float = 0.0) -> dict[str, Tenure]:
    return {t.post.title: t for t in tenures(store, node(iri), Window(min_confidence=least))}


def test_a_unit_has_its_tenures_in_order_of_time_with_the_words_of_each_day(store: EmbeddedStore) -> None:
    found = of(store)
    assert list(found) == ["Plt. Kepala", "Kepala", "Kepala Seksi Giatja"]
    acting, head, section = found.values()
    assert (told(acting.begins), told(acting.ends)) == (
        ("2025-01-10", "seen", "Lapas X"),
        ("2025-06-01", "proposed", "Budi digantikan"),
    )
    assert (told(head.begins), told(head.ends)) == (
        ("2025-06-01", "stated", "Ani dilantik"),
        ("2025-09-01", "seen", "Kepala Lapas X Ani"),
    )
    assert (told(section.begins), told(section.ends)) == (None, ("2025-06-02", "latest", "Mantan Kasi Lapas X Ani"))


def test_heads_acting_or_not_are_told_from_other_posts(store: EmbeddedStore) -> None:
    assert {title: tenure.heads for title, tenure in of(store).items()} == {
        "Plt. Kepala": True, "Kepala": True, "Kepala Seksi Giatja": False,
    }  # fmt: skip
    assert of(store)["Plt. Kepala"].acting


def test_when_it_was_seen_is_said_where_the_limits_leave_it_out(store: EmbeddedStore) -> None:
    assert {title: tenure.seen_apart for title, tenure in of(store).items()} == {
        "Plt. Kepala": False, "Kepala": True, "Kepala Seksi Giatja": False,
    }  # fmt: skip


def test_what_is_not_sure_enough_takes_its_days_boundaries_and_tenures_along(store: EmbeddedStore) -> None:
    assert list(of(store, least=0.75)) == ["Kepala"]
    assert of(store, least=0.75)["Kepala"].last == "2025-06-02"
    assert "Plt. Kepala" in of(store, least=0.5)
    assert of(store, least=0.95) == {}


def test_a_person_has_a_career_and_a_post_its_holders(store: EmbeddedStore) -> None:
    page = entity_page(store, f"{SETTINGS.base_iri}person/ani-sari")
    assert [tenure.post.title for tenure in page.tenures] == ["Kepala", "Kepala Seksi Giatja"]
    assert [t.person.label for t in tenures(store, node(f"{SETTINGS.base_iri}post/kepala-lapas-x"))] == ["Ani Sari"]
    assert tenures(store, node(f"{SETTINGS.base_iri}article/a")) == ()


def test_what_somebody_took_up_and_left_are_facts_of_the_page(store: EmbeddedStore) -> None:
    page = entity_page(store, f"{SETTINGS.base_iri}person/ani-sari")
    took, left = page.group("takesUp-out"), page.group("leaves-out")
    assert took is not None
    assert left is not None
    assert took.facts[0].evidence[0].quote == "Ani dilantik"
    assert left.facts[0].post is not None
    assert left.facts[0].post.title == "Kepala Seksi Giatja"
