"""Service description: what the SPARQL endpoint can do, in RDF (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from pyoxigraph import BlankNode, NamedNode, Triple, serialize

from kg.rdf.terms import TYPE, Namespace
from kg.store import GRAPH_FORMATS, RESULT_FORMATS

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_NAMES = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle", "ntriples": "N-Triples", "rdfxml": "RDF_XML", "jsonld": "JSON-LD",
}  # fmt: skip
"""Our names of the formats that the endpoint writes, and the W3C's."""


def description(endpoint: str, format: str, updates: str = "") -> bytes:
    """The description of the endpoint at this address, written in one of ``GRAPH_FORMATS``.

    ``updates`` is the address at which updates are taken, if they are.
    """
    service, dataset, graph = BlankNode("service"), BlankNode("dataset"), BlankNode("graph")
    triples = [
        Triple(service, TYPE, _SD["Service"]),
        Triple(service, _SD["endpoint"], NamedNode(endpoint)),
        Triple(service, _SD["supportedLanguage"], _SD["SPARQL11Query"]),
        Triple(service, _SD["feature"], _SD["UnionDefaultGraph"]),
        Triple(service, _SD["defaultDataset"], dataset),
        Triple(dataset, TYPE, _SD["Dataset"]),
        Triple(dataset, _SD["defaultGraph"], graph),
        Triple(graph, TYPE, _SD["Graph"]),
    ]
    if updates:
        writing = BlankNode("updates")
        triples += [
            Triple(writing, TYPE, _SD["Service"]),
            Triple(writing, _SD["endpoint"], NamedNode(updates)),
            Triple(writing, _SD["supportedLanguage"], _SD["SPARQL11Update"]),
            Triple(writing, _SD["defaultDataset"], dataset),
        ]
    formats = [name for name in (*RESULT_FORMATS, *GRAPH_FORMATS) if name in _NAMES]
    triples += [Triple(service, _SD["resultFormat"], _FORMATS[_NAMES[name]]) for name in formats]
    written = serialize(triples, format=GRAPH_FORMATS[format].codec, prefixes={"sd": _SD.iri, "formats": _FORMATS.iri})
    assert written is not None
    return written
