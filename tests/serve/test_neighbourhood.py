from __future__ import annotations

from dataclasses import replace

import pytest

from kg.serve.neighbourhood import WIDTH, answer_picture, picture
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.entity import entity_page
from kg.views.language import Language
from kg.views.things import Thing

BASE = Settings().base_iri
INDONESIAN = Language.of("id")


@pytest.mark.parametrize(
    "name",
    ["person/bluri-wijaksono", "unit/bapas-purwokerto", "place/jawa-tengah", "post/kepala-bapas-purwokerto"],
)
def test_neighbours_stand_apart_and_inside_the_picture(demo_store: EmbeddedStore, name: str) -> None:
    drawn = picture(entity_page(demo_store, BASE + name), INDONESIAN)
    places = [(neighbour.x, neighbour.y) for neighbour in drawn.neighbours]
    assert len(set(places)) == len(places)
    assert all(0 < x < WIDTH and 0 < y < drawn.height for x, y in places)
    assert len({neighbour.thing.iri for neighbour in drawn.neighbours}) == len(drawn.neighbours) <= 12


def test_every_relation_is_seen_before_one_fills_the_picture(demo_store: EmbeddedStore) -> None:
    page = entity_page(demo_store, f"{BASE}unit/bapas-purwokerto")
    drawn = picture(page, INDONESIAN, 8)
    assert len(drawn.neighbours) == 8 < drawn.total
    assert len({neighbour.relation for neighbour in drawn.neighbours}) >= 6


def test_a_post_held_is_named_by_its_title(demo_store: EmbeddedStore) -> None:
    drawn = picture(entity_page(demo_store, f"{BASE}person/bluri-wijaksono"), INDONESIAN)
    assert ("Kepala", "Bapas Kelas II Purwokerto") in {(n.relation, n.name) for n in drawn.neighbours}


def test_a_thing_without_facts_has_an_empty_picture(demo_store: EmbeddedStore) -> None:
    drawn = picture(entity_page(demo_store, f"{BASE}kind/event/visit"), INDONESIAN)
    assert drawn.neighbours == ()
    assert drawn.height > 0


def test_what_is_only_planned_is_no_link(demo_store: EmbeddedStore) -> None:
    page = entity_page(demo_store, f"{BASE}person/bluri-wijaksono")
    group, fact = page.groups[0], page.groups[0].facts[0]
    planned = replace(fact, evidence=tuple(replace(e, certainty="planned") for e in fact.evidence))
    drawn = picture(replace(page, groups=(replace(group, facts=(planned,), total=1),)), INDONESIAN)
    assert drawn.neighbours == ()


def test_what_is_asked_about_stands_amid_the_answer_and_is_linked_to_all_of_it() -> None:
    asked = [Thing("urn:a", "A", "Person"), Thing("urn:b", "B", "Unit")]
    drawn = answer_picture(asked, [(Thing(f"urn:{n}", str(n), "Event"), "2025") for n in range(5)])
    assert [centre.name for centre in drawn.centres] == ["A", "B"]
    assert [neighbour.relation for neighbour in drawn.neighbours] == ["2025"] * 5
    assert all(neighbour.path.count("M") == 2 for neighbour in drawn.neighbours)
    heights = [centre.y for centre in drawn.centres] + [neighbour.y for neighbour in drawn.neighbours]
    assert all(0 < height < drawn.height for height in heights)
