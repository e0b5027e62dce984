from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

import kg.store
from kg.errors import NotFoundError, QueryError
from kg.identity.tenures import Held, Observation, Seat, Stated, Succession, tenure_quads
from kg.model import Side
from kg.rdf.tenures import Limit
from kg.rdf.terms import LABEL, ontology
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.holders import holders

SETTINGS = Settings()
BASE = SETTINGS.base_iri
UNIT = f"{BASE}unit/x"
POST = f"{BASE}post/kepala-x"
SEEN = (("a", "2025-01-10"), ("a", "2025-03-01"), ("b", "2025-06-01"), ("b", "2025-09-01"))
QUERY = (Path(kg.store.__file__).parent / "queries" / "26-holders-on.rq").read_text(encoding="utf-8")


def seat(person: str) -> Seat:
    return Seat(f"{BASE}person/{person}", POST, UNIT, person, "kepala", False)


def held(person: str, day: str) -> Held:
    return Held(seat(person), day)


def stated(person: str, side: Side, day: str, dated: bool = True) -> Stated:
    return Stated(seat(person), Limit(side, "stated", day, dated), f"{person}-{side}-{day}-{dated}", "article")


def followed(old: str, new: str, day: str) -> Succession:
    return Succession(f"{BASE}person/{old}", seat(new), Limit("end", "proposed", day, False), f"{old}-{day}", "article")


def store_of(*known: Observation) -> EmbeddedStore:
    graph = NamedNode(f"{BASE}graph/reference")
    title = ontology(SETTINGS.ontology_iri)["title"]
    labels = [Quad(NamedNode(UNIT), LABEL, Literal("X"), graph), Quad(NamedNode(POST), title, Literal("Kepala"), graph)]
    labels += [Quad(NamedNode(f"{BASE}person/{name}"), LABEL, Literal(name), graph) for name in "abc"]
    return EmbeddedStore.of([*tenure_quads(known, SETTINGS), *labels], SETTINGS)


def observed(seen: tuple[tuple[str, str], ...]) -> EmbeddedStore:
    return store_of(*(held(person, day) for person, day in seen))


def on(store: EmbeddedStore, day: str) -> list[tuple[str, str]]:
    return [(holder.person.iri.rpartition("/")[2], holder.basis) for holder in holders(store, UNIT, day)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-01-09", []),
        ("2025-01-10", [("a", "observed")]),
        ("2025-03-02", [("a", "presumed")]),
        ("2025-05-31", [("a", "presumed")]),
        ("2025-06-01", [("b", "observed")]),
        ("2026-01-01", [("b", "presumed")]),
    ],
)
def test_a_post_is_held_until_somebody_else_is_seen_in_it(day: str, expected: list[tuple[str, str]]) -> None:
    assert on(observed(SEEN), day) == expected


def test_two_persons_seen_in_one_post_on_one_day_both_stand() -> None:
    both = (*SEEN, ("a", "2025-07-01"))
    assert on(observed(both), "2025-06-15") == [("b", "observed"), ("a", "observed")]


def test_the_order_in_which_articles_come_does_not_matter() -> None:
    answers = {tuple(on(observed(order), "2025-05-01")) for order in permutations(SEEN)}
    assert answers == {(("a", "presumed"),)}


@pytest.mark.parametrize("day", ["2025-02-30", "kemarin", '2025-01-01"^^xsd:date } #'])
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(QueryError, match="not a day"):
        holders(observed(SEEN), UNIT, day)


def test_an_unknown_unit_is_an_error() -> None:
    with pytest.raises(NotFoundError):
        holders(observed(SEEN), "Lapas Entah", "2025-01-01")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-01-01", []),
        ("2025-01-05", [("a", "stated")]),
        ("2025-02-01", [("a", "observed")]),
        ("2025-04-01", [("a", "stated")]),
        ("2025-05-01", [("a", "stated")]),
        ("2025-05-02", []),
    ],
)
def test_a_stated_start_and_end_count_and_the_end_excludes(day: str, expected: list[tuple[str, str]]) -> None:
    store = store_of(
        held("a", "2025-01-10"), held("a", "2025-03-01"),
        stated("a", "start", "2025-01-05"), stated("a", "end", "2025-05-01"),
    )  # fmt: skip
    assert on(store, day) == expected


def test_an_end_that_is_only_the_latest_leaves_the_days_before_it_presumed() -> None:
    store = store_of(held("a", "2025-01-10"), stated("a", "end", "2025-05-01", dated=False))
    assert (on(store, "2025-04-01"), on(store, "2025-05-02")) == ([("a", "presumed")], [])


def test_somebody_elses_stated_start_ends_what_is_presumed() -> None:
    store = store_of(held("a", "2025-01-10"), stated("b", "start", "2025-02-01"))
    assert on(store, "2025-03-01") == [("b", "presumed")]


def test_a_proposed_end_ends_what_is_presumed_and_nothing_that_was_seen() -> None:
    store = store_of(held("a", "2025-01-10"), held("a", "2025-03-10"), followed("a", "b", "2025-03-01"))
    assert (on(store, "2025-03-05"), on(store, "2025-03-11")) == ([("a", "observed")], [])


def test_of_two_terms_the_one_of_the_day_is_found_and_none_between() -> None:
    store = store_of(held("a", "2020-01-10"), stated("a", "end", "2021-01-01"), held("a", "2024-01-10"))
    assert [on(store, day) for day in ("2020-06-01", "2022-01-01", "2024-01-10")] == [
        [("a", "stated")], [], [("a", "observed")],
    ]  # fmt: skip


def test_the_reason_gives_the_days() -> None:
    store = store_of(held("a", "2025-01-10"), stated("a", "start", "2025-01-05"))
    (holder,) = holders(store, UNIT, "2025-02-01")
    assert holder.reason == (
        "start stated: 2025-01-05; seen in the post on 2025-01-10; nobody else known to have begun in it since"
    )


_DAY = st.sampled_from(["2025-01-01", "2025-01-20", "2025-03-01", "2025-03-15", "2025-06-01", "2025-09-01"])
_PERSON = st.sampled_from("abc")
_KNOWN = st.lists(
    st.builds(held, _PERSON, _DAY)
    | st.builds(stated, _PERSON, st.sampled_from(["start", "end"]), _DAY, st.booleans())
    | st.builds(followed, _PERSON, _PERSON, _DAY),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(_KNOWN, _DAY)
def test_the_ready_query_gives_the_same_answer(known: list[Observation], day: str) -> None:
    store = store_of(*known)
    rows = store.select(QUERY.replace("2025-11-01", day))
    answers = sorted((row["name"].value, row["basis"].value) for row in rows)  # type: ignore[union-attr]
    assert answers == sorted(on(store, day))
