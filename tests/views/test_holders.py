from __future__ import annotations

from itertools import permutations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import NotFoundError, QueryError
from kg.identity.tenures import Held, Seat, tenure_quads
from kg.rdf.terms import LABEL
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.holders import holders

SETTINGS = Settings()
BASE = SETTINGS.base_iri
UNIT = f"{BASE}unit/x"
SEEN = (("a", "2025-01-10"), ("a", "2025-03-01"), ("b", "2025-06-01"), ("b", "2025-09-01"))


def observed(seen: tuple[tuple[str, str], ...]) -> EmbeddedStore:
    found = [Held(Seat(f"{BASE}person/{p}", f"{BASE}post/kepala-x", UNIT, p, "kepala", False), day) for p, day in seen]
    named = Quad(NamedNode(UNIT), LABEL, Literal("X"), NamedNode(f"{BASE}graph/reference"))
    return EmbeddedStore.of([*tenure_quads(found, SETTINGS), named], SETTINGS)


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
