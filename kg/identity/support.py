"""Support: how many articles, and how many independent sources, stand behind an event; and what is known elsewhere."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import Literal, NamedNode, Quad

from kg.identity.copies import Copies
from kg.identity.profiles import Names
from kg.rdf.iris import article_iri
from kg.rdf.terms import XSD, named_graph, ontology
from kg.settings import Settings


def support_quads(names: Names, copies: Copies, settings: Settings) -> list[Quad]:
    """For the identity graph: articles and sources of each event, and of which article another is a near-copy."""
    kg, graph = ontology(settings.ontology_iri), named_graph("identity", settings)
    reports: dict[str, set[str]] = defaultdict(set)
    prefix = f"{settings.base_iri}event/"
    for (article, _), canonical in names.items():
        if canonical.iri.startswith(prefix):
            reports[canonical.iri].add(article)
    quads = []
    for iri, articles in sorted(reports.items()):
        for name, count in (("articleCount", len(articles)), ("sourceCount", copies.sources(articles))):
            quads.append(Quad(NamedNode(iri), kg[name], Literal(str(count), datatype=XSD["integer"]), graph))
    for article, original in copies.original.items():
        if article != original:
            ends = NamedNode(article_iri(article, settings)), NamedNode(article_iri(original, settings))
            quads.append(Quad(ends[0], kg["nearCopyOf"], ends[1], graph))
    return quads
