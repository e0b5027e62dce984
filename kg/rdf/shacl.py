"""SHACL: whether a graph has the form that ``ontology/shapes.ttl`` demands, and what exactly is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from kg.rdf.rdflib_graphs import rdflib_graph
from kg.settings import Settings
from kg.vocabulary import data_folder

if TYPE_CHECKING:
    import rdflib

_MANY = 5


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """One thing wrong: the name of the shape, the node at fault, path and value (empty where none), two messages."""

    shape: str
    focus: str
    path: str
    value: str
    message_id: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Report:
    """All results of a validation, sorted by shape and node; none where the graph conforms."""

    results: tuple[Result, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.results

    def by_shape(self) -> dict[str, list[Result]]:
        """The results of each shape that has any."""
        return {shape: list(group) for shape, group in groupby(self.results, key=lambda result: result.shape)}

    def render(self, language: str = "en") -> str:
        """The report as text, shape by shape, with up to five nodes of each; ``language`` is ``id`` or ``en``."""
        lines = []
        for shape, results in self.by_shape().items():
            message = results[0].message_id if language == "id" else results[0].message_en
            lines.append(f"{shape} ({len(results)}): {message}")
            lines += [f"  {result.focus} {result.value}".rstrip() for result in results[:_MANY]]
            if len(results) > _MANY:
                lines.append(f"  … +{len(results) - _MANY}")
        return "".join(f"{line}\n" for line in lines)


def validate(quads: Iterable[Quad], settings: Settings | None = None) -> Report:
    """Check quads, as the union of their graphs, against the shapes.

    Time grows with the number of quads (about 10,000 a second). Every node that a quad points at must be among them
    with its type: an article's graph is complete in itself, tenures need the graphs of the articles they come from.
    """
    return _check(rdflib_graph(quads), settings or Settings())


def validate_graph(graph: rdflib.Graph, settings: Settings | None = None) -> Report:
    """Check an rdflib graph, which stays as it is; the ontology need not be in it."""
    from rdflib import Graph

    data = Graph()
    data += graph
    return _check(data, settings or Settings())


def _check(data: rdflib.Graph, settings: Settings) -> Report:
    """Check a graph that may be written to: pySHACL finds subclasses only in the data."""
    import pyshacl
    from rdflib import RDFS, Graph
    from rdflib.namespace import SH

    classes, shapes = _loaded(settings)
    for triple in classes.triples((None, RDFS.subClassOf, None)):
        data.add(triple)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, do_owl_imports=False)
    if not isinstance(report, Graph):
        raise report  # a failure of the shapes themselves
    return Report(tuple(sorted(_result(report, node, shapes) for node in report.subjects(predicate=SH.sourceShape))))


def _result(report: rdflib.Graph, node: rdflib.term.Node, shapes: rdflib.Graph) -> Result:
    from rdflib.namespace import SH

    shape = report.value(node, SH.sourceShape)
    found = (report.value(node, predicate) for predicate in (SH.focusNode, SH.resultPath, SH.value))
    focus, path, value = ("" if term is None else str(term) for term in found)
    # Taken from the shapes: for a question in SPARQL, the report has the message in one language only.
    messages = {getattr(text, "language", None): str(text) for text in shapes.objects(shape, SH.message)}
    return Result(str(shape).rpartition("#")[2], focus, path, value, messages.get("id", ""), messages.get("en", ""))


@cache
def _loaded(settings: Settings) -> tuple[rdflib.Graph, rdflib.Graph]:
    """The ontology and the shapes, in the namespaces of the settings."""
    import rdflib

    default = Settings()
    graphs: list[rdflib.Graph] = []
    for name in ("simpul.ttl", "shapes.ttl"):
        text = (data_folder("ontology") / name).read_text(encoding="utf-8")
        graphs.append(rdflib.Graph().parse(data=text.replace(default.ontology_iri, settings.ontology_iri)))
    return graphs[0], graphs[1]


def shape_names(settings: Settings | None = None) -> Iterator[str]:
    """The names of all shapes, sorted."""
    from rdflib import RDF
    from rdflib.namespace import SH

    shapes = _loaded(settings or Settings())[1]
    kinds = (SH.NodeShape, SH.PropertyShape)
    yield from sorted({str(s).rpartition("#")[2] for kind in kinds for s in shapes.subjects(RDF.type, kind)})
