from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Article, Extraction
from kg.rdf.reference import reference_quads
from kg.rdf.shacl import shape_names, validate
from kg.rdf.terms import ALT_LABEL, LABEL, OA, ORG, PROV, RDF, SCHEMA, TYPE, XSD, ontology
from kg.settings import Settings
from kg.vocabulary import load_vocabulary

SETTINGS = Settings()
KG = ontology(SETTINGS.ontology_iri)
GRAPH = NamedNode(f"{SETTINGS.base_iri}article/kunjungan-01")


def node(path: str) -> NamedNode:
    return NamedNode(SETTINGS.base_iri + path)


PERSON, UNIT, PLACE = node("person/bluri-wijaksono"), node("unit/bapas-purwokerto"), node("place/banjarnegara")
PROGRAM, POST = node("program/lapas-bersih-karya"), node("post/kepala-bapas-purwokerto")
EVENT = node("event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara")
SPAN = node("event/2025-10-2025-11-02-visit-pekan-kunjungan")
TENURE = node("tenure/bluri-wijaksono/kepala-bapas-purwokerto")
TARGET = NamedNode(f"{GRAPH.value}#char=0,12")
SELECTOR = NamedNode(f"{TARGET.value}/selector")
RIGHT = {"Event": SPAN, "Agent": PERSON, "Venue": PLACE, "Program": PROGRAM, "Unit": UNIT, "Place": PLACE}
RIGHT |= {"Person": PERSON, "Post": POST}

Break = Callable[[list[Quad]], list[Quad]]


def add(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Break:
    return lambda quads: [*quads, Quad(subject, predicate, value, GRAPH)]


def drop(subject: NamedNode | None, predicate: NamedNode) -> Break:
    """Take one quad away, the first of its predicate where no subject is given."""

    def broken(quads: list[Quad]) -> list[Quad]:
        gone = next(q for q in quads if q.predicate == predicate and subject in {None, q.subject})
        return [q for q in quads if q != gone]

    return broken


def swap(subject: NamedNode | None, predicate: NamedNode, value: Literal | None = None) -> Break:
    """Another value for the quad that ``drop`` takes away; by default the same text, said to be Indonesian."""

    def broken(quads: list[Quad]) -> list[Quad]:
        old = next(q for q in quads if q.predicate == predicate and subject in {None, q.subject})
        assert isinstance(old.object, Literal)
        new = value or Literal(old.object.value, language="id")
        return [Quad(q.subject, q.predicate, new, q.graph_name) if q == old else q for q in quads]

    return broken


def swap_node(predicate: NamedNode, value: NamedNode, of: NamedNode | None = None) -> Break:
    """Another node for the first quad of the predicate, of a subject of the class where one is given."""

    def broken(quads: list[Quad]) -> list[Quad]:
        those = {q.subject for q in quads if q.object == of}
        old = next(q for q in quads if q.predicate == predicate and (of is None or q.subject in those))
        return [Quad(q.subject, q.predicate, value, q.graph_name) if q == old else q for q in quads]

    return broken


def typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=XSD[datatype])


BREAKS: dict[str, Break] = {
    "label": drop(PERSON, LABEL),
    "altLabel": add(PERSON, ALT_LABEL, Literal("")),
    "Kinded": add(GRAPH, KG["kind"], node("kind/event/visit")),
    "kind": add(UNIT, KG["kind"], Literal("Bapas")),
    "date": add(EVENT, KG["date"], Literal("besok")),
    "startDate": add(SPAN, SCHEMA["startDate"], Literal("2025-09")),
    "endDate": add(SPAN, SCHEMA["endDate"], Literal("lusa")),
    "dateOrder": swap(SPAN, SCHEMA["endDate"], typed("2025-09-30", "date")),
    "title": drop(POST, KG["title"]),
    "postIn": add(POST, ORG["postIn"], PLACE),
    "member": drop(TENURE, ORG["member"]),
    "post": drop(TENURE, KG["post"]),
    "organization": drop(TENURE, ORG["organization"]),
    "acting": swap(TENURE, KG["acting"], Literal("tidak")),
    "firstObserved": swap(TENURE, KG["firstObserved"], typed("2026-01-01", "date")),
    "lastObserved": add(TENURE, KG["lastObserved"], typed("2026-01-01", "date")),
    "tenureStart": swap(TENURE, KG["start"], typed("2025", "gYear")),
    "tenureEnd": add(TENURE, KG["end"], typed("2025", "gYear")),
    "proposedEnd": add(TENURE, KG["proposedEnd"], Literal("kemarin")),
    "boundary": add(TENURE, KG["boundary"], POST),
    "side": swap(None, KG["side"], Literal("tengah")),
    "status": drop(None, KG["status"]),
    "boundaryDay": drop(None, KG["day"]),
    "dated": swap(None, KG["dated"], Literal("ya")),
    "basis": swap_node(KG["basis"], POST),
    "boundarySource": swap_node(PROV["wasDerivedFrom"], POST, of=KG["Boundary"]),
    "statedDate": swap(None, KG["statedDate"], Literal("kemarin")),
    "identifier": drop(GRAPH, KG["identifier"]),
    "articleBody": swap(GRAPH, SCHEMA["articleBody"]),
    "headline": swap(GRAPH, SCHEMA["headline"]),
    "author": swap(GRAPH, SCHEMA["author"], Literal("")),
    "publisher": add(GRAPH, SCHEMA["publisher"], Literal("Pos Lain")),
    "datePublished": swap(GRAPH, SCHEMA["datePublished"], Literal("kemarin")),
    "url": swap(GRAPH, SCHEMA["url"], Literal("https://contoh.example/")),
    "mentions": add(GRAPH, SCHEMA["mentions"], POST),
    "quote": swap(SELECTOR, OA["exact"], Literal("BANJARNEGARA")),
    "edge": drop(EVENT, KG["performedBy"]),
    "confidence": swap(None, KG["confidence"], typed("1.5", "decimal")),
    "extractor": drop(None, KG["extractor"]),
    "source": drop(None, PROV["wasDerivedFrom"]),
    "target": drop(None, OA["hasTarget"]),
    "subject": drop(None, RDF["subject"]),
    "predicate": drop(None, RDF["predicate"]),
    "object": drop(None, RDF["object"]),
    "certainty": swap(None, KG["certainty"], Literal("mungkin")),
    "speaker": drop(None, KG["speaker"]),
    "text": drop(None, SCHEMA["text"]),
    "hasSource": drop(TARGET, OA["hasSource"]),
    "field": swap(TARGET, KG["field"], Literal("byline")),
    "hasSelector": drop(TARGET, OA["hasSelector"]),
    "refersTo": add(TARGET, KG["refersTo"], POST),
    "start": swap(SELECTOR, OA["start"], typed("0", "int")),
    "end": swap(SELECTOR, OA["end"], typed("12", "int")),
    "exact": swap(SELECTOR, OA["exact"]),
    "latitude": add(PLACE, SCHEMA["latitude"], typed("91.0", "decimal")),
    "longitude": add(PLACE, SCHEMA["longitude"], Literal("109,6")),
}
RELATIONS = {
    "performedBy": ("Event", "Agent"),
    "hostedBy": ("Event", "Agent"),
    "ledBy": ("Event", "Agent"),
    "receivedBy": ("Event", "Agent"),
    "attendedBy": ("Event", "Agent"),
    "heldAt": ("Event", "Venue"),
    "subEventOf": ("Event", "Event"),
    "supports": ("Event", "Program"),
    "implements": ("Unit", "Program"),
    "partOf": ("Unit", "Unit"),
    "locatedIn": ("Venue", "Place"),
    "cooperatesWith": ("Unit", "Unit"),
    "succeeds": ("Person", "Person"),
    "holds": ("Person", "Post"),
    "takesUp": ("Person", "Post"),
    "leaves": ("Person", "Post"),
}
ENDS = {f"{relation}{side}" for relation in RELATIONS for side in ("Subject", "Object")}


