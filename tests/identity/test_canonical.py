from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.canonical import EntityRecord, ThingType, canonical_iris, records
from kg.identity.clusters import Decisions
from kg.model import Article, Entity, EntityType, Evidence, Extraction, Span, Statement
from kg.rdf.iris import Canonical
from kg.settings import Settings

SETTINGS = Settings()
AUTHORITY: dict[tuple[EntityType, str], Canonical] = {
    ("Unit", "lapas-x"): Canonical(f"{SETTINGS.base_iri}unit/lapas-x", "Lapas Kelas IIA X"),
    ("Place", "33.04"): Canonical(f"{SETTINGS.base_iri}place/banjarnegara", "Banjarnegara"),
    ("Program", "asta-cita"): Canonical(f"{SETTINGS.base_iri}program/asta-cita", "Asta Cita"),
}


def iris(*entity_records: EntityRecord) -> list[str]:
    """The IRIs, without the base, in the order of the records."""
    names = canonical_iris(entity_records, AUTHORITY, SETTINGS)
    return [names[r.article_id, r.entity_id].iri.removeprefix(SETTINGS.base_iri) for r in entity_records]


def person(article: str, name: str, *units: str) -> EntityRecord:
    return EntityRecord(article, f"p-{name}", "Person", name, units=units)


def unit(article: str, name: str, kind: str = "") -> EntityRecord:
    return EntityRecord(article, f"u-{name}", "Unit", name, kind)


def test_the_same_name_and_type_is_the_same_thing() -> None:
    assert iris(unit("a", "Polres Lebak"), unit("b", "polres  Lebak")) == ["unit/polres-lebak"] * 2


def test_the_label_is_the_most_frequent_then_the_longest_name() -> None:
    names = canonical_iris(
        [unit("a", "POLRES LEBAK"), unit("b", "Polres Lebak"), unit("c", "Polres Lebak")], AUTHORITY, SETTINGS
    )
    assert {name.label for name in names.values()} == {"Polres Lebak"}


def test_a_reference_is_the_row_of_the_vocabulary_whatever_the_name() -> None:
    by_reference = replace(unit("a", "Lapas X"), reference="lapas-x")
    assert iris(by_reference, unit("b", "Lapas Kelas IIA X")) == ["unit/lapas-x"] * 2


def test_a_reference_that_the_vocabulary_lacks_counts_for_nothing() -> None:
    assert iris(replace(unit("a", "Polres Lebak"), reference="polres")) == ["unit/polres-lebak"]


def test_a_unit_that_only_looks_like_a_row_is_qualified() -> None:
    assert iris(unit("a", "Lapas Kelas III X", "Lapas")) == ["unit/lapas-kelas-iii-x"]


def test_the_class_stands_in_the_iri_only_in_a_clash() -> None:
    assert iris(unit("a", "Rutan Kelas IIB Y")) == ["unit/rutan-y"]
    assert iris(unit("a", "Rutan Kelas I Y"), unit("b", "Rutan Kelas IIB Y")) == [
        "unit/rutan-kelas-i-y",
        "unit/rutan-kelas-iib-y",
    ]


def test_a_place_named_like_a_row_is_another_where_no_reference_says_so() -> None:
    place = EntityRecord("a", "l1", "Place", "Banjarnegara", "village")
    assert iris(place, replace(place, article_id="b", kind="regency", reference="33.04")) == [
        "place/banjarnegara-village",
        "place/banjarnegara",
    ]


def test_places_of_different_kinds_are_two() -> None:
    place = EntityRecord("a", "l1", "Place", "Merdeka", "site")
    assert iris(place, replace(place, article_id="b", kind="district"), replace(place, article_id="c")) == [
        "place/merdeka-site",
        "place/merdeka-district",
        "place/merdeka-site",
    ]


def test_a_programme_named_like_a_row_is_that_row() -> None:
    assert iris(EntityRecord("a", "g1", "Program", "ASTA CITA")) == ["program/asta-cita"]


def test_a_person_without_a_contradicting_unit_is_one() -> None:
    units = [unit(article, "Lapas A", "Lapas") for article in "abc"]
    held = [person(article, "Suparman Hadi", "u-Lapas A") for article in "ab"]
    elsewhere = [person("d", "Suparman Hadi"), unit("d", "Lapas B", "Lapas")]
    found = iris(*held, person("c", "Suparman Hadi"), *elsewhere, *units)
    assert found[:4] == ["person/suparman-hadi-lapas-a"] * 3 + ["person/suparman-hadi-d"]


def test_persons_of_different_units_are_two_both_qualified() -> None:
    found = iris(
        person("a", "Suparman", "u-Lapas A"),
        unit("a", "Lapas A"),
        person("b", "Suparman", "u-Lapas B"),
        unit("b", "Lapas B"),
        person("c", "Suparman"),
    )
    assert found == [
        "person/suparman-lapas-a",
        "unit/lapas-a",
        "person/suparman-lapas-b",
        "unit/lapas-b",
        "person/suparman-c",
    ]


