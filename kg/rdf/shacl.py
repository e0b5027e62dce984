"""SHACL: whether a graph has the form that ``ontology/shapes.ttl`` demands, and what exactly is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store, Variable

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

    Time grows with the number of quads (about 30,000 a second). Every node that a quad points at must be among them
    with its type: an article's graph is complete in itself, tenures need the graphs of the articles they come from.
    """
    checked, shapes = list(quads), _loaded(settings or Settings())
    return Report(tuple(sorted([*_by_pyshacl(checked, shapes), *_by_questions(checked, shapes)])))


def _by_pyshacl(quads: list[Quad], shapes: _Shapes) -> Iterator[Result]:
    """What is wrong by the constraints of SHACL Core."""
    import pyshacl
    from rdflib import RDFS, Graph
    from rdflib.namespace import SH

    data = rdflib_graph(quads)
    # pySHACL finds subclasses only in the data.
    for triple in shapes.ontology.triples((None, RDFS.subClassOf, None)):
        data.add(triple)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes.core, inplace=True, do_owl_imports=False)
    if not isinstance(report, Graph):
        raise report  # a failure of the shapes themselves
    for node in report.subjects(predicate=SH.sourceShape):
        found = (report.value(node, predicate) for predicate in (SH.focusNode, SH.resultPath, SH.value))
        focus, path, value = ("" if term is None else str(term) for term in found)
        yield _result(shapes, report.value(node, SH.sourceShape), focus, path, value)


def _by_questions(quads: list[Quad], shapes: _Shapes) -> Iterator[Result]:
    """What is wrong by the constraints in SPARQL (``sh:select``), whose focus is the class that the shape names.

    Oxigraph answers them far faster than rdflib, which would spend most of a validation on them.
    """
    from rdflib.namespace import SH

    store = Store()
    store.extend(Quad(q.subject, q.predicate, q.object) for q in quads)
    declared = shapes.whole.objects(predicate=SH.declare)
    prefixes = {
        str(shapes.whole.value(item, SH.prefix)): str(shapes.whole.value(item, SH.namespace)) for item in declared
    }
    for shape, constraint in shapes.whole.subject_objects(SH.sparql):
        question, focus = (
            str(shapes.whole.value(*place)) for place in ((constraint, SH.select), (shape, SH.targetNode))
        )
        solutions = store.query(question, prefixes=prefixes, substitutions={Variable("this"): NamedNode(focus)})
        assert isinstance(solutions, QuerySolutions)
        for solution in solutions:
            yield _result(shapes, shape, focus, "", solution["value"].value)


def _result(shapes: _Shapes, shape: rdflib.term.Node | None, focus: str, path: str, value: str) -> Result:
    from rdflib.namespace import SH

    # Taken from the shapes: pySHACL's report has the message in one language only for some.
    messages = {getattr(text, "language", None): str(text) for text in shapes.whole.objects(shape, SH.message)}
    return Result(str(shape).rpartition("#")[2], focus, path, value, messages.get("id", ""), messages.get("en", ""))


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The ontology, all shapes, and the shapes without their questions in SPARQL."""

    ontology: rdflib.Graph
    whole: rdflib.Graph
    core: rdflib.Graph


@cache
def _loaded(settings: Settings) -> _Shapes:
    """Ontology and shapes, in the namespaces of the settings."""
    import rdflib
    from rdflib.namespace import SH

    def load(name: str) -> rdflib.Graph:
        text = (data_folder("ontology") / name).read_text(encoding="utf-8")
        return rdflib.Graph().parse(data=text.replace(Settings().ontology_iri, settings.ontology_iri))

    core = load("shapes.ttl")
    core.remove((None, SH.sparql, None))
    return _Shapes(load("simpul.ttl"), load("shapes.ttl"), core)


def shape_names(settings: Settings | None = None) -> Iterator[str]:
    """The names of all shapes, sorted."""
    from rdflib import RDF
    from rdflib.namespace import SH

    shapes = _loaded(settings or Settings()).whole
    kinds = (SH.NodeShape, SH.PropertyShape)
    yield from sorted({str(s).rpartition("#")[2] for kind in kinds for s in shapes.subjects(RDF.type, kind)})