def test_a_small_article_conforms(small_quads: list[Quad]) -> None:
    report = validate(small_quads)
    assert report.conforms
    assert report.render() == ""


@pytest.mark.parametrize("shape", sorted(BREAKS))
def test_one_thing_broken_is_reported_by_its_shape_alone(shape: str, small_quads: list[Quad]) -> None:
    report = validate(BREAKS[shape](small_quads))
    assert list(report.by_shape()) == [shape]
    assert all(result.message_id and result.message_en for result in report.results)


def test_each_side_of_each_relation_is_reported_by_its_own_shape(small_quads: list[Quad]) -> None:
    broken = small_quads
    for relation, (domain, range_) in RELATIONS.items():
        broken = add(TENURE, KG[relation], RIGHT[range_])(broken)
        broken = add(RIGHT[domain], KG[relation], TENURE)(broken)
    report = validate(broken)
    assert set(report.by_shape()) == ENDS
    assert {result.focus for result in report.results} == {TENURE.value}


def test_every_shape_is_tested() -> None:
    assert set(shape_names()) == set(BREAKS) | ENDS


def test_a_report_names_node_path_and_value(small_quads: list[Quad]) -> None:
    (result,) = validate(BREAKS["certainty"](small_quads)).results
    assert result.focus.startswith(f"{SETTINGS.base_iri}claim/")
    assert (result.path, result.value) == (KG["certainty"].value, "mungkin")


def test_a_quote_that_stands_elsewhere_is_named(small_quads: list[Quad]) -> None:
    (result,) = validate(BREAKS["quote"](small_quads)).results
    assert result.value == TARGET.value


def test_a_quote_from_a_part_that_the_article_lacks_is_named(small_quads: list[Quad]) -> None:
    report = validate(drop(GRAPH, SCHEMA["headline"])(small_quads))
    assert {result.value for result in report.by_shape()["quote"]} == {
        f"{GRAPH.value}#title=0,16",
        f"{GRAPH.value}#title=0,44",
    }


def test_the_report_is_told_shape_by_shape_in_both_languages(small_quads: list[Quad]) -> None:
    broken = [q for q in small_quads if q.predicate != LABEL and q.predicate != KG["title"]]
    english, indonesian = validate(broken).render(), validate(broken).render("id")
    assert english.startswith("label (13): There must be exactly one rdfs:label, not empty.\n  https://")
    assert "  … +8\ntitle (2): A post must have exactly one kg:title.\n" in english
    assert "title (2): Jabatan harus punya tepat satu kg:title.\n" in indonesian


def test_the_reference_graph_conforms() -> None:
    assert validate(reference_quads(load_vocabulary(), SETTINGS)).render() == ""


def test_gold_articles_conform(
    gold_train: list[tuple[Article, Extraction]], written: Callable[[Article, Extraction], list[Quad]]
) -> None:
    for article, extraction in gold_train[:8]:
        assert validate(written(article, extraction)).render() == ""


def test_other_namespaces_have_the_same_shapes() -> None:
    settings = Settings(ontology_iri="https://a.example/ns#")
    own = ontology(settings.ontology_iri)
    quad = Quad(PERSON, TYPE, own["Person"], GRAPH)
    assert list(validate([quad], settings).by_shape()) == ["label"]
    assert validate([quad]).conforms
