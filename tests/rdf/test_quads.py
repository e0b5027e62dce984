from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from kg.identity.canonical import canonical_iris, records
from kg.model import Article, Entity, Evidence, Extraction, Quotation, Span, Statement
from kg.rdf.files import nquads, read
from kg.rdf.iris import Canonical
from kg.rdf.quads import article_quads, is_day, text_literal
from kg.rdf.terms import ALT_LABEL
from kg.settings import Settings

GOLDEN = Path(__file__).parent / "golden" / "kunjungan.nq"
BASE = "https://w3id.org/simpul/id/"
PREFIXES = """PREFIX kg: <https://w3id.org/simpul/ns#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX schema: <https://schema.org/>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#>
"""
Ask = Callable[[str], list[tuple[str, ...]]]


@pytest.fixture
def ask(small_quads: list[Quad]) -> Ask:
    store = Store()
    store.extend(small_quads)

    def rows(text: str) -> list[tuple[str, ...]]:
        solutions = store.query(PREFIXES + text, use_default_graph_as_union=True)
        return sorted({tuple(value.value.removeprefix(BASE) for value in row) for row in solutions})  # type: ignore

    return rows


def test_a_small_article_is_written_as_its_golden_file(small_quads: list[Quad]) -> None:
    """Byte for byte. ``SIMPUL_WRITE_GOLDEN=1 pytest tests/rdf`` writes the file anew: look at its difference."""
    if os.environ.get("SIMPUL_WRITE_GOLDEN"):
        GOLDEN.write_bytes(nquads(small_quads))
    assert nquads(small_quads) == GOLDEN.read_bytes()


def test_a_person_holds_a_post_in_a_unit(ask: Ask) -> None:
    posts = ask("SELECT ?who ?post ?in { ?who kg:holds ?post . ?post org:postIn ?in }")
    assert posts == [
        ("person/amalia", "post/plt-bupati-banjarnegara", "place/banjarnegara"),
        ("person/bluri-wijaksono", "post/kepala-bapas-purwokerto", "unit/bapas-purwokerto"),
    ]
    assert ask("SELECT ?title ?label { ?post a kg:Post ; kg:title ?title ; rdfs:label ?label }") == [
        ("Kepala", "Kepala Bapas Kelas II Purwokerto"),
        ("Plt. Bupati", "Plt. Bupati Banjarnegara"),
    ]


def test_an_event_has_its_participants_date_and_kind(ask: Ask) -> None:
    assert ask("""SELECT ?event ?by ?host ?leader ?date ?kind {
      ?event kg:performedBy ?by ; kg:hostedBy ?host ; kg:ledBy ?leader ; kg:date ?date ; kg:kind ?kind }""") == [
        (
            "event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara",
            "unit/bapas-purwokerto",
            "unit/rutan-banjarnegara",
            "person/bluri-wijaksono",
            "2025-10-29",
            "kind/event/visit",
        )
    ]


def test_a_range_of_dates_has_a_start_and_an_end(ask: Ask) -> None:
    ends = ask("SELECT ?from (DATATYPE(?from) AS ?type) ?to { ?e schema:startDate ?from ; schema:endDate ?to }")
    assert ends == [("2025-10", "http://www.w3.org/2001/XMLSchema#gYearMonth", "2025-11-02")]


def test_a_negated_claim_is_kept_but_makes_no_edge(ask: Ask) -> None:
    assert ask('SELECT ?s ?o { ?c kg:certainty "negated" ; rdf:subject ?s ; rdf:object ?o }') == [
        ("event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara", "person/amalia")
    ]
    assert ask("SELECT ?e { ?e kg:attendedBy ?o }") == []


@pytest.mark.parametrize(
    ("certainty", "predicate", "other"),
    [
        ("planned", "subEventOf", "event/2025-10-2025-11-02-visit-pekan-kunjungan"),
        ("alleged", "supports", "program/lapas-bersih-karya"),
        ("negated", "attendedBy", "person/amalia"),
    ],
)
def test_what_is_not_asserted_is_a_claim_and_no_edge(ask: Ask, certainty: str, predicate: str, other: str) -> None:
    claims = f'?c rdf:predicate kg:{predicate} ; kg:certainty "{certainty}" ; rdf:object ?o'
    assert ask(f"SELECT ?o {{ {claims} }}") == [(other,)]
    assert ask(f"SELECT ?e {{ ?e kg:{predicate} ?o }}") == []


