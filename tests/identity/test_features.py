from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.features import features, regions_meet
from kg.identity.knowledge import Knowledge
from kg.identity.records import ThingType
from tests.identity.conftest import thing

BASE = "https://w3id.org/simpul/id/"


def found(knowledge: Knowledge, type_: ThingType, left: str, right: str) -> dict[str, float]:
    pair = thing(type_, left, "a"), thing(type_, right, "b")
    return {feature.name: feature.score for feature in features(*pair, knowledge)}


def test_a_feature_says_what_it_saw_and_shows_the_ends_of_iris(knowledge: Knowledge) -> None:
    unit = {f"{BASE}unit/rutan-soe"}
    pair = thing("Person", "Hadiyanto", "a", units=unit), thing("Person", "Hadianto", "b", units=unit)
    seen = {feature.name: feature for feature in features(*pair, knowledge)}
    assert (seen["name equal"].left, seen["name equal"].right) == ("Hadiyanto", "Hadianto")
    assert (seen["unit shared"].score, seen["unit shared"].left) == (1, "rutan-soe")
    assert seen["unit shared"].detail == "in both"
    assert "unit in context" not in seen


def test_many_values_are_counted_and_not_all_written(knowledge: Knowledge) -> None:
    people = {f"orang {number}" for number in range(8)}
    pair = thing("Person", "Suparman", "a", people=people), thing("Person", "Suparman", "b", people=people)
    seen = {feature.name: feature for feature in features(*pair, knowledge)}
    assert seen["people shared"].left == "orang 0, orang 1, orang 2, orang 3, orang 4, +3"


@pytest.mark.parametrize(
    ("type_", "left", "right", "expected"),
    [
        ("Unit", "Rutan Kelas IIB Soe", "Rumah Tahanan Negara Klas II B So'e", {"name equal"}),
        ("Unit", "Kanwil Ditjenpas Kalsel", "Kanwil Ditjenpas Kalimantan Selatan", {"name equal"}),
        ("Unit", "Yayasan BPI", "Yayasan Budaya Pelita Insani", {"name initials"}),
        ("Unit", "KDMP Leworeng", "Koperasi Desa Merah Putih Leworeng", {"name initials"}),
        ("Unit", "Angkasa Pura", "Garuda Indonesia", {"words differ"}),
        ("Unit", "PHDI Sumsel", "Walubi Sumsel", {"words differ"}),
        ("Unit", "Polres Lebak", "Kodim Lebak", {"type differs"}),
        ("Place", "Kab. Asahan", "Asahan", {"name equal"}),
        ("Program", "Program Asta Cita", "Asta Cita", {"name equal"}),
        ("Program", "TNI Manunggal Membangun Desa (TMMD) ke-126", "program TMMD ke-126", {"name equal"}),
        ("Program", "Asta Karya", "Asta Cita", {"words differ"}),
        ("Program", "Remisi Umum", "Remisi Umum Kemerdekaan", {"name part"}),
        ("Person", "M. Ridwan", "Muhammad Ridwan", {"name initials"}),
        ("Person", "Bagas", "Bagas Siregar", {"name part"}),
        ("Event", "Kunjungan kerja", "Kunjungan kerja", {"name alike", "deed same"}),
        ("Event", "Razia kamar hunian", "Kunjungan kerja", {"deed differs"}),
    ],
)
def test_what_names_have_in_common(
    knowledge: Knowledge, type_: ThingType, left: str, right: str, expected: set[str]
) -> None:
    assert expected <= set(found(knowledge, type_, left, right))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ({"2025-10-29"}, {"2025-10-29"}, "day same"),
        ({"2025-10"}, {"2025-10-29"}, "day same"),
        ({"2025-10-29"}, {"2025-10-31"}, "day near"),
        ({"2025-10-29"}, {"2025-11-02"}, "day far"),
        (set(), {"2025-11-02"}, "day unknown, reports near"),
    ],
)
def test_how_near_two_events_are(knowledge: Knowledge, left: set[str], right: set[str], expected: str) -> None:
    a = thing("Event", "Rapat", "a", dates=left, days={"2025-11-03"})
    b = thing("Event", "Rapat", "b", dates=right, days={"2025-11-03"})
    seen = {feature.name for feature in features(a, b, knowledge)}
    assert {name for name in seen if name.startswith("day")} == {expected}


def test_hosts_differ_only_where_neither_takes_part_in_the_other(knowledge: Knowledge) -> None:
    event = thing("Event", "Rapat", "a", hosts={"x"}, units={"z"})
    seen = [
        {feature.name for feature in features(event, thing("Event", "Rapat", "b", hosts=hosts, units=units), knowledge)}
        for hosts, units in (({"y"}, set[str]()), ({"y"}, {"x"}))
    ]
    assert ["hosts differ" in names for names in seen] == [True, False]


def test_a_town_may_be_left_out_where_the_article_is_about_it(knowledge: Knowledge) -> None:
    long = thing("Unit", "Dinas Pertanian Kabupaten Agam", "a")
    seen = [
        {feature.name for feature in features(long, thing("Unit", "Dinas Pertanian", "b", regions=regions), knowledge)}
        for regions in ({"13.06"}, {"53.02"})
    ]
    assert ["town left out" in names for names in seen] == [True, False]
    assert ["name part" in names for names in seen] == [False, True]


def test_who_acts_may_be_part_of_who_acts(knowledge: Knowledge) -> None:
    unit = thing("Event", "Penangkapan", "a", units={"satresnarkoba"}, owners={"polres"})
    seen = {feature.name for feature in features(unit, thing("Event", "Penangkapan", "b", units={"polres"}), knowledge)}
    assert "agent within" in seen
    assert "agents shared" not in seen


def test_regions_are_shown_by_their_names(knowledge: Knowledge) -> None:
    left, right = (thing("Person", "Budi", article, regions={"33.04", "53"}) for article in "ab")
    seen = {feature.name: feature for feature in features(left, right, knowledge)}
    assert seen["region shared"].left == "Banjarnegara, Nusa Tenggara Timur"


def test_regions_meet_where_one_lies_in_the_other() -> None:
    assert regions_meet({"53"}, {"53.02"})
    assert regions_meet({"53.02", "11"}, {"53.02"})
    assert not regions_meet({"53.02"}, {"53.03"})
    assert not regions_meet(set(), {"53"})


SETS = st.sets(st.sampled_from("xyz"))
NAMES = st.sampled_from(["Suparman", "M. Ridwan", "Rutan Soe", "Lapas Kelas IIB Soe", "Kab. Asahan", "Rapat", "سجن"])
TYPES: list[ThingType] = ["Person", "Unit", "Place", "Program", "Event"]


@given(type_=st.sampled_from(TYPES), left=NAMES, right=NAMES, some=st.lists(SETS, min_size=8, max_size=8))
def test_features_are_the_same_from_either_side_and_between_0_and_1(
    knowledge: Knowledge, type_: ThingType, left: str, right: str, some: list[set[str]]
) -> None:
    roles = ("units", "hosts", "people", "context")
    a = thing(type_, left, "a", "x", **dict(zip(roles, some[:4], strict=True)))
    b = thing(type_, right, "b", "x", **dict(zip(roles, some[4:], strict=True)))
    one, other = features(a, b, knowledge), features(b, a, knowledge)
    assert {f.name: round(f.score, 9) for f in one} == {f.name: round(f.score, 9) for f in other}
    assert all(0 < feature.score <= 1 for feature in one)
    assert len({feature.name for feature in one}) == len(one)
