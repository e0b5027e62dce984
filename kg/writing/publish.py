"""Publish: a user's request carried out on a copy of the current build, recorded, and made the current one.

The order makes every moment a good one to be killed at: first the copy, which nobody sees; then the record, in one
transaction; then the pointer. Where the last step is missing, the next writer brings the index up to the record.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DamageError, QueryError, SimpulError, StoreError
from kg.settings import Settings
from kg.store import GRAPH_FORMATS, EmbeddedStore
from kg.store.builds import (
    Version,
    apply_change,
    clean_revisions,
    copy_build,
    current_version,
    folder_of,
    publish,
    publishing,
    write_all,
)
from kg.store.checksums import write_checksums
from kg.workspace import GraphTriple, UserChange, Workspace
from kg.writing.draft import Draft, is_derived, own_default
from kg.writing.requests import AddTriples, DropGraph, Part, ReplaceGraph, Update, WriteRequest, Written
from kg.writing.updates import carry_out

_DRAFT = ".draft"


def write(request: WriteRequest, settings: Settings, may_commit: Callable[[], None] = lambda: None) -> Written:
    """Carry out a request, record and publish what it changes; other writers wait.

    ``may_commit`` is called when all is prepared, the last moment at which it can be stopped, by what it raises.
    Raises ``QueryError`` where the request is malformed or refused, ``DerivedGraphError`` where it would change a graph
    that is not the user's, ``NotFoundError`` where the graph to be dropped is not there.
    """
    workspace_folder = settings.workspace
    with Workspace.open(workspace_folder) as workspace, publishing(workspace_folder):
        base = _settled(workspace, settings)
        target = workspace_folder / "store" / _DRAFT
        shutil.rmtree(target, ignore_errors=True)  # what a killed writer left
        try:
            draft, written = _drafted(request, workspace, folder_of(workspace_folder, base), target, settings)
            change = draft.change()
            draft.store.flush()
            del draft  # the store is closed with its last reference
            write_checksums(target, folder_of(workspace_folder, base))
            may_commit()
            if change:
                version = Version(base.build, workspace.record_user_change(change))
                target.rename(folder_of(workspace_folder, version))
                publish(workspace_folder, version)
                clean_revisions(workspace_folder, version)
        finally:
            shutil.rmtree(target, ignore_errors=True)
    return Written(written.existed, len(change.new), len(change.gone))


def _drafted(
    request: WriteRequest, workspace: Workspace, base: Path, target: Path, settings: Settings
) -> tuple[Draft, Written]:
    copy_build(base, target)
    draft = Draft(ox.Store(str(target)), workspace.user_graphs.graphs(), settings)
    if isinstance(request, Update):
        carry_out(request, draft)
        return draft, Written()
    graph = own_default(settings) if request.graph is None else _named(request.graph)
    draft.check(graph)
    existed = draft.knows(graph) or request.graph is None
    draft.require(request.condition, graph)
    if isinstance(request, DropGraph):
        draft.clear(graph) if request.graph is None else draft.drop(graph)
        return draft, Written(existed)
    quads = [quad for part in request.parts for quad in _read(part, graph, request.base_iri)]
    if isinstance(request, ReplaceGraph):
        stay = set(quads)
        draft.delete(q for q in list(draft.store.quads_for_pattern(None, None, None, graph)) if q not in stay)
    assert isinstance(request, AddTriples | ReplaceGraph)
    draft.make(graph)
    draft.insert(quads)
    return draft, Written(existed)


def _named(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{iri[:200]} is no IRI") from error


def _read(part: Part, graph: ox.NamedNode, base_iri: str) -> Iterator[ox.Quad]:
    """The triples of a file, in a graph; blank nodes are new ones."""
    codec = GRAPH_FORMATS[part.format].codec
    try:
        parsed = ox.parse(path=str(part.path), format=codec, base_iri=base_iri, rename_blank_nodes=True)
        for quad in parsed:
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                raise QueryError("the triples of one graph are wanted here, without names of graphs")
            yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the {part.format} cannot be read: {str(error.args[0])[:200]}") from error


def ensure_build(workspace: Workspace, settings: Settings) -> None:
    """Have something to serve: where nothing has ever been built, a graph of what users have written.

    A graph that was built and whose files are gone or damaged is left to ``kg build``.
    """
    with publishing(workspace.folder), suppress(DamageError):
        if current_version(workspace.folder) is not None or not workspace.has_builds():
            _settled(workspace, settings)


def _settled(workspace: Workspace, settings: Settings) -> Version:
    """The current version, after bringing it up to what is recorded, which a killed writer may not have done."""
    current = current_version(workspace.folder)
    if current is None:
        if workspace.has_builds():
            raise StoreError(f"{workspace.folder} has no graph: run kg build to make it anew from what is recorded")
        current = Version(0, workspace.user_graphs.revision())
        write_all(workspace.folder, current, user_quads(workspace), workspace.user_graphs.graphs())
        publish(workspace.folder, current)
        return current
    version = bring_up_to_date(workspace, current, settings)
    if version != current:
        publish(workspace.folder, version)
    return version


def bring_up_to_date(workspace: Workspace, version: Version, settings: Settings) -> Version:
    """A version with the users' graphs as they are recorded now, in place of one that holds an earlier revision.

    The folder is renamed, so nobody but a builder or writer may have it open, and ``publishing`` must be held.
    """
    revision = workspace.user_graphs.revision()
    if revision == version.revision:
        return version
    fresh = Version(version.build, revision)
    change = workspace.user_graphs.changes_since(version.revision)
    if change is None:
        store = EmbeddedStore.open(folder_of(workspace.folder, version), settings)
        derived = (q for q in store.quads() if is_derived(q.graph_name.value, settings))  # type: ignore[union-attr]
        graphs = workspace.user_graphs.graphs()
        write_all(workspace.folder, fresh, chain(derived, user_quads(workspace)), graphs)
        return fresh
    target = workspace.folder / "store" / _DRAFT
    shutil.rmtree(target, ignore_errors=True)
    copy_build(folder_of(workspace.folder, version), target)
    _apply(ox.Store(str(target)), change, workspace.user_graphs.graphs())
    write_checksums(target, folder_of(workspace.folder, version))
    shutil.rmtree(folder_of(workspace.folder, fresh), ignore_errors=True)
    target.rename(folder_of(workspace.folder, fresh))
    return fresh


def _apply(store: ox.Store, change: UserChange, graphs: Iterable[str]) -> None:
    apply_change(store, _parsed(change.gone), _parsed(change.new))
    for graph in graphs:
        store.add_graph(ox.NamedNode(graph))  # it may have become empty
    for graph in change.dropped:
        if store.contains_named_graph(ox.NamedNode(graph)):
            store.remove_graph(ox.NamedNode(graph))
    store.flush()


def user_quads(workspace: Workspace) -> Iterator[ox.Quad]:
    """Every quad that users have written."""
    return _parsed(workspace.user_graphs.triples())


def _parsed(triples: Iterable[GraphTriple]) -> Iterator[ox.Quad]:
    # One line for each quad: the graph's IRI is written as the parser of N-Quads wants it.
    lines = "".join(f"{item.triple} {ox.NamedNode(item.graph)} .\n" for item in triples)
    try:
        yield from ox.parse(lines, format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise SimpulError("the record of the users' graphs is damaged") from error