def test_what_is_asserted_is_a_claim_and_an_edge(ask: Ask) -> None:
    claims = ask('SELECT ?s ?p ?o { ?c kg:certainty "asserted" ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }')
    assert len(claims) == 8
    for subject, predicate, other in claims:
        assert ask(f"SELECT ?s {{ ?s <{predicate}> <{BASE}{other}> }}") == [(subject,)]


def test_a_claim_names_article_extractor_confidence_and_words(ask: Ask) -> None:
    rows = ask("""SELECT ?article ?extractor ?confidence ?field ?start ?end ?exact {
      ?c a kg:Claim ; rdf:predicate kg:performedBy ; prov:wasDerivedFrom ?article ; kg:extractor ?extractor ;
        kg:confidence ?confidence ; oa:hasTarget ?t .
      ?t kg:field ?field ; oa:hasSource ?article ; oa:hasSelector ?selector .
      ?selector oa:start ?start ; oa:end ?end ; oa:exact ?exact }""")
    says = ("article/kunjungan-01", "rules/0.1.0", "0.9")
    assert rows == [
        (*says, "text", "40", "89", "Bluri Wijaksono, berkunjung ke Rutan Banjarnegara"),
        (*says, "title", "0", "44", "Bapas Purwokerto Kunjungi Rutan Banjarnegara"),
    ]


def test_every_quote_is_what_stands_in_the_text_at_its_place(ask: Ask) -> None:
    wrong = """SELECT ?t { ?t kg:field ?f ; oa:hasSource ?a ; oa:hasSelector [ oa:start ?s ; oa:end ?e ; oa:exact ?x ] .
      ?a schema:articleBody ?body ; schema:headline ?title .
      FILTER(SUBSTR(IF(?f = "title", ?title, ?body), ?s + 1, ?e - ?s) != ?x) }"""
    assert ask(wrong) == []
    assert len(ask("SELECT ?t { ?t oa:hasSelector ?s }")) > 10


def test_mentions_refer_to_their_entities(ask: Ask) -> None:
    assert ("article/kunjungan-01#title=0,16",) in ask(f"SELECT ?t {{ ?t kg:refersTo <{BASE}unit/bapas-purwokerto> }}")


def test_a_quotation_has_speaker_text_and_attribution(ask: Ask) -> None:
    rows = ask("SELECT ?who ?text ?by { ?q a kg:Quotation ; kg:speaker ?who ; schema:text ?text ; kg:attribution ?by }")
    assert rows == [("person/bluri-wijaksono", "Kami bersinergi,", "article/kunjungan-01#char=207,217")]


def test_everything_has_one_label_and_its_other_names(ask: Ask) -> None:
    labels = ask("SELECT ?unit ?label { ?unit a kg:Unit ; rdfs:label ?label }")
    assert labels[0] == ("unit/bapas-purwokerto", "Bapas Kelas II Purwokerto")
    assert len(labels) == 2
    assert ask(f"SELECT ?name {{ <{BASE}unit/bapas-purwokerto> skos:altLabel ?name }}") == [("Bapas Purwokerto",)]


def test_the_name_that_the_article_gives_is_kept_beside_the_label(settings: Settings) -> None:
    program = Entity("g1", "Program", "Asta Cita", (Evidence("text", Span(0, 1), "x"),))
    names = {("a", "g1"): Canonical(f"{BASE}program/8", "Delapan Misi")}
    quads = article_quads(Article("a", "x"), Extraction("a", "e", (program,)), names, settings)
    assert [quad.object for quad in quads if quad.predicate == ALT_LABEL] == [text_literal("Asta Cita")]


def test_the_article_has_what_its_source_says(ask: Ask) -> None:
    assert ask("""SELECT ?headline ?author ?publisher ?day ?url { ?article schema:headline ?headline ;
      schema:author ?author ; schema:publisher ?publisher ; schema:datePublished ?day ; schema:url ?url }""") == [
        (
            "Bapas Purwokerto Kunjungi Rutan Banjarnegara",
            "Humas",
            "Simpul Pos",
            "2025-10-31",
            "https://contoh.example/kunjungan?a=1&b=<2>",
        )
    ]


