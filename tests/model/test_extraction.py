from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import (
    ENTITY_TYPES,
    PREDICATES,
    Article,
    Boundary,
    Entity,
    Evidence,
    Extraction,
    Quotation,
    Span,
    Statement,
)

ARTICLE = Article("a", "Karutan Dodik Harmono: “Mari,” ujar Dodik.", "Rapat")


def words(quote: str, start: int = 0) -> Evidence:
    place = ARTICLE.text.index(quote, start)
    return Evidence("text", Span(place, place + len(quote)), quote)


DODIK = Entity("p1", "Person", "Dodik Harmono", (words("Dodik Harmono"), words("Dodik", 30)))
RUTAN = Entity("u1", "Unit", "Rutan Banjarnegara", (words("Karutan"),), "Rutan", reference="rutan-banjarnegara")
HOLDS = Statement("p1", "holdsPost", "u1", (words("Karutan Dodik Harmono"),), 0.95, "Kepala")
SAYS = Quotation("p1", words("Mari,"), 0.9, words("ujar Dodik"))
EXTRACTION = Extraction("a", "rules/1", (DODIK, RUTAN), (HOLDS,), (SAYS,))

EVIDENCE = st.builds(
    lambda field, start, quote: Evidence(field, Span(start, start + len(quote)), quote),
    st.sampled_from(["title", "text"]),
    st.integers(0, 99),
    st.text(min_size=1, max_size=9),
)
EVIDENCES = st.lists(EVIDENCE, min_size=1, max_size=3).map(tuple)
SURE = st.integers(0, 100).map(lambda percent: percent / 100)
ENTITIES = st.lists(
    st.builds(Entity, st.text(), st.sampled_from(ENTITY_TYPES), st.text(), EVIDENCES, st.text(), st.text(), st.text())
).map(tuple)
CERTAINTIES = st.sampled_from(["asserted", "planned", "negated", "alleged"])
STATEMENTS = st.lists(
    st.builds(Statement, st.text(), st.sampled_from(PREDICATES), st.text(), EVIDENCES, SURE, st.text(), CERTAINTIES)
).map(tuple)
QUOTATIONS = st.lists(st.builds(Quotation, st.text(), EVIDENCE, SURE, st.none() | EVIDENCE)).map(tuple)


BOUNDARIES = st.lists(
    st.builds(Boundary, st.text(), st.text(), st.text(), st.sampled_from(["start", "end"]), EVIDENCES, SURE, st.text())
).map(tuple)


@given(st.builds(Extraction, st.text(), st.text(), ENTITIES, STATEMENTS, QUOTATIONS, BOUNDARIES))
def test_an_extraction_survives_the_way_through_json(extraction: Extraction) -> None:
    assert Extraction.from_json(json.loads(json.dumps(extraction.to_json()))) == extraction


def test_json_has_the_form_of_the_annotation_guidelines() -> None:
    data = EXTRACTION.to_json()
    assert data["entities"][0]["mentions"] == ["Dodik Harmono", "Dodik"]
    assert {key: data["facts"][0][key] for key in "spo"} == {"s": "p1", "p": "holdsPost", "o": "u1"}
    assert data["facts"][0]["post"] == "Kepala"
    assert (data["quotes"][0]["speaker"], data["quotes"][0]["text"]) == ("p1", "Mari,")


def test_json_of_another_shape_is_refused() -> None:
    with pytest.raises(KeyError):
        Extraction.from_json({"id": "a"})


def test_what_is_less_sure_is_left_out_and_entities_stay() -> None:
    unsure = replace(EXTRACTION, statements=(replace(HOLDS, confidence=0.3), replace(HOLDS, confidence=0.6)))
    assert [s.confidence for s in unsure.at_least(0.6).statements] == [0.6]
    assert (unsure.at_least(1).statements, unsure.at_least(1).quotations) == ((), ())
    assert unsure.at_least(1).entities == EXTRACTION.entities
    assert unsure.at_least(0) == unsure


def test_a_boundary_is_told_by_whose_term_it_is_and_when_and_needs_its_words() -> None:
    left = Boundary("p1", "u1", "Kepala", "end", (words("Karutan Dodik Harmono"),), 0.9, "2025-10")
    extraction = replace(EXTRACTION, boundaries=(left,))
    assert extraction.verified(ARTICLE)
    assert extraction.at_least(0.95).boundaries == ()
    assert not replace(extraction, boundaries=(replace(left, evidence=()),)).verified(ARTICLE)
    assert extraction.boundary_id(replace(left, confidence=0.5, evidence=())) == extraction.boundary_id(left)
    for other in (replace(left, side="start"), replace(left, day=""), replace(left, post="Plt. Kepala")):
        assert extraction.boundary_id(other) != extraction.boundary_id(left)


def test_the_id_of_a_statement_is_what_it_claims() -> None:
    same = replace(HOLDS, evidence=(words("Karutan"),), confidence=0.5)
    assert EXTRACTION.statement_id(same) == EXTRACTION.statement_id(HOLDS)
    for other in (replace(HOLDS, post="Plt. Kepala"), replace(HOLDS, certainty="negated")):
        assert EXTRACTION.statement_id(other) != EXTRACTION.statement_id(HOLDS)
    assert replace(EXTRACTION, article_id="b").statement_id(HOLDS) != EXTRACTION.statement_id(HOLDS)


def test_the_numbering_of_entities_is_no_part_of_an_id() -> None:
    renumbered = replace(EXTRACTION, entities=(replace(DODIK, id="p7"), RUTAN))
    assert renumbered.statement_id(replace(HOLDS, subject="p7")) == EXTRACTION.statement_id(HOLDS)


def test_namesakes_in_one_article_have_claims_of_their_own() -> None:
    namesake = replace(DODIK, id="p2")
    both = replace(EXTRACTION, entities=(DODIK, namesake, RUTAN))
    assert both.statement_id(HOLDS) != both.statement_id(replace(HOLDS, subject="p2"))


def test_the_id_of_a_quotation_is_speaker_place_and_words() -> None:
    assert EXTRACTION.quotation_id(replace(SAYS, confidence=0.1)) == EXTRACTION.quotation_id(SAYS)
    assert EXTRACTION.quotation_id(replace(SAYS, speaker="u1")) != EXTRACTION.quotation_id(SAYS)
    assert EXTRACTION.quotation_id(replace(SAYS, evidence=words("Dodik"))) != EXTRACTION.quotation_id(SAYS)


def test_an_extraction_is_verified_against_the_article() -> None:
    assert EXTRACTION.verified(ARTICLE)
    assert not EXTRACTION.verified(replace(ARTICLE, text=ARTICLE.text.replace("Mari", "Ayo!")))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(EXTRACTION, entities=(replace(DODIK, mentions=(Evidence("title", Span(0, 5), "Dodik"),)), RUTAN)),
        replace(EXTRACTION, statements=(replace(HOLDS, evidence=(Evidence("text", Span(0, 7), "Kalapas"),)),)),
        replace(EXTRACTION, statements=(replace(HOLDS, evidence=()),)),
        replace(EXTRACTION, quotations=(replace(SAYS, evidence=Evidence("text", Span(0, 4), "Mari")),)),
    ],
    ids=["mention", "statement", "statement without evidence", "quotation"],
)
def test_what_the_article_does_not_say_is_found_out(wrong: Extraction) -> None:
    assert not wrong.verified(ARTICLE)
