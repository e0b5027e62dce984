"""RDF 1.2: claims as reifiers of triple terms, for stores that know them, in place of subject, predicate and object."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Triple

from kg.rdf.terms import RDF

_PARTS = (RDF["subject"], RDF["predicate"], RDF["object"])


def reified(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads with every complete reification turned into one ``rdf:reifies`` of a triple term.

    A node is a complete reification where it has, in one graph, one subject, one predicate and one object; parts that
    make none are kept as they are.
    """
    parts: dict[tuple[object, object], list[Quad]] = defaultdict(list)
    for quad in quads:
        if quad.predicate in _PARTS:
            parts[quad.subject, quad.graph_name].append(quad)
        else:
            yield quad
    for found in parts.values():
        triple = _triple(found)
        if triple is None:
            yield from found
        else:
            yield Quad(found[0].subject, RDF["reifies"], triple, found[0].graph_name)


def _triple(parts: list[Quad]) -> Triple | None:
    values = {part.predicate: part.object for part in parts}
    subject, predicate, value = (values.get(part) for part in _PARTS)
    if len(parts) != len(_PARTS) or value is None:
        return None
    if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
        return Triple(subject, predicate, value)
    return None
