"""Files: graphs in and out of the formats that other tools read."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Literal

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.rdf.rdf12 import reified
from kg.rdf.terms import prefixes
from kg.settings import Settings

FileFormat = Literal["nquads", "trig", "turtle", "jsonld", "rdf12"]
FORMATS: dict[FileFormat, RdfFormat] = {
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "rdf12": RdfFormat.N_QUADS,
}


def write(quads: Iterable[Quad], name: FileFormat, settings: Settings) -> bytes:
    """Quads in a format, UTF-8; the same set of quads gives the same bytes.

    N-Quads are sorted by line; the other formats are written by graph, subject, predicate, object. Turtle has no
    graphs: it is the union. ``rdf12`` is N-Quads whose claims are reifiers of triple terms.
    """
    if name == "rdf12":
        quads = reified(quads)
    if name in {"nquads", "rdf12"}:
        return nquads(quads)
    ordered = sorted(set(quads), key=_sort_key)
    rows: Iterable[Quad] | Iterable[Triple] = ordered
    if name == "turtle":
        rows = dict.fromkeys(quad.triple for quad in sorted(ordered, key=lambda quad: _sort_key(quad)[1:]))
    output = BytesIO()
    serialize(rows, output, format=FORMATS[name], prefixes=prefixes(settings))
    return output.getvalue()


def nquads(quads: Iterable[Quad]) -> bytes:
    """Sorted N-Quads without repetition."""
    output = BytesIO()
    serialize(quads, output, format=RdfFormat.N_QUADS)
    lines = set(output.getvalue().split(b"\n")) - {b""}
    return b"".join(line + b"\n" for line in sorted(lines))


def read(data: bytes, name: FileFormat, base_iri: str | None = None) -> list[Quad]:
    """The quads of a file; raises ``SyntaxError`` where it is not of that format."""
    return list(parse(data, format=FORMATS[name], base_iri=base_iri))


def _sort_key(quad: Quad) -> tuple[str, str, str, str]:
    graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
    return graph, str(quad.subject), str(quad.predicate), str(quad.object)
