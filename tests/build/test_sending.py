from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.build import back_up, restore
from kg.build.sending import Sent, send
from kg.errors import RemoteStoreError
from kg.settings import Settings
from kg.store import EmbeddedStore, Store, current_build
from kg.store.remote import RemoteStore
from kg.store.replica import Replica
from kg.store.service import Service
from kg.workspace import Workspace
from kg.writing import Update, ensure_build, write
from tests.servers import Running


@pytest.fixture
def service(oxigraph_server: Running) -> Iterator[Service]:
    """An empty server."""
    found = oxigraph_server.service
    yield found
    empty(found)


@pytest.fixture
def remote(service: Service) -> Iterator[RemoteStore]:
    store = RemoteStore(service)
    yield store
    store.close()


def empty(service: Service) -> None:
    store, replica = RemoteStore(service), Replica(service)
    for graph in list(store.graphs()):
        replica.drop(graph.value)
    store.close()
    replica.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A workspace with some graphs that users wrote, and no article."""
    settings = Settings(workspace=tmp_path / "workspace")
    with Workspace.create(settings.workspace) as record:
        ensure_build(record, settings)
    for name in "abcd":
        change(settings, f"INSERT DATA {{ GRAPH <urn:{name}> {{ <urn:{name}> <urn:p> 1 . <urn:all> <urn:p> [] }} }}")
    return settings


def change(settings: Settings, text: str) -> None:
    write(Update(text, settings.base_iri), settings)


def everything(store: Store) -> set[ox.Quad]:
    return set(store.quads())


def default_graph(store: Store) -> list[str]:
    return sorted(str(row) for row in store.select("SELECT ?s ?p ?o { ?s ?p ?o }"))


def local(settings: Settings) -> EmbeddedStore:
    return EmbeddedStore.open(current_build(settings.workspace), settings)


def test_a_server_gets_the_whole_then_what_has_changed(
    tmp_path: Path, gold_workspace: Path, service: Service, remote: RemoteStore
) -> None:
    shutil.copytree(gold_workspace, tmp_path / "workspace")
    settings = Settings(workspace=tmp_path / "workspace")
    said: list[tuple[str, int, int]] = []
    first = send(settings, service, progress=lambda *step: said.append(step))
    graphs = len(list(local(settings).graphs()))
    assert first == Sent(graphs, 0, 0)
    assert said == [("Sending the graph", done, graphs) for done in range(1, graphs + 1)]
    assert everything(remote) == everything(local(settings))
    assert default_graph(remote) == default_graph(local(settings))
    assert send(settings, service) == Sent(0, 0, graphs)

    change(settings, "INSERT DATA { GRAPH <urn:mine> { <urn:a> <urn:b> 1 } GRAPH <urn:empty> { <urn:a> <urn:b> 1 } }")
    change(settings, "CLEAR GRAPH <urn:empty>")
    assert send(settings, service) == Sent(2, 0, graphs)
    change(settings, "DROP GRAPH <urn:mine>")
    assert send(settings, service) == Sent(0, 1, graphs + 1)
    assert everything(remote) == everything(local(settings))
    assert default_graph(remote) == default_graph(local(settings))


def test_what_is_interrupted_goes_on_where_it_was(settings: Settings, service: Service, remote: RemoteStore) -> None:
    def impatient(stage: str, done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send(settings, service, progress=impatient)
    rest = send(settings, service)
    assert rest.unchanged == 2
    assert len(everything(remote)) == len(everything(local(settings)))


def test_a_server_that_has_lost_it_gets_all_again(settings: Settings, service: Service) -> None:
    graphs = send(settings, service).replaced
    empty(service)
    assert send(settings, service).replaced == graphs
    assert send(settings, service, anew=True).replaced == graphs


def test_what_another_server_was_sent_does_not_count(settings: Settings, service: Service) -> None:
    graphs = send(settings, service).replaced
    other = replace(service, graphs=service.graphs + "?")
    assert send(settings, other).replaced == graphs


def test_a_workspace_that_was_restored_does_not_trust_its_memory(settings: Settings, service: Service) -> None:
    send(settings, service)
    saved = settings.workspace.parent / "saved.tar.gz"
    back_up(settings.workspace, saved)
    change(settings, "INSERT DATA { GRAPH <urn:mine> { <urn:a> <urn:b> 1 } }")
    send(settings, service)
    restored = replace(settings, workspace=settings.workspace.parent / "restored")
    restore(saved, restored.workspace)
    assert send(restored, service).unchanged == 0


def test_a_server_that_is_gone_is_named(settings: Settings) -> None:
    gone = Service("http://127.0.0.1:1/query", "http://127.0.0.1:1/update", "http://127.0.0.1:1/store")
    with pytest.raises(RemoteStoreError, match=r"http://127\.0\.0\.1:1/query cannot be reached"):
        send(settings, gone)
