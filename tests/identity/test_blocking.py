from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, product

import pytest

from kg.identity.blocking import candidates
from kg.identity.knowledge import Knowledge
from kg.identity.profiles import Profile
from kg.identity.records import ThingType
from tests.identity.conftest import thing


def pairs(profiles: Iterable[Profile], knowledge: Knowledge) -> list[set[str]]:
    return [{left.name, right.name} for left, right in candidates(list(profiles), knowledge)]


@pytest.mark.parametrize(
    ("type_", "left", "right"),
    [
        ("Person", "Hadiyanto", "Hadianto Putra"),
        ("Person", "Yohanis Tefa", "Yohanes Tefa"),
        ("Unit", "Rutan Kelas IIB Soe", "Rumah Tahanan Negara So'e"),
        ("Unit", "Lapas Lubukbasung", "Lapas Lubuk Basung"),
        ("Place", "Kab. Asahan", "Asahan"),
        ("Place", "Lapangan Merdeka", "Merdeka Barat"),
        ("Program", "Asta Cita", "Program Asta Cita Presiden"),
    ],
)
def test_what_may_be_one_is_compared(knowledge: Knowledge, type_: ThingType, left: str, right: str) -> None:
    assert pairs([thing(type_, left, "a"), thing(type_, right, "b")], knowledge) == [{left, right}]


@pytest.mark.parametrize(
    ("type_", "left", "right"),
    [("Person", "Suparman", "Hadianto"), ("Unit", "Rutan Soe", "Lapas Kupang"), ("Place", "Asahan", "Soe")],
)
def test_what_has_nothing_in_common_is_not_compared(
    knowledge: Knowledge, type_: ThingType, left: str, right: str
) -> None:
    assert pairs([thing(type_, left, "a"), thing(type_, right, "b")], knowledge) == []


@pytest.mark.parametrize(
    ("day", "compared"), [("2025-10-30", True), ("2025-11-06", True), ("2025-11-07", False), ("", True)]
)
def test_events_are_compared_where_somebody_took_part_in_both_within_eight_days(
    knowledge: Knowledge, day: str, compared: bool
) -> None:
    first = thing("Event", "Rapat", "a", dates={"2025-10-29"}, units={"rutan"})
    other = thing("Event", "Panen", "b", dates={day} - {""}, units={"rutan"})
    assert bool(pairs([first, other], knowledge)) is compared


def test_a_month_may_mean_any_of_its_days(knowledge: Knowledge) -> None:
    first = thing("Event", "Rapat", "a", dates={"2025-10"}, units={"rutan"})
    assert pairs([first, thing("Event", "Panen", "b", dates={"2025-10-29"}, units={"rutan"})], knowledge)


def test_an_office_without_its_town_is_compared_with_those_of_the_province(knowledge: Knowledge) -> None:
    bare = thing("Unit", "Dinas Pertanian", "a", regions={"13.06"})
    assert pairs([bare, thing("Unit", "Dinas Pertanian Agam", "b", regions={"13.06"})], knowledge)


def test_a_pair_comes_once_however_much_it_has_in_common_and_in_a_fixed_order(knowledge: Knowledge) -> None:
    named = [thing("Person", "Budi Santoso Hadi", f"a{number}") for number in range(4)]
    found = [(left.key, right.key) for left, right in candidates(named, knowledge)]
    assert found == sorted(set(found))
    assert len(found) == 6


def persons(count: int) -> list[Profile]:
    """Persons of whom all bear one word, and each has one of its own."""
    syllables = ["".join(letters) for letters in product("bdgklmnprst", "aeiou")]
    return [
        thing("Person", f"Agus {''.join(word)}", f"a{number:05}")
        for number, word in enumerate(islice(product(syllables, repeat=3), 0, 37 * count, 37))
    ]


def events(count: int) -> list[Profile]:
    """Meetings of one unit, all on one day."""
    return [thing("Event", "Rapat", f"a{n:05}", dates={"2025-10-29"}, units={"rutan"}) for n in range(count)]


def test_the_comparisons_for_each_thing_do_not_grow_with_their_number(knowledge: Knowledge) -> None:
    for many in (persons, events):
        few, more = (sum(1 for _ in candidates(many(count), knowledge)) / count for count in (800, 3200))
        assert more <= 1.25 * few, many.__name__
