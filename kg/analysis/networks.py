"""Networks: the entities of a graph and the facts between them, as a networkx graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.rdf.terms import decimal_literal
from kg.store import Row, Store

if TYPE_CHECKING:
    import networkx

    Network: TypeAlias = networkx.MultiDiGraph[str]
else:
    Network: TypeAlias = object
"""A ``networkx.MultiDiGraph`` whose nodes are IRIs and whose edge keys are predicates; see ``network``."""

_NODES = """SELECT ?node ?label (MIN(?local) AS ?type) (COUNT(DISTINCT ?article) AS ?articles) WHERE {
  ?article schema:mentions ?node . ?node a ?class ; rdfs:label ?label .
  VALUES (?class ?local) { (kg:Person "Person") (kg:Unit "Unit") (kg:Event "Event") (kg:Program "Program")
    (kg:Place "Place") }
} GROUP BY ?node ?label ORDER BY ?node"""

# A post is folded into the edge from its holder to its unit, with the post's title.
_EDGES = """SELECT ?from ?predicate ?to ?title (COUNT(DISTINCT ?article) AS ?articles) (COUNT(?target) AS ?evidence)
  (MAX(?sure) AS ?confidence) WHERE {
  ?claim a kg:Claim ; rdf:subject ?from ; rdf:predicate ?predicate ; rdf:object ?object ; kg:certainty ?certainty ;
    kg:confidence ?sure ; prov:wasDerivedFrom ?article ; oa:hasTarget ?target .
  FILTER(?certainty = "asserted" && ?sure >= $least)
  OPTIONAL { ?object org:postIn ?unit ; kg:title ?title }
  BIND(COALESCE(?unit, ?object) AS ?to)
} GROUP BY ?from ?predicate ?to ?title ORDER BY ?from ?predicate ?to ?title"""


def network(store: Store, min_confidence: float = 0.0) -> Network:
    """The entities that articles mention, and every fact between two of them that an article asserts.

    Claims that are less sure than ``min_confidence`` count for nothing.

    A node is an IRI with ``label``, ``type`` (``Person`` …) and ``articles`` (how many mention it). An edge's key is
    the predicate's local name (``holds`` followed by the post's title); it has ``predicate``, ``title`` (of a post,
    else empty), ``articles`` and ``evidence`` (how many articles and places say so) and ``confidence`` (the highest).
    Nodes and edges come in a fixed order.
    """
    import networkx

    graph: Network = networkx.MultiDiGraph()
    for row in store.select(_NODES):
        graph.add_node(
            _text(row, "node"), label=_text(row, "label"), type=_text(row, "type"), articles=int(_text(row, "articles"))
        )
    for row in store.select(_EDGES.replace("$least", str(decimal_literal(min_confidence)))):
        start, end = _text(row, "from"), _text(row, "to")
        if start in graph and end in graph:
            predicate, title = _local_name(_text(row, "predicate")), _text(row, "title")
            graph.add_edge(
                start,
                end,
                key=f"{predicate} {title}".rstrip(),
                predicate=predicate,
                title=title,
                articles=int(_text(row, "articles")),
                evidence=int(_text(row, "evidence")),
                confidence=float(_text(row, "confidence")),
            )
    return graph


def _text(row: Row, name: str) -> str:
    term = row.get(name)
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _local_name(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