def test_a_person_with_two_units_joins_the_persons_of_each() -> None:
    units = [unit(article, name) for article, name in [("a", "A"), ("b", "B"), ("c", "A"), ("c", "B")]]
    found = iris(
        person("a", "Suparman", "u-A"), person("b", "Suparman", "u-B"), person("c", "Suparman", "u-A", "u-B"), *units
    )
    assert found[:3] == ["person/suparman"] * 3


def test_a_unit_found_twice_in_one_article_is_one() -> None:
    assert (
        iris(unit("a", "Polres Lebak"), replace(unit("a", "Polres Lebak"), entity_id="u2")) == ["unit/polres-lebak"] * 2
    )


def test_two_persons_of_one_article_are_two() -> None:
    first = EntityRecord("a", "p1", "Person", "Suparman")
    assert len(set(iris(first, replace(first, entity_id="p2"), replace(first, article_id="b")))) == 3


def test_events_are_one_by_name_kind_date_and_who_holds_them() -> None:
    event = EntityRecord("a", "e1", "Event", "Panen raya", "harvest", "2025-10-29", units=("u-Lapas A",))
    same, later = replace(event, article_id="b"), replace(event, article_id="c", date="2025-11-30")
    units = [unit(article, "Lapas A", "Lapas") for article in "abc"]
    assert iris(event, same, later, *units)[:3] == [
        "event/2025-10-29-harvest-lapas-a",
        "event/2025-10-29-harvest-lapas-a",
        "event/2025-11-30-harvest-lapas-a",
    ]


def test_an_event_told_with_two_dates_is_one_under_the_usual_date() -> None:
    event = EntityRecord("a", "e1", "Event", "Panen raya", "harvest", "2025-10-29", units=("u-Lapas A",))
    told = [event, replace(event, article_id="b"), replace(event, article_id="c", date="2025-10-30")]
    found = iris(*told, *(unit(article, "Lapas A", "Lapas") for article in "abc"))
    assert found[:3] == ["event/2025-10-29-harvest-lapas-a"] * 3


@pytest.mark.parametrize("where", ["units", "hosts", "places"])
def test_ceremonies_of_one_name_and_day_are_as_many_as_offices_that_hold_them(where: str) -> None:
    event = EntityRecord(
        "a", "e1", "Event", "Peringatan HUT ke-80 RI", "ceremony", "2025-08-17", published="2025-08-18"
    )
    held = [replace(event, article_id=a, **{where: (f"u-Lapas {a}",)}) for a in "abcd"]  # type: ignore[arg-type]
    offices = [unit(article, f"Lapas {article}", "Lapas") for article in "abcd"]
    assert len(set(iris(*held, *offices)[:4])) == 4


def test_events_without_a_date_or_participant_are_never_shared() -> None:
    event = EntityRecord("a", "e1", "Event", "Rapat koordinasi", "meeting")
    assert iris(event, replace(event, article_id="b")) == [
        "event/meeting-rapat-koordinasi-a",
        "event/meeting-rapat-koordinasi-b",
    ]


def test_an_event_is_named_by_who_performs_and_who_hosts_it() -> None:
    units = [unit("a", "Bapas Purwokerto"), unit("a", "Rutan Banjarnegara")]
    event = EntityRecord(
        "a", "e1", "Event", "Kunjungan", "visit", "2025-10-29", "", ("u-Bapas Purwokerto",), ("u-Rutan Banjarnegara",)
    )
    other = replace(event, entity_id="e2", name="Kunjungan lain")
    assert iris(event, *units)[0] == "event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara"
    assert iris(event, other, *units)[:2] == [
        "event/2025-10-29-visit-kunjungan",
        "event/2025-10-29-visit-kunjungan-lain",
    ]


def test_a_post_is_one_whatever_its_capitals_and_another_in_another_unit() -> None:
    entities = [unit("a", "Lapas A"), unit("b", "Lapas A"), unit("c", "Lapas B")]
    posts = [
        EntityRecord("a", "u-Lapas A/Kepala", "Post", "Kepala", units=("u-Lapas A",)),
        EntityRecord("b", "u-Lapas A/kepala", "Post", "kepala", units=("u-Lapas A",)),
        EntityRecord("c", "u-Lapas B/Kepala", "Post", "Kepala", units=("u-Lapas B",)),
    ]
    names = canonical_iris([*entities, *posts], AUTHORITY, SETTINGS)
    assert [names[p.article_id, p.entity_id].iri.rpartition("/")[2] for p in posts] == [
        "kepala-lapas-a",
        "kepala-lapas-a",
        "kepala-lapas-b",
    ]
    assert {names[p.article_id, p.entity_id].label for p in posts[:2]} == {"Kepala"}


def test_posts_that_read_alike_are_told_apart() -> None:
    entities = [unit("a", "B C"), unit("a", "C"), EntityRecord("a", "l1", "Place", "B C")]
    posts = [
        EntityRecord("a", "1", "Post", "Kepala", units=("u-B C",)),
        EntityRecord("a", "2", "Post", "Kepala B", units=("u-C",)),
        EntityRecord("a", "3", "Post", "Kepala", units=("l1",)),
    ]
    assert len(set(iris(*posts, *entities)[:3])) == 3


