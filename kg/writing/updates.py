"""Updates: the operations of a SPARQL update, carried out on a draft of the users' graphs.

Oxigraph would change any graph that it is told to. So it only answers here what is to come and go: of data by loading
it into an empty store, of patterns by a ``CONSTRUCT`` whose triple terms name the quads. Variables are hidden from the
parser of data as IRIs, so that the templates of an operation are read by the grammar of data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf.terms import prefixes
from kg.store import check_update
from kg.store.results import evaluating
from kg.store.tokens import tokens
from kg.writing.draft import DerivedGraphError, Draft, own_default
from kg.writing.operations import Operation, operations
from kg.writing.requests import Update

_VARIABLE = "urn:x-simpul:variable:"
_ABSENT = "CLEAR GRAPH <urn:x-simpul:absent> ;"
_DELETE, _INSERT = ox.NamedNode("urn:x-simpul:delete"), ox.NamedNode("urn:x-simpul:insert")


def carry_out(update: Update, draft: Draft) -> None:
    """Carry out every operation of an update, in order.

    Raises ``QueryError`` where it is malformed, refused or fails, ``DerivedGraphError`` where it would change a graph
    that is not the user's; the draft is then worth nothing any more.
    """
    check_update(update.text, update.hosts)
    parts = list(operations(update.text))
    for part in parts:
        _parse(part, update, draft)
    if (update.using or update.using_named) and any(part.using or part.with_graph for part in parts):
        raise QueryError("using-graph-uri and using-named-graph-uri exclude USING and WITH in the update")
    for part in parts:
        _Run(update, draft, part).run()


def _parse(operation: Operation, update: Update, draft: Draft) -> None:
    """Raise ``QueryError`` where an operation is malformed. It is not run, because the one put before it fails."""
    text = f"{operation.prologue}{_ABSENT} {operation.text}"
    with evaluating():
        try:
            ox.Store().update(text, base_iri=update.base_iri, prefixes=prefixes(draft.settings))
        except RuntimeError:
            return


class _Run:
    """One operation, its update and the draft that it changes."""

    def __init__(self, update: Update, draft: Draft, operation: Operation) -> None:
        self.update, self.draft, self.operation = update, draft, operation
        self.default = own_default(draft.settings)

    def run(self) -> None:
        verb = self.operation.verb
        if verb == "INSERT DATA":
            self.draft.insert(self._data(self.operation.insert, self.default))
        elif verb == "DELETE DATA":
            self.draft.delete(self._data(self.operation.delete, self.default))
        elif verb in ("MODIFY", "DELETE WHERE"):
            self._modify()
        elif verb == "LOAD":
            self._load()
        elif verb in ("COPY", "MOVE", "ADD"):
            self._transfer()
        else:
            self._manage()

    # Data and patterns

    def _data(self, block: str, default: ox.NamedNode) -> list[ox.Quad]:
        """The quads of a block; those of no graph are of ``default``."""
        scratch = ox.Store()
        with evaluating():
            scratch.update(
                f"{self.operation.prologue} INSERT DATA {block}",
                base_iri=self.update.base_iri,
                prefixes=prefixes(self.draft.settings),
            )
        return [_within(quad, default) for quad in scratch]

    def _modify(self) -> None:
        operation = self.operation
        default = self._iri(operation.with_graph) if operation.with_graph else self.default
        where = operation.where or operation.delete
        gone = self._data(_hidden(operation.delete), default) if operation.delete else []
        new = self._data(_hidden(operation.insert), default) if operation.insert else []
        template = [*_template(_DELETE, gone), *_template(_INSERT, new)]
        text = f"{operation.prologue} CONSTRUCT {{ {' '.join(template)} }} WHERE {where}"
        default_graphs, named_graphs = self._dataset()
        with evaluating():
            found = self.draft.store.query(
                text,
                base_iri=self.update.base_iri,
                prefixes=prefixes(self.draft.settings),
                default_graph=None if default_graphs is None else [*default_graphs],
                named_graphs=None if named_graphs is None else [*named_graphs],
            )
            changes = list(found)  # type: ignore[arg-type]
        self.draft.delete(_quads(changes, _DELETE))
        self.draft.insert(_quads(changes, _INSERT))

    def _dataset(self) -> tuple[list[ox.NamedNode] | None, list[ox.NamedNode] | None]:
        """The graphs that patterns ask: of the protocol, of ``USING``, of ``WITH``, or all."""
        operation, update = self.operation, self.update
        if update.using or update.using_named:
            return _nodes(update.using), _nodes(update.using_named)
        if operation.using:
            named = [self._iri(item.removeprefix("NAMED ")) for item in operation.using if item.startswith("NAMED ")]
            return [self._iri(item) for item in operation.using if not item.startswith("NAMED ")], named
        return ([self._iri(operation.with_graph)] if operation.with_graph else None), None

    def _iri(self, written: str) -> ox.NamedNode:
        """The IRI that a piece of the update means, under its prefixes and base."""
        quad = self._data(f"{{ GRAPH {written} {{ <urn:a> <urn:a> <urn:a> }} }}", self.default)[0]
        assert isinstance(quad.graph_name, ox.NamedNode)
        return quad.graph_name

    # Graphs

    def _manage(self) -> None:
        operation, draft = self.operation, self.draft
        word = operation.targets[0]
        if operation.verb == "CREATE":
            graph = self._iri(word)
            draft.check(graph)
            if draft.knows(graph) and not operation.silent:
                raise QueryError(f"the graph <{graph.value}> is there already")
            draft.make(graph)
            return
        if word in ("NAMED", "ALL"):
            if draft.has_derived():
                raise DerivedGraphError(f"{operation.verb} {word} would remove graphs that are derived from articles")
            graphs = draft.graphs()
        else:
            graphs = [] if word == "DEFAULT" else self._there(word)
        for graph in graphs:
            (draft.clear if operation.verb == "CLEAR" else draft.drop)(graph)
        if word in ("DEFAULT", "ALL"):
            draft.clear(self.default)

    def _there(self, written: str) -> list[ox.NamedNode]:
        """The graph, if it is there; raises ``QueryError`` where it is not, unless that was to be passed over."""
        graph = self._iri(written)
        self.draft.check(graph)
        if self.draft.knows(graph):
            return [graph]
        if self.operation.silent:
            return []
        raise QueryError(f"there is no graph <{graph.value}>")

    def _transfer(self) -> None:
        operation, draft = self.operation, self.draft
        source, target = (self.default if t == "DEFAULT" else self._iri(t) for t in operation.targets)
        if operation.verb == "MOVE":
            draft.check(source)
        draft.check(target)
        if source != self.default and not draft.knows(source):
            if operation.silent:
                return
            raise QueryError(f"there is no graph <{source.value}>")
        if source == target:
            return
        triples = list(draft.triples(source))
        if operation.verb != "ADD":
            draft.clear(target)
        draft.insert(ox.Quad(t.subject, t.predicate, t.object, target) for t in triples)
        if operation.verb == "MOVE":
            draft.clear(source) if source == self.default else draft.drop(source)

    def _load(self) -> None:
        operation = self.operation
        target = self.default if operation.targets[1] == "DEFAULT" else self._iri(operation.targets[1])
        self.draft.check(target)
        scratch = ox.Store()
        try:
            with evaluating():
                scratch.update(f"{operation.prologue} LOAD {operation.targets[0]}", base_iri=self.update.base_iri)
        except QueryError:
            if not operation.silent:
                raise
        self.draft.insert(ox.Quad(q.subject, q.predicate, q.object, target) for q in scratch)


def _within(quad: ox.Quad, default: ox.NamedNode) -> ox.Quad:
    if isinstance(quad.graph_name, ox.DefaultGraph):
        return ox.Quad(quad.subject, quad.predicate, quad.object, default)
    return quad


def _nodes(iris: Iterable[str]) -> list[ox.NamedNode]:
    with evaluating():
        return [ox.NamedNode(iri) for iri in iris]


def _hidden(block: str) -> str:
    """A block whose variables are IRIs."""
    pieces, end = [], 0
    for token in tokens(block):
        if token.kind == "variable":
            pieces.append(f"{block[end : token.start]}<{_VARIABLE}{token.text[1:]}>")
            end = token.end
    return "".join(pieces) + block[end:]


def _template(verb: ox.NamedNode, quads: Iterable[ox.Quad]) -> Iterator[str]:
    for quad in quads:
        triple = " ".join(_shown(term) for term in (quad.subject, quad.predicate, quad.object))
        yield f"{_shown(quad.graph_name)} {verb} <<( {triple} )>> ."


def _shown(term: object) -> str:
    """A term as SPARQL, with the variables that were hidden in it."""
    if isinstance(term, ox.NamedNode) and term.value.startswith(_VARIABLE):
        return f"?{term.value.removeprefix(_VARIABLE)}"
    if isinstance(term, ox.Triple):
        inner = " ".join(_shown(part) for part in (term.subject, term.predicate, term.object))
        return f"<<( {inner} )>>"
    return str(term)


def _quads(changes: Iterable[ox.Triple], verb: ox.NamedNode) -> Iterator[ox.Quad]:
    for change in changes:
        if change.predicate == verb and isinstance(change.subject, ox.NamedNode):
            triple = change.object
            assert isinstance(triple, ox.Triple)
            yield ox.Quad(triple.subject, triple.predicate, triple.object, change.subject)
