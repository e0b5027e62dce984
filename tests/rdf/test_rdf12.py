from __future__ import annotations

from pyoxigraph import NamedNode, Quad, Triple

from kg.rdf.files import read, write
from kg.rdf.rdf12 import reified
from kg.rdf.terms import RDF
from kg.settings import Settings

A, B, C, GRAPH = (NamedNode(f"https://a.example/{name}") for name in "abcg")


def test_claims_become_reifiers_of_triple_terms(small_quads: list[Quad], settings: Settings) -> None:
    again = read(write(small_quads, "rdf12", settings), "rdf12")
    before = {q.subject: q.object for q in small_quads if q.predicate == RDF["object"]}
    terms = {q.subject: q.object for q in again if q.predicate == RDF["reifies"]}
    assert {claim: term.object for claim, term in terms.items() if isinstance(term, Triple)} == before
    assert not any(q.predicate in {RDF["subject"], RDF["predicate"], RDF["object"]} for q in again)
    assert {q.graph_name for q in again} == {q.graph_name for q in small_quads}
    rest = {q for q in small_quads if q.predicate not in {RDF["subject"], RDF["predicate"], RDF["object"]}}
    assert {q for q in again if q.predicate != RDF["reifies"]} == rest


def test_a_reification_with_a_part_missing_or_too_much_is_kept() -> None:
    half = [Quad(A, RDF["subject"], B, GRAPH), Quad(A, RDF["predicate"], B, GRAPH)]
    double = [*half, Quad(A, RDF["object"], B, GRAPH), Quad(A, RDF["object"], C, GRAPH)]
    assert list(reified(half)) == half
    assert list(reified(double)) == double


def test_parts_in_two_graphs_make_no_reification() -> None:
    quads = [
        Quad(A, RDF["subject"], B, GRAPH),
        Quad(A, RDF["predicate"], B, GRAPH),
        Quad(A, RDF["object"], B, NamedNode("https://a.example/h")),
    ]
    assert set(reified(quads)) == set(quads)
