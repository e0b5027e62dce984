"""Datasets: the graph in rdflib's terms, for the tools that are built on rdflib."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.rdf.terms import prefixes
from kg.settings import Settings
from kg.store.results import Term

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import IdentifiedNode

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def dataset_of(quads: Iterable[ox.Quad], settings: Settings) -> rdflib.Dataset:
    """Quads as an rdflib dataset in memory, whose default graph is the union, with the usual prefixes."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    _bind(dataset, settings)
    graphs = lru_cache(maxsize=None)(lambda name: dataset.graph(_node(name)))
    for quad in quads:
        graph = dataset.default_context if isinstance(quad.graph_name, ox.DefaultGraph) else graphs(quad.graph_name)
        graph.add((_node(quad.subject), _node(quad.predicate), _object(quad.object)))
    return dataset


def graph_of(triples: Iterable[ox.Triple], settings: Settings) -> rdflib.Graph:
    """Triples as an rdflib graph in memory, with the usual prefixes."""
    import rdflib

    graph = rdflib.Graph()
    _bind(graph, settings)
    for triple in triples:
        graph.add((_node(triple.subject), _node(triple.predicate), _object(triple.object)))
    return graph


def _bind(graph: rdflib.Graph, settings: Settings) -> None:
    for prefix, iri in prefixes(settings).items():
        graph.bind(prefix, iri, replace=True)


# Few nodes stand in many triples: most terms are made once.
@lru_cache(maxsize=100_000)
def _node(term: Term) -> IdentifiedNode:
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    raise TypeError(f"rdflib has no term for {term}")


def _object(term: Term) -> rdflib.term.Node:
    import rdflib

    if not isinstance(term, ox.Literal):
        return _node(term)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = None if term.datatype.value == _STRING else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype)
