from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.terms import SCHEMA, XSD, ontology
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.geography import Geography

BASE = Settings().base_iri
KG = ontology(Settings().ontology_iri)


def within(inner: str, outer: str) -> Quad:
    return Quad(NamedNode(BASE + inner), KG["locatedIn"], NamedNode(BASE + outer))


def degrees(place: str, latitude: str, longitude: str) -> list[Quad]:
    node = NamedNode(BASE + place)
    return [
        Quad(node, SCHEMA["latitude"], Literal(latitude, datatype=XSD["decimal"])),
        Quad(node, SCHEMA["longitude"], Literal(longitude, datatype=XSD["decimal"])),
    ]


def test_a_thing_lies_where_the_nearest_area_with_a_point_does() -> None:
    chain = [within("place/aula", "unit/rutan"), within("unit/rutan", "place/kota"), within("place/kota", "place/jawa")]
    points = [*degrees("place/kota", "-7.4", "109.7"), *degrees("place/jawa", "-7.0", "110.0")]
    geography = Geography.of(EmbeddedStore.of([*chain, *points]))
    assert geography.within(f"{BASE}place/aula") == tuple(
        BASE + name for name in ("place/aula", "unit/rutan", "place/kota", "place/jawa")
    )
    point = geography.point(f"{BASE}place/aula")
    assert point is not None
    assert (point.area, point.latitude, point.longitude) == (f"{BASE}place/kota", -7.4, 109.7)


def test_a_circle_ends_and_nowhere_has_no_point() -> None:
    geography = Geography.of(EmbeddedStore.of([within("place/a", "place/b"), within("place/b", "place/a")]))
    assert len(geography.within(f"{BASE}place/a")) == 2
    assert geography.point(f"{BASE}place/a") is None


def test_regencies_and_provinces_of_the_demo_lie_in_indonesia(demo_store: EmbeddedStore) -> None:
    geography = Geography.of(demo_store)
    regency, province = geography.point(f"{BASE}place/banjarnegara"), geography.point(f"{BASE}place/jawa-tengah")
    assert regency is not None
    assert province is not None
    assert abs(regency.latitude - -7.35) < 0.3
    assert abs(regency.longitude - 109.68) < 0.3
    assert abs(province.latitude - -7.2) < 0.5
