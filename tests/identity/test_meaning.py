from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import NotFoundError
from kg.identity.accounts import Accounts
from kg.identity.ledger import Item, Judgement
from kg.identity.meaning import Speaker, on_pair, parting
from kg.identity.records import EntityRecord
from kg.settings import Settings

SARI = Speaker("Sari", "2025-11-20T08:00:00+00:00", "namesakes")
LATER = Speaker("Sari", "2025-11-21T08:00:00+00:00")
ARTICLES = "abcdef"
UNITS = [EntityRecord(article, "u1", "Unit", "Polres Lebak", "Polisi") for article in ARTICLES]
PEOPLE = [
    EntityRecord(article, "p1", "Person", name, units=("u1",))
    for article, name in zip(
        ARTICLES, ("Hadi Santoso", "Hadi Santoso", "Hadi", "Hadi Santoso", "Hadi S.", "Santoso"), strict=True
    )
]
ITEMS = [Item(person.article_id, person.name) for person in PEOPLE]


def accounts(entries: list[Judgement]) -> Accounts:
    return Accounts([*UNITS, *PEOPLE], entries, {}, Settings())


def sides(entries: list[Judgement]) -> list[set[Item]]:
    names = accounts(entries).names
    found: dict[str, set[Item]] = {}
    for person, item in zip(PEOPLE, ITEMS, strict=True):
        found.setdefault(names[person.key].iri, set()).add(item)
    return sorted(found.values(), key=min)


def part(entries: list[Judgement], apart: Collection[Item]) -> list[Judgement]:
    asked = accounts(entries)
    (iri,) = {asked.names[person.key].iri for person in PEOPLE}
    return [*entries, *parting(asked, SARI, asked.find(iri), apart)]


JOINED = [SARI.on("same", "Person", ITEMS[0], other) for other in ITEMS[1:]]


@settings(max_examples=20)
@given(st.sets(st.sampled_from(ITEMS), min_size=1, max_size=len(ITEMS) - 1))
def test_a_thing_is_parted_as_it_was_ticked_whatever_was_said_before_and_undo_brings_it_back(apart: set[Item]) -> None:
    parted = part(JOINED, apart)
    assert sides(parted) == sorted([apart, set(ITEMS) - apart], key=min)
    assert sides([*parted, *LATER.undoing(parted[len(JOINED) :])]) == [set(ITEMS)]


@pytest.mark.parametrize("apart", [[], ITEMS, [Item("x", "Nobody")]])
def test_nothing_everything_and_strangers_are_not_parted(apart: list[Item]) -> None:
    with pytest.raises(NotFoundError):
        part(JOINED, apart)


def test_same_outweighs_every_different_that_was_said_of_the_two_before() -> None:
    parted = part(JOINED, ITEMS[3:])
    asked = accounts(parted)
    judged = asked.why(*(asked.names[PEOPLE[index].key].iri for index in (0, 3)))
    said = on_pair(asked, LATER, "same", (ITEMS[0], ITEMS[3]), judged)
    assert sides([*parted, *said]) == [set(ITEMS)]
    assert [entry.when for entry in said] == [LATER.when] * len(said)


def test_a_verdict_on_a_pair_nobody_spoke_of_is_one_entry() -> None:
    asked = accounts([])
    judged = asked.why("a#Hadi Santoso", "f#Santoso")
    assert on_pair(asked, SARI, "unsure", (ITEMS[0], ITEMS[5]), judged) == [
        SARI.on("unsure", "Person", ITEMS[0], ITEMS[5])
    ]
