from __future__ import annotations

from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.kinds import Kinds, kind_page

VISIT = f"{Settings().base_iri}kind/event/visit"


def test_kinds_have_names_in_both_languages(demo_store: EmbeddedStore) -> None:
    kinds = Kinds.of(demo_store)
    assert (kinds.label(VISIT, "id"), kinds.label(VISIT, "en")) == ("Kunjungan", "Visit")
    assert kinds.label("https://example.org/kind/odd", "id") == "odd"


def test_everything_of_a_kind_is_listed_in_parts(demo_store: EmbeddedStore) -> None:
    whole, part = kind_page(demo_store, VISIT, 1000), kind_page(demo_store, VISIT, 5, 5)
    assert whole.total == len(whole.members) == part.total > 10
    assert part.members == whole.members[5:10]


def test_a_kind_of_nothing_is_empty(demo_store: EmbeddedStore) -> None:
    assert kind_page(demo_store, f"{VISIT}-none").total == 0
