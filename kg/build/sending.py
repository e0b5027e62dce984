"""Sending: the graphs of a workspace to a SPARQL server elsewhere, those that have changed since the last time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kg.build.report import Progress, silent
from kg.settings import Settings
from kg.store import EmbeddedStore, Store, current_build
from kg.store.replica import Replica
from kg.store.service import Service
from kg.workspace import Workspace, locked
from kg.writing import graph_state


@dataclass(frozen=True, slots=True)
class Sent:
    """What a server was sent: how many graphs came, went, and were there already as they are."""

    replaced: int
    dropped: int
    unchanged: int


def send(
    settings: Settings,
    service: Service,
    *,
    anew: bool = False,
    progress: Progress = silent,
    replica: Replica | None = None,
) -> Sent:
    """Bring a server's copy of the graph up to date with the workspace's graph in use, users' graphs included.

    The workspace remembers what each server was sent, graph by graph, so that one that is interrupted goes on where it
    was. A server that has lost what it was sent gets all of it, as with ``anew``. Raises ``RemoteStoreError`` where the
    server does not take it, ``StoreError`` where there is no graph, ``WorkspaceError`` where another process builds.
    """
    server = replica or Replica(service, settings)
    try:
        with Workspace.open(settings.workspace) as workspace, locked(settings.workspace, os.getpid()):
            store = EmbeddedStore.open(current_build(settings.workspace), settings)
            return _sent(workspace, store, server, service.graphs, anew, progress)
    finally:
        if replica is None:
            server.close()


def _sent(
    workspace: Workspace, store: Store, server: Replica, name: str, anew: bool, progress: Progress
) -> Sent:  # fmt: skip
    wanted, before = _hashes(workspace, store), workspace.sent_graphs(name)
    known = {} if anew or _has_lost(server, store, before) else before
    changed = sorted(graph for graph, hash_ in wanted.items() if known.get(graph) != hash_)
    gone = sorted(before.keys() - wanted.keys())
    steps = [(graph, wanted[graph]) for graph in changed] + [(graph, None) for graph in gone]
    for done, (graph, hash_) in enumerate(steps, 1):
        if hash_ is None:
            server.drop(graph)
        else:
            server.replace(graph, _triples(store, graph))
        workspace.note_sent(name, graph, hash_)
        progress("Sending the graph", done, len(steps))
    return Sent(len(changed), len(gone), len(wanted) - len(changed))


def _hashes(workspace: Workspace, store: Store) -> dict[str, str]:
    """Graph to a hash of what it holds: of its inputs where a build has made it, of its triples where users have."""
    users = workspace.user_graphs.graphs()
    return workspace.graph_hashes() | {graph: graph_state(_triples(store, graph)) for graph in users}


def _triples(store: Store, graph: str) -> Iterator[Triple]:
    return (quad.triple for quad in store.quads(graph=NamedNode(graph)))


def _has_lost(server: Replica, store: Store, before: dict[str, str]) -> bool:
    """Whether a graph that the server was sent, and that is not empty, is not there."""
    filled = next((g for g in sorted(before) if next(_triples(store, g), None) is not None), None)
    return filled is not None and not server.holds(filled)
