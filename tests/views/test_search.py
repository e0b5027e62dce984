from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NotFoundError
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.folding import fold, search_form
from kg.views.names import TYPES, Names
from kg.views.search import completions, resolve, search, snippet

BASE = Settings().base_iri


@pytest.fixture(scope="module")
def names(demo_store: EmbeddedStore) -> Names:
    return Names.of(demo_store, texts=True)


def first(store: EmbeddedStore, names: Names, text: str, type_: str = "") -> str:
    return search(store, text, 1, type_=type_, names=names).hits[0].thing.iri.removeprefix(BASE)


@pytest.mark.parametrize(
    "text", ["Bluri Wijaksono", "bluri wijaksono", "WIJAKSONO, Bluri", "  blúri   wijaksonó ", "bluri wijak"]
)
def test_case_accents_order_and_unfinished_words_do_not_matter(
    demo_store: EmbeddedStore, names: Names, text: str
) -> None:
    assert first(demo_store, names, text) == "person/bluri-wijaksono"


def test_a_thing_is_found_by_its_other_names(demo_store: EmbeddedStore, names: Names) -> None:
    hits = search(demo_store, "Balai Pemasyarakatan (Bapas) Kelas II Purwokerto", names=names).hits
    assert hits[0].thing.label == "Bapas Kelas II Purwokerto"
    assert hits[0].name != hits[0].thing.label


def test_a_type_narrows_the_results_and_their_numbers_stay(demo_store: EmbeddedStore, names: Names) -> None:
    everything = search(demo_store, "purwokerto", names=names)
    events = search(demo_store, "purwokerto", type_="Event", names=names)
    assert {hit.thing.type for hit in events.hits} == {"Event"}
    assert everything.types == events.types
    assert everything.total == sum(count for _, count in everything.types)
    assert events.total == dict(everything.types)["Event"]


@given(st.text(max_size=400), st.lists(st.text("abc", min_size=1, max_size=3), max_size=3))
def test_a_snippet_is_a_stretch_of_the_text(body: str, wanted: list[str]) -> None:
    pieces = snippet(body, tuple(wanted))
    assert "".join(text for text, _ in pieces) in body
    assert all(search_form(text).startswith(tuple(wanted)) for text, is_wanted in pieces if is_wanted)


def test_an_article_is_found_by_its_words_and_shows_them(demo_store: EmbeddedStore, names: Names) -> None:
    hits = search(demo_store, "humas kebun", type_="Article", names=names).hits
    shown = [text.casefold() for hit in hits for text, is_wanted in hit.snippet if is_wanted]
    assert "kebun" in shown


def test_a_snippet_shows_where_most_of_the_words_stand_together() -> None:
    body = "Humas bicara. " + "Lain hal. " * 60 + "Di kebun itu humas menanam."
    assert [text for text, is_wanted in snippet(body, ("humas", "kebun")) if is_wanted] == ["kebun", "humas"]


def test_completions_are_few_and_the_best(demo_store: EmbeddedStore, names: Names) -> None:
    found = completions(demo_store, "karutan banjarneg", 2, names)
    assert [hit.thing.label for hit in found] == ["Dodik Harmono", "Rutan Kelas IIB Banjarnegara"]


def test_pages_of_results_follow_each_other(demo_store: EmbeddedStore, names: Names) -> None:
    whole = search(demo_store, "rutan", 10, names=names)
    parts = [search(demo_store, "rutan", 5, offset=offset, names=names) for offset in (0, 5)]
    assert [hit for part in parts for hit in part.hits] == list(whole.hits)
    assert parts[1].total == whole.total > 10


def test_no_text_lists_everything_of_a_type(demo_store: EmbeddedStore, names: Names) -> None:
    people = search(demo_store, " ", 3, type_="Person", names=names)
    assert people.total == dict(people.types)["Person"] > 400
    assert [hit.articles for hit in people.hits] == sorted((hit.articles for hit in people.hits), reverse=True)


@pytest.mark.parametrize("type_", ["Event", "Article"])
def test_what_has_a_date_is_listed_latest_first(demo_store: EmbeddedStore, names: Names, type_: str) -> None:
    dates = [hit.thing.date for hit in search(demo_store, "", 100, type_=type_, names=names).hits]
    assert len(set(dates)) > 10
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("text", ["", "zzzz", "\x00", '") } # injected', "''; DROP", "{{qqq*qqq}}", "\U0001f600"])
def test_strange_text_finds_nothing(names: Names, text: str) -> None:
    assert names.ranked(text) == []


@pytest.mark.parametrize("text", ["bluri wijaksana", "Blurry Wijaksono", "Wijaksono Blury"])
def test_a_name_spelt_almost_right_is_suggested(demo_store: EmbeddedStore, names: Names, text: str) -> None:
    hits = search(demo_store, text, names=names)
    assert hits.total == 0
    assert ("Bluri Wijaksono" in [thing.label for thing in hits.near]) == (text != "Wijaksono Blury")


def test_results_need_no_suggestions(demo_store: EmbeddedStore, names: Names) -> None:
    assert search(demo_store, "bluri", names=names).near == ()


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "text", ["Bluri Wijaksono", "BLURI WIJAKSONO", "person/bluri-wijaksono", f"{BASE}person/bluri-wijaksono"]
)
def test_a_name_an_id_and_an_iri_mean_the_same(demo_store: EmbeddedStore, names: Names, text: str) -> None:
    assert resolve(demo_store, text, names=names) == f"{BASE}person/bluri-wijaksono"


def test_a_name_of_several_things_lists_them(demo_store: EmbeddedStore, names: Names) -> None:
    with pytest.raises(NotFoundError, match="several things") as error:
        resolve(demo_store, "Purwokerto Bapas", names=names)
    assert "unit/bapas-purwokerto" in str(error.value)


def test_a_name_that_is_almost_known_is_suggested(demo_store: EmbeddedStore, names: Names) -> None:
    with pytest.raises(NotFoundError, match="perhaps you mean") as error:
        resolve(demo_store, "Bluri Wijaksana", names=names)
    assert "person/bluri-wijaksono" in str(error.value)


@pytest.mark.parametrize("text", ["no such name", "person/nobody", "https://example.org/x", "mailto:a b"])
def test_what_nobody_is_called_is_not_found(demo_store: EmbeddedStore, names: Names, text: str) -> None:
    with pytest.raises(NotFoundError):
        resolve(demo_store, text, names=names)


def test_every_type_has_words_in_both_languages() -> None:
    from kg.views.language import LANGUAGES, Language

    for code in LANGUAGES:
        for kind in TYPES:
            assert Language.of(code).text(f"types.{kind}.many")


def test_all_of_a_large_graph_is_listed_at_once(demo_store: EmbeddedStore) -> None:
    everything = search(demo_store, "", 1_000_000)
    assert len({hit.thing.iri for hit in everything.hits}) == everything.total > 2_000
