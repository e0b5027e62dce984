from __future__ import annotations

from dataclasses import replace

from kg.identity.knowledge import Knowledge
from kg.identity.profiles import Names, Profile, Surroundings, make_profiles, own_regions, surroundings
from kg.identity.records import EntityRecord
from kg.rdf.iris import Canonical
from kg.rdf.reference import authority
from kg.settings import Settings

UNIT = EntityRecord("a", "u1", "Unit", "Rutan Kelas IIB Soe", "Rutan")
MINISTRY = EntityRecord("a", "u2", "Unit", "Kemenimipas", "Kementerian")
PERSON = EntityRecord("a", "p1", "Person", "Budi Santoso", units=("u1",), posts=("Kepala",), published="2025-10-29")
OTHER = EntityRecord("a", "p2", "Person", "Hadianto")
NAMES: Names = {
    ("a", "u1"): Canonical("id/unit/rutan-soe", "Rutan Soe"),
    ("a", "u2"): Canonical("id/unit/kemenimipas", "Kemenimipas"),
    ("b", "u1"): Canonical("id/unit/rutan-soe", "Rutan Soe"),
}


def around(knowledge: Knowledge, *records: EntityRecord) -> Surroundings:
    return surroundings(records, knowledge).named(records, NAMES)


def profiles(knowledge: Knowledge, *records: EntityRecord, apart: tuple[str, ...] = ()) -> list[Profile]:
    """The profiles of the records of the type of the first; all of them are what surrounds it."""
    rows = {
        ref: row
        for (type_, ref), row in authority(knowledge.vocabulary, Settings()).items()
        if type_ == records[0].type
    }
    some = [record for record in records if record.type == records[0].type]
    keys = [(article, records[0].entity_id) for article in apart]
    return make_profiles(some, NAMES, around(knowledge, *records), knowledge, rows, keys)


def test_what_surrounds_an_article_leaves_out_what_is_named_everywhere(knowledge: Knowledge) -> None:
    found = around(knowledge, UNIT, MINISTRY, PERSON, OTHER)
    assert found.context == {"a": {"id/unit/rutan-soe"}}
    assert found.people == {"a": {"budi santoso", "hadianto"}}
    assert surroundings([UNIT], knowledge).context == {}


def test_a_person_is_known_by_units_posts_and_who_stands_beside_them(knowledge: Knowledge) -> None:
    found = {profile.name: profile for profile in profiles(knowledge, PERSON, OTHER, UNIT, MINISTRY)}
    budi = found["Budi Santoso"]
    assert (budi.units, budi.posts, budi.people, budi.days) == (
        {"id/unit/rutan-soe"}, {"kepala"}, {"hadianto"}, {"2025-10-29"},
    )  # fmt: skip
    assert found["Hadianto"].units == set()


def test_the_region_of_a_unit_is_that_of_its_row_or_its_name(knowledge: Knowledge) -> None:
    assert own_regions(replace(UNIT, reference="rutan-kelas-iib-soe"), knowledge) == {"53.02"}
    assert own_regions(EntityRecord("a", "u", "Unit", "Polres Asahan"), knowledge) == {"12.09"}
    assert own_regions(EntityRecord("a", "l", "Place", "Kab. Asahan", "regency"), knowledge) == {"12.09"}
    assert own_regions(EntityRecord("a", "l", "Place", "Asahan", "village"), knowledge) == set()
    assert own_regions(EntityRecord("a", "l", "Place", "Meranti", "district", "", "12.09.08"), knowledge) == {"12.09"}


def test_records_that_nobody_would_hold_for_two_share_a_profile(knowledge: Knowledge) -> None:
    again = replace(PERSON, article_id="b")
    both = profiles(knowledge, PERSON, again, UNIT, replace(UNIT, article_id="b"))
    assert [(profile.articles, profile.names["Budi Santoso"]) for profile in both] == [({"a", "b"}, 2)]
    assert len(profiles(knowledge, PERSON, again, UNIT, replace(UNIT, article_id="b"), apart=("a", "b"))) == 2


def test_persons_of_one_name_in_one_article_do_not_share_a_profile(knowledge: Knowledge) -> None:
    assert len(profiles(knowledge, PERSON, replace(PERSON, entity_id="p9"), UNIT)) == 2


def test_a_unit_is_its_row_by_name_where_the_class_fits(knowledge: Knowledge) -> None:
    row = {"rutan-kelas-iib-soe"}
    assert profiles(knowledge, replace(UNIT, name="Rumah Tahanan Negara Soe"))[0].rows == row
    assert profiles(knowledge, replace(UNIT, name="Rutan Kelas I Soe"))[0].rows == set()


def test_of_two_programmes_of_one_article_only_the_nearer_is_the_row(knowledge: Knowledge) -> None:
    program = EntityRecord("a", "g1", "Program", "Asta Cita", reference="asta-cita")
    longer = replace(program, entity_id="g2", name="Asta Cita Kedua")
    found = {profile.name: profile.rows for profile in profiles(knowledge, program, longer)}
    assert found == {"Asta Cita": {"asta-cita"}, "Asta Cita Kedua": set()}


def test_the_name_of_a_profile_is_the_usual_one_then_the_longest(knowledge: Knowledge) -> None:
    names = ["Rutan Soe", "Rutan Kelas IIB Soe", "Rutan Soe"]
    (first, *others) = [
        profiles(knowledge, replace(UNIT, article_id=article, name=name))[0]
        for article, name in zip("abc", names, strict=True)
    ]
    first.absorb(others[0])
    assert first.name == "Rutan Kelas IIB Soe"
    first.absorb(others[1])
    assert (first.name, first.key) == ("Rutan Soe", min(profile.key for profile in (first, *others)))
    assert first.articles == {"a", "b", "c"}
