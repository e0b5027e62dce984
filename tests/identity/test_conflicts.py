from __future__ import annotations

from typing import Any

import pytest

from kg.identity.conflicts import conflict, is_weak
from kg.identity.knowledge import Knowledge
from kg.identity.records import ThingType
from tests.identity.conftest import thing

Known = dict[str, set[str]]


def why_not(knowledge: Knowledge, type_: ThingType, left: tuple[str, Known], right: tuple[str, Known]) -> str:
    """The conflict of two things of two articles, which is the same from either side."""
    a, b = thing(type_, left[0], "a", "x", **left[1]), thing(type_, right[0], "b", "x", **right[1])
    found = conflict(a, b, knowledge)
    assert bool(found) == bool(conflict(b, a, knowledge))
    return found


@pytest.mark.parametrize(
    ("type_", "left", "right", "expected"),
    [
        ("Unit", ("Rutan Soe", {"rows": {"x"}}), ("Rutan Soe", {"rows": {"y"}}), "different rows of the vocabulary"),
        ("Unit", ("Rutan Kelas I Y", {}), ("Rutan Kelas IIB Y", {}), "classes differ"),
        ("Unit", ("Polres Asahan", {}), ("Polres Lebak", {}), "different regions"),
        ("Unit", ("Dinsos Kota Solok", {}), ("Dinsos Kabupaten Solok", {}), "different"),
        ("Unit", ("SMA Negeri 1 Y", {}), ("SMA Negeri 2 Y", {}), "numbers differ"),
        ("Unit", ("TPP", {"regions": {"53"}}), ("TPP", {"regions": {"12.09"}}), "only the name of their kind"),
        ("Unit", ("TPP", {"regions": {"53"}}), ("TPP", {"regions": {"53.02"}}), ""),
        ("Unit", ("Ombudsman", {"regions": {"53"}}), ("Ombudsman RI", {"regions": {"12.09"}}), ""),
        ("Unit", ("Rutan Kelas IIB Y", {}), ("Rutan Y", {}), ""),
        ("Place", ("Merdeka", {"kinds": {"site"}}), ("Merdeka", {"kinds": {"village"}}), "different kinds"),
        ("Place", ("Merdeka", {"regions": {"53"}}), ("Merdeka", {"regions": {"12.09"}}), "different regions"),
        ("Place", ("Blok 1", {"kinds": {"site"}}), ("Blok 2", {"kinds": {"site"}}), "numbers differ"),
        ("Place", ("Merdeka", {"regions": {"53"}}), ("Merdeka", {"regions": {"53.02"}}), ""),
        ("Program", ("TMMD ke-126", {}), ("TMMD ke-127", {}), "numbers differ"),
        ("Program", ("TMMD ke-126", {}), ("TMMD", {}), ""),
        ("Program", ("Remisi Umum", {}), ("Remisi Umum II", {}), "Roman numbers differ"),
        ("Person", ("Budi Santoso", {}), ("Budi Hartono", {}), "names are different"),
        ("Person", ("Budi", {}), ("Budi", {}), "nothing but a common name"),
        ("Person", ("Budi", {"context": {"rutan"}}), ("Budi", {"context": {"rutan"}}), ""),
        ("Person", ("Budi Eko Santoso", {}), ("Budi Eko Santoso", {}), ""),
        ("Event", ("Rapat", {"dates": {"2025-10-01"}}), ("Rapat", {"dates": {"2025-10-09"}}), "8 days lie between"),
        ("Event", ("Rapat", {"days": {"2025-10-01"}}), ("Rapat", {"dates": {"2025-10-09"}}), "8 days lie between"),
        ("Event", ("Rapat", {"dates": {"2025-10-01"}}), ("Rapat", {"dates": {"2025-10-08"}}), ""),
        ("Event", ("Rapat", {}), ("Rapat", {}), "no date, and no participant or place"),
        ("Event", ("Rapat", {"sources": {"release"}}), ("Rapat", {"sources": {"release"}}), ""),
        ("Event", ("Rapat", {"people": {"budi"}}), ("Rapat", {"people": {"budi"}}), ""),
    ],
)  # fmt: skip
def test_what_forbids_that_two_are_one(
    knowledge: Knowledge, type_: ThingType, left: Any, right: Any, expected: str
) -> None:
    found = why_not(knowledge, type_, left, right)
    assert expected in found
    assert bool(found) == bool(expected)


def test_posts_in_different_regions_part_two_persons_unless_a_unit_connects_them(knowledge: Knowledge) -> None:
    here = ("Budi Eko Santoso", {"units": {"rutan-soe"}, "regions": {"53.02"}})
    there = ("Budi Eko Santoso", {"units": {"lapas-lebak"}, "regions": {"36.02"}})
    assert why_not(knowledge, "Person", here, there) == "they hold posts in different regions"
    moved = ("Budi Eko Santoso", {**there[1], "context": {"rutan-soe"}})
    assert why_not(knowledge, "Person", here, moved) == ""


def test_events_with_different_hosts_are_two_unless_one_host_takes_part_in_the_other(knowledge: Knowledge) -> None:
    day = {"dates": {"2025-10-29"}}
    assert "different hosts" in why_not(
        knowledge, "Event", ("Rapat", {**day, "hosts": {"x"}}), ("Rapat", {**day, "hosts": {"y"}})
    )
    taking_part = ("Rapat", {**day, "hosts": {"y"}, "units": {"x"}})
    assert why_not(knowledge, "Event", ("Rapat", {**day, "hosts": {"x"}}), taking_part) == ""


@pytest.mark.parametrize(
    ("type_", "two"), [("Person", True), ("Event", True), ("Program", True), ("Unit", False), ("Place", False)]
)
def test_one_article_tells_persons_events_and_programmes_apart(
    knowledge: Knowledge, type_: ThingType, two: bool
) -> None:
    same = {"dates": {"2025-10-29"}, "units": {"x"}}
    a, b = thing(type_, "Merdeka", "a", "e1", **same), thing(type_, "Merdeka", "a", "e2", **same)
    assert conflict(a, b, knowledge) == ("one article tells them apart" if two else "")


def test_two_offices_of_one_type_in_one_article_are_two_unless_their_names_are_forms_of_one(
    knowledge: Knowledge,
) -> None:
    def two(left: str, right: str) -> str:
        return conflict(thing("Unit", left, "a", "u1"), thing("Unit", right, "a", "u2"), knowledge)

    assert two("Polres Blitar", "Polres Blitar Kota") == "one article tells them apart"
    assert two("Ombudsman", "Ombudsman Perwakilan Kalbar") == "one article tells them apart"
    assert two("Rutan Soe", "Rumah Tahanan Negara So'e") == ""


def test_a_person_without_a_post_or_with_one_name_is_weakly_known() -> None:
    assert is_weak(thing("Person", "Budi Santoso", "a"))
    assert is_weak(thing("Person", "Budi", "a", units={"rutan"}))
    assert not is_weak(thing("Person", "Budi Santoso", "a", units={"rutan"}))
    assert not is_weak(thing("Unit", "Rutan", "a"))
