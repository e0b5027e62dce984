from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib

from kg.rdf.rdflib_graphs import bind_prefixes, rdflib_dataset, rdflib_graph
from kg.settings import Settings

EX = "http://example.org/"
A, P, G, H = (ox.NamedNode(EX + name) for name in "apgh")
DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


def test_a_dataset_has_the_same_quads_and_the_union_as_its_default() -> None:
    number = ox.Literal("0.90", datatype=DECIMAL)
    terms: list[ox.Literal | ox.NamedNode] = [ox.Literal("x"), ox.Literal("x", language="id"), number, A]
    quads = {*(ox.Quad(A, P, term, G) for term in terms), ox.Quad(A, P, terms[0], H)}
    dataset = rdflib_dataset(quads, Settings())
    written = dataset.serialize(format="nquads").encode()
    assert set(ox.parse(written, ox.RdfFormat.N_QUADS)) == quads
    assert set(dataset.subjects(rdflib.URIRef(P.value), rdflib.Literal("x"))) == {rdflib.URIRef(A.value)}


def test_blank_nodes_stay_the_same_node() -> None:
    graph = rdflib_graph([ox.Triple(ox.BlankNode("b"), P, A), ox.Triple(A, P, ox.BlankNode("b"))])
    assert set(graph.subjects(object=rdflib.URIRef(A.value))) == set(graph.objects(rdflib.URIRef(A.value)))


def test_prefixes_are_bound() -> None:
    graph = rdflib.Graph()
    bind_prefixes(graph, Settings())
    assert ("kg", rdflib.URIRef("https://w3id.org/simpul/ns#")) in list(graph.namespaces())


def test_rdflib_has_no_word_for_a_triple_in_a_triple() -> None:
    with pytest.raises(TypeError, match="rdflib"):
        rdflib_graph([ox.Triple(A, P, ox.Triple(A, P, A))])
