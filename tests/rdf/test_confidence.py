from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pyoxigraph import Quad

from kg.identity.canonical import canonical_iris, records
from kg.identity.tenures import observations, tenure_quads
from kg.model import Article, Extraction, Statement
from kg.rdf.confidence import at_least
from kg.rdf.quads import article_quads
from kg.rdf.reference import authority
from kg.rdf.terms import ontology
from kg.settings import Settings
from kg.vocabulary import load_vocabulary

Write = Callable[[float], set[Quad]]


@pytest.fixture(scope="module")
def two(small: tuple[Article, Extraction], settings: Settings) -> Write:
    """The quads of two articles, the later one less sure, written without statements below a confidence."""
    article, extraction = small
    later = replace(article, id="kunjungan-02", published="2025-11-05")
    doubted = replace(
        extraction,
        article_id=later.id,
        statements=(
            *(replace(s, confidence=round(s.confidence - 0.2, 2)) for s in extraction.statements),
            Statement("p2", "holdsPost", "u1", extraction.statements[0].evidence, 0.7, "Plt. Kepala"),
            Statement("p2", "succeeds", "p1", extraction.statements[0].evidence, 0.7),
        ),
        quotations=tuple(replace(q, confidence=0.3) for q in extraction.quotations),
    )
    read = [(article, extraction), (later, doubted)]
    vocabulary = load_vocabulary()
    found = [record for _, found in read for record in records(found)]
    names = canonical_iris(found, authority(vocabulary, settings), settings)

    def write(least: float) -> set[Quad]:
        sure = [(article, found.at_least(least)) for article, found in read]
        quads = [quad for article, found in sure for quad in article_quads(article, found, names, settings)]
        seen = [o for article, found in sure for o in observations(article, found, names, vocabulary)]
        return {*quads, *tenure_quads(seen, settings)}

    return write


@pytest.mark.parametrize("least", [0.0, 0.35, 0.5, 0.65, 0.8, 0.9, 0.96, 1.0])
def test_a_graph_loses_what_would_not_have_been_written(two: Write, settings: Settings, least: float) -> None:
    assert set(at_least(two(0.0), least, settings)) == two(least)


def test_there_is_less_of_it_the_surer_it_must_be(two: Write, settings: Settings) -> None:
    sizes = [len(at_least(two(0.0), least, settings)) for least in (0.0, 0.5, 0.7, 0.9, 1.0)]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == len(sizes)


def test_a_boundary_goes_with_the_claim_that_it_rests_on(two: Write, settings: Settings) -> None:
    kg = ontology(settings.ontology_iri)
    ended = next(q.subject for q in two(0.0) if q.predicate == kg["proposedEnd"])
    kept = {least: set(at_least(two(0.0), least, settings)) for least in (0.65, 0.75)}
    for least, left in kept.items():
        assert (kg["proposedEnd"] in {q.predicate for q in left if q.subject == ended}) == (least < 0.7)
        linked = {q.object for q in left if q.predicate == kg["boundary"]}
        assert linked == {q.subject for q in left if q.predicate == kg["basis"]}
