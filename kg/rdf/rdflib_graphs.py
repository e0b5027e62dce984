"""Graphs in rdflib's terms, for the tools that are built on rdflib."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.rdf.terms import XSD, prefixes
from kg.settings import Settings

if TYPE_CHECKING:
    import rdflib


def rdflib_graph(statements: Iterable[Quad | Triple]) -> rdflib.Graph:
    """Triples, or the union of the graphs of quads; much faster than writing and parsing a file."""
    import rdflib

    term, graph = _translator(), rdflib.Graph()
    graph.addN((term(s.subject), term(s.predicate), term(s.object), graph) for s in statements)
    return graph


def rdflib_dataset(quads: Iterable[Quad], settings: Settings) -> rdflib.Dataset:
    """Quads of named graphs as a dataset whose default graph is the union, with the usual prefixes."""
    import rdflib

    term, dataset = _translator(), rdflib.Dataset(default_union=True)
    bind_prefixes(dataset, settings)
    graphs: dict[object, rdflib.Graph] = {}
    for quad in quads:
        if quad.graph_name not in graphs:
            graphs[quad.graph_name] = dataset.graph(term(quad.graph_name))
        graphs[quad.graph_name].add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return dataset


def bind_prefixes(graph: rdflib.Graph, settings: Settings) -> None:
    """Let a graph write the names of the usual vocabularies short."""
    for prefix, iri in prefixes(settings).items():
        graph.bind(prefix, iri, replace=True)


def _translator() -> Callable[[object], Any]:
    """A function from terms to rdflib's terms that makes each once: few nodes stand in many triples."""
    known: dict[object, rdflib.term.Identifier] = {}

    def term(node: object) -> rdflib.term.Identifier:
        found = known.get(node)
        if found is None:
            found = known[node] = _term(node)
        return found

    return term


def _term(node: object) -> rdflib.term.Identifier:
    import rdflib

    if isinstance(node, NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, BlankNode):
        return rdflib.BNode(node.value)
    if not isinstance(node, Literal):
        raise TypeError(f"rdflib has no term for {node}")
    if node.language:
        return rdflib.Literal(node.value, lang=node.language)
    # rdflib takes a plain literal and one of type xsd:string for two terms, and files give the plain one.
    datatype = None if node.datatype == XSD["string"] else rdflib.URIRef(node.datatype.value)
    return rdflib.Literal(node.value, datatype=datatype, normalize=False)