def test_records_tell_where_posts_are_held_and_who_performs_and_hosts() -> None:
    evidence = (Evidence("text", Span(0, 1), "x"),)
    extraction = Extraction(
        "a",
        "e",
        (
            Entity("p1", "Person", "Suparman", evidence),
            Entity("u1", "Unit", "Lapas A", evidence, "Lapas", reference="lapas-a"),
            Entity("u2", "Unit", "Lapas B", evidence),
            Entity("e1", "Event", "Kunjungan", evidence, "visit", "2025-10-29"),
        ),
        (
            Statement("p1", "holdsPost", "u1", evidence, 0.9, "Kepala"),
            Statement("p1", "holdsPost", "u2", evidence, 0.9, "Kepala", "negated"),
            Statement("e1", "performedBy", "u1", evidence, 0.9),
            Statement("e1", "hostedBy", "u2", evidence, 0.9),
        ),
    )
    seen = {"forms": ("x",), "published": "2025-10-30"}
    assert records(extraction, "2025-10-30") == [
        EntityRecord("a", "p1", "Person", "Suparman", units=("u1",), posts=("Kepala",), **seen),  # type: ignore[arg-type]
        EntityRecord("a", "u1", "Unit", "Lapas A", "Lapas", "", "lapas-a", **seen),  # type: ignore[arg-type]
        EntityRecord("a", "u2", "Unit", "Lapas B", **seen),  # type: ignore[arg-type]
        EntityRecord("a", "e1", "Event", "Kunjungan", "visit", "2025-10-29", "", ("u1",), ("u2",), **seen),  # type: ignore[arg-type]
        EntityRecord("a", "u1/Kepala", "Post", "Kepala", units=("u1",)),
        EntityRecord("a", "u2/Kepala", "Post", "Kepala", units=("u2",)),
    ]


NAMES = st.sampled_from(["Suparman", "suparman", "Lapas Kelas IIA X", "Lapas X", "Asta Cita", "سجن", " ", "X", "x-x"])
TYPES: list[ThingType] = ["Person", "Unit", "Place", "Program", "Event"]


@st.composite
def many_records(draw: st.DrawFn) -> list[EntityRecord]:
    """Records of a few articles, full of clashes; the first entity of each article is a unit that others point at."""
    made = []
    for article in "abc":
        made.append(EntityRecord(article, "u0", "Unit", draw(NAMES), draw(st.sampled_from(["", "Lapas"]))))
        for number in range(draw(st.integers(0, 5))):
            units = draw(st.sampled_from([(), ("u0",)]))
            made.append(
                EntityRecord(
                    article,
                    f"x{number}",
                    draw(st.sampled_from(TYPES)),
                    draw(NAMES),
                    draw(st.sampled_from(["", "visit", "city"])),
                    draw(st.sampled_from(["", "2025-10-29"])),
                    draw(st.sampled_from(["", "lapas-x", "33.04", "asta-cita"])),
                    units,
                    draw(st.sampled_from([(), ("u0",)])),
                )
            )
        made.append(EntityRecord(article, "u0/Kepala", "Post", draw(NAMES), units=("u0",)))
    return made


@given(many_records(), st.integers(), st.data())
def test_the_order_of_the_records_does_not_matter(made: list[EntityRecord], seed: int, data: st.DataObject) -> None:
    pairs = st.lists(st.tuples(*2 * [st.sampled_from([record.key for record in made])]), max_size=3)
    decisions = Decisions(data.draw(pairs, "same"), data.draw(pairs, "different"))
    shuffled = list(made)
    random.Random(seed).shuffle(shuffled)
    assert list(canonical_iris(made, AUTHORITY, SETTINGS, decisions).items()) == list(
        canonical_iris(shuffled, AUTHORITY, SETTINGS, decisions).items()
    )


@given(many_records())
def test_an_iri_has_one_label_and_one_type_and_every_record_has_an_iri(made: list[EntityRecord]) -> None:
    names = canonical_iris(made, AUTHORITY, SETTINGS)
    assert set(names) == {(record.article_id, record.entity_id) for record in made}
    labels = {name.iri: name.label for name in names.values()}
    assert all(labels[name.iri] == name.label for name in names.values())
    for record in made:
        assert f"/id/{record.type.lower()}/" in names[record.article_id, record.entity_id].iri


@given(many_records())
def test_two_persons_or_events_of_one_article_never_share_an_iri(made: list[EntityRecord]) -> None:
    names = canonical_iris(made, AUTHORITY, SETTINGS)
    for article in "abc":
        some = [r for r in made if r.article_id == article and r.type in {"Person", "Event"}]
        assert len({names[r.article_id, r.entity_id].iri for r in some}) == len(some)


def test_gold_articles_keep_their_names_in_any_order(gold_train: list[tuple[Article, Extraction]]) -> None:
    made = [record for _, extraction in gold_train for record in records(extraction)]
    shuffled = list(made)
    random.Random(1).shuffle(shuffled)
    names = canonical_iris(made, AUTHORITY, SETTINGS)
    assert canonical_iris(shuffled, AUTHORITY, SETTINGS) == names
    assert len({name.iri for name in names.values()}) < len(names)
