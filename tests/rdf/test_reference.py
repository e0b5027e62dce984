from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.rdf.files import nquads
from kg.rdf.reference import authority, ontology_quads, reference_quads
from kg.rdf.terms import ALT_LABEL, LABEL, OWL, SKOS, TYPE, ontology
from kg.settings import Settings
from kg.vocabulary import Vocabulary, data_folder, load_vocabulary

SETTINGS = Settings()
BASE = SETTINGS.base_iri
KG = ontology(SETTINGS.ontology_iri)


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return reference_quads(load_vocabulary(), SETTINGS)


def values(quads: list[Quad], subject: str, predicate: NamedNode) -> set[str]:
    node = NamedNode(BASE + subject)
    return {q.object.value for q in quads if q.subject == node and q.predicate == predicate}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("key", "iri", "label"),
    [
        (("Unit", "bapas-kelas-ii-purwokerto"), "unit/bapas-purwokerto", "Bapas Kelas II Purwokerto"),
        (("Unit", "lapas-kelas-i-tangerang"), "unit/lapas-kelas-i-tangerang", "Lapas Kelas I Tangerang"),
        (("Unit", "lapas-kelas-iia-tangerang"), "unit/lapas-kelas-iia-tangerang", "Lapas Kelas IIA Tangerang"),
        (("Place", "33.04"), "place/banjarnegara", "Banjarnegara"),
        (("Place", "33.04.06"), "place/kecamatan-banjarnegara", "Banjarnegara"),
        (("Place", "32.71"), "place/kota-bogor", "Bogor"),
        (("Place", "32.01"), "place/kabupaten-bogor", "Bogor"),
        (("Place", "malaysia"), "place/malaysia", "Malaysia"),
    ],
)
def test_rows_have_readable_iris_qualified_only_in_a_clash(key: tuple[str, str], iri: str, label: str) -> None:
    row = authority(load_vocabulary(), SETTINGS)[key]  # type: ignore[index]
    assert (row.iri, row.label) == (BASE + iri, label)


def test_no_two_rows_share_an_iri_but_the_names_of_one_region() -> None:
    vocabulary = load_vocabulary()
    rows = authority(vocabulary, SETTINGS)
    same = {place.id: place.region for place in vocabulary.places if rows["Place", place.id] is not None}
    shared = [iri for iri, count in Counter(row.iri for row in rows.values()).items() if count > 1]
    for iri in shared:
        keys = {key for (_, key), row in rows.items() if row.iri == iri}
        assert len({same.get(key, key) for key in keys}) == 1


def test_a_unit_has_its_class_place_office_and_names(quads: list[Quad]) -> None:
    unit = "unit/rutan-banjarnegara"
    assert values(quads, unit, LABEL) == {"Rutan Kelas IIB Banjarnegara"}
    assert values(quads, unit, KG["unitClass"]) == {"IIB"}
    assert values(quads, unit, KG["locatedIn"]) == {f"{BASE}place/banjarnegara"}
    assert values(quads, unit, KG["partOf"]) == {f"{BASE}unit/kanwil-ditjenpas-jawa-tengah"}
    assert "Rutan Banjarnegara" in values(quads, unit, ALT_LABEL)


def test_a_region_has_its_code_and_lies_in_the_next_larger_one(quads: list[Quad]) -> None:
    assert values(quads, "place/banjarnegara", KG["code"]) == {"33.04"}
    assert values(quads, "place/banjarnegara", KG["locatedIn"]) == {f"{BASE}place/jawa-tengah"}


def test_districts_are_there_only_where_they_are_asked_for(quads: list[Quad]) -> None:
    assert values(quads, "place/kecamatan-banjarnegara", TYPE) == set()
    more = reference_quads(load_vocabulary(), SETTINGS, {"33.04.06"})
    assert values(more, "place/kecamatan-banjarnegara", KG["locatedIn"]) == {f"{BASE}place/banjarnegara"}
    assert len(more) - len(quads) < 10


def test_an_item_is_part_of_its_programme_and_both_are_concepts(quads: list[Quad]) -> None:
    item, whole = "program/akselerasi-imipas-02", f"{BASE}program/akselerasi-imipas"
    assert values(quads, item, KG["partOf"]) == {whole}
    assert values(quads, item, SKOS["broader"]) == {whole}
    assert {KG["Program"].value, SKOS["Concept"].value} <= values(quads, item, TYPE)


def test_everything_of_ours_has_exactly_one_plain_label(quads: list[Quad]) -> None:
    ours = {q.subject for q in quads if q.predicate == TYPE and q.object in {KG["Unit"], KG["Place"], KG["Program"]}}
    labels = Counter(
        q.subject for q in quads if q.predicate == LABEL and isinstance(q.object, Literal) and not q.object.language
    )
    assert {labels[node] for node in ours} == {1}
    assert len(ours) > 1300


def test_every_kind_used_is_a_concept_with_labels_in_both_languages(quads: list[Quad]) -> None:
    used = {q.object for q in quads if q.predicate == KG["kind"]}
    labelled = {
        (q.subject, q.object.language)
        for q in quads
        if q.predicate == SKOS["prefLabel"] and isinstance(q.object, Literal)
    }
    assert {(kind, language) for kind in used for language in ("id", "en")} <= labelled


def test_the_ontology_comes_along_without_blank_nodes_or_shapes(quads: list[Quad]) -> None:
    assert values(quads, "../ns#holds".replace("../", ""), LABEL) == set()
    labels = {q.object for q in quads if q.subject == KG["holds"] and q.predicate == LABEL}
    assert labels == {Literal("memegang jabatan", language="id"), Literal("holds the post", language="en")}
    assert all(isinstance(q.subject, NamedNode) and not isinstance(q.object, BlankNode) for q in quads)
    assert not any("shacl" in q.predicate.value for q in quads)


def test_the_same_vocabulary_gives_the_same_bytes(quads: list[Quad]) -> None:
    assert nquads(reference_quads(load_vocabulary(), SETTINGS)) == nquads(reversed(quads))


def test_other_namespaces_reach_the_ontology_too() -> None:
    settings = Settings(ontology_iri="https://a.example/ns#", base_iri="https://a.example/id/")
    assert not any(
        "w3id.org/simpul/ns#" in str(quad) or "w3id.org/simpul/id/" in str(quad) for quad in ontology_quads(settings)
    )
    assert any(quad.subject == NamedNode("https://a.example/ns#Person") for quad in ontology_quads(settings))


def test_a_row_has_the_links_that_the_vocabulary_gives(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(data_folder("vocabulary"), tmp_path / "vocabulary"))
    with (copy / "links.tsv").open("a", encoding="utf-8") as stream:
        stream.write("regions.tsv\t33.04\tsameAs\thttps://example.org/region/33.04\n")
        stream.write("programs.tsv\tasta-cita\texactMatch\thttps://example.org/asta-cita\n")
    quads = reference_quads(Vocabulary(copy), SETTINGS)
    assert values(quads, "place/banjarnegara", OWL["sameAs"]) == {"https://example.org/region/33.04"}
    assert values(quads, "program/asta-cita", SKOS["exactMatch"]) == {"https://example.org/asta-cita"}
    assert values(quads, "place/banjarnegara", KG["code"]) == {"33.04"}
