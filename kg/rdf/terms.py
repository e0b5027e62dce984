"""Terms: the namespaces that the graph is written in, and their names as RDF nodes."""

from __future__ import annotations

from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.settings import Settings


class Namespace:
    """A namespace IRI whose names are nodes: ``SCHEMA["headline"]``; every node is made once."""

    __slots__ = ("_nodes", "iri")

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self._nodes: dict[str, NamedNode] = {}

    def __getitem__(self, name: str) -> NamedNode:
        node = self._nodes.get(name)
        if node is None:
            node = self._nodes[name] = NamedNode(self.iri + name)
        return node


RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
SCHEMA = Namespace("https://schema.org/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")

_STANDARD = {
    "rdf": RDF, "rdfs": RDFS, "xsd": XSD, "owl": OWL, "skos": SKOS, "dcterms": DCTERMS, "prov": PROV, "oa": OA,
    "org": ORG, "foaf": FOAF, "schema": SCHEMA, "sem": SEM,
}  # fmt: skip

TYPE = RDF["type"]
LABEL = RDFS["label"]
ALT_LABEL = SKOS["altLabel"]


@cache
def ontology(iri: str) -> Namespace:
    """The namespace of Simpul's own terms; ``iri`` is ``Settings.ontology_iri``."""
    return Namespace(iri)


def prefixes(settings: Settings) -> dict[str, str]:
    """Prefix to namespace IRI, for writing files and queries: Simpul's own (``kg``) and the standard ones."""
    return {"kg": settings.ontology_iri, **{prefix: space.iri for prefix, space in _STANDARD.items()}}


def named_graph(name: str, settings: Settings) -> NamedNode:
    """The graph ``reference`` or ``identity``, which hold what is not the word of one article."""
    return NamedNode(f"{settings.base_iri}graph/{name}")


def date_literal(iso: str) -> Literal:
    """A date of ISO precision year, month or day as ``xsd:gYear``, ``xsd:gYearMonth`` or ``xsd:date``."""
    return Literal(iso, datatype=XSD[{4: "gYear", 7: "gYearMonth"}.get(len(iso), "date")])


def decimal_literal(number: float) -> Literal:
    """A number as ``xsd:decimal``, with at most four places."""
    return Literal(f"{number:.4f}".rstrip("0").rstrip("."), datatype=XSD["decimal"])