def test_an_article_that_says_little_about_itself_has_no_empty_values(settings: Settings) -> None:
    quads = article_quads(Article("x", "Isi.", published="kemarin"), Extraction("x", "e"), {}, settings)
    predicates = {quad.predicate.value.rpartition("/")[2].rpartition("#")[2] for quad in quads}
    assert predicates == {"type", "label", "identifier", "articleBody"}


def test_all_quads_stand_in_the_articles_graph(small: tuple[Article, Extraction], small_quads: list[Quad]) -> None:
    graphs = {quad.graph_name for quad in small_quads}
    assert graphs == {NamedNode(f"{BASE}article/kunjungan-01"), NamedNode(f"{BASE}graph/identity")}


def test_an_entity_that_identity_does_not_know_is_an_error(
    small: tuple[Article, Extraction], settings: Settings
) -> None:
    with pytest.raises(KeyError):
        article_quads(*small, {}, settings)


@pytest.mark.parametrize(
    ("text", "day"), [("2025-10-31", True), ("20251031", False), ("2025-02-30", False), ("", False)]
)
def test_only_real_days_are_days(text: str, day: bool) -> None:
    assert is_day(text) is day


def test_a_lone_surrogate_is_replaced_by_one_character() -> None:
    assert text_literal("a\ud800b").value == "a\ufffdb"


TEXTS = st.text(st.characters(), min_size=1, max_size=30)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_hostile_words_round_trip_through_bytes(title: str, text: str, name: str, post: str) -> None:
    settings = Settings()
    evidence = Evidence("text", Span(0, len(text)), text)
    extraction = Extraction(
        title,
        name,
        (Entity("p1", "Person", name, (evidence,)), Entity("u1", "Unit", post, (evidence,), kind=text)),
        (Statement("p1", "holdsPost", "u1", (evidence,), 0.5, post),),
        (Quotation("p1", evidence, 0.5),),
    )
    names = {
        (title, key): Canonical(f"{settings.base_iri}x/{i}", name) for i, key in enumerate(("p1", "u1", f"u1/{post}"))
    }
    article = Article(title, text, title, name, post, text, name)
    quads = article_quads(article, extraction, names, settings)
    data = nquads(quads)
    assert set(read(data, "nquads")) == set(quads)
    assert nquads(article_quads(article, extraction, names, settings)) == data


def test_a_store_keeps_every_literal_as_it_is_written(small_quads: list[Quad]) -> None:
    store = Store()
    store.extend(small_quads)
    assert set(store) == set(small_quads)


def test_confidence_is_part_of_the_quads_but_not_of_the_claims_iri(
    small: tuple[Article, Extraction], written: Callable[[Article, Extraction], list[Quad]]
) -> None:
    article, extraction = small
    surer = tuple(replace(statement, confidence=0.31) for statement in extraction.statements)
    claims = {q.subject for q in written(article, extraction) if q.predicate.value.endswith("certainty")}
    assert {
        q.subject
        for q in written(article, replace(extraction, statements=surer))
        if q.predicate.value.endswith("certainty")
    } == claims


def test_namesakes_of_one_article_have_claims_of_their_own(settings: Settings) -> None:
    evidence = (Evidence("text", Span(0, 1), "x"),)
    events = tuple(Entity(id_, "Event", "Panen", evidence, "harvest", "2025-10-29") for id_ in ("e1", "e2"))
    unit = Entity("u1", "Unit", "Lapas A", evidence)
    statements = tuple(Statement(event.id, "heldAt", "u1", evidence, 0.9) for event in events)
    extraction = Extraction("a", "e", (*events, unit), statements)
    names = canonical_iris(records(extraction), {}, settings)
    quads = article_quads(Article("a", "x"), extraction, names, settings)
    subjects = [quad.object for quad in quads if quad.predicate.value.endswith("ns#subject")]
    assert len(set(subjects)) == 2
    assert len({quad.subject for quad in quads if quad.predicate.value.endswith("ns#subject")}) == 2
