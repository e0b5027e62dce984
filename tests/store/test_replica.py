from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import RemoteStoreError
from kg.store.replica import DefaultGraph, Replica
from kg.store.service import Service
from tests.servers import Running, oxigraph


def test_a_default_graph_that_repeats_triples_is_refused(tmp_path: Path) -> None:
    with oxigraph(tmp_path, "--union-default-graph") as running:
        replica = Replica(running.service)
        with pytest.raises(RemoteStoreError, match=r"once for each graph.*--union-default-graph"):
            replica.drop("urn:g")
        assert not replica.holds("urn:x-simpul:probe:1")
        replica.close()


def test_a_default_graph_of_its_own_is_found(oxigraph_server: Running) -> None:
    replica = Replica(oxigraph_server.service)
    assert replica.default_graph is DefaultGraph.OWN
    assert not replica.holds("urn:x-simpul:probe:1")
    replica.close()


def test_loading_needs_its_addresses() -> None:
    with pytest.raises(RemoteStoreError, match="--store-update"):
        Replica(Service("http://store.example/query"))
