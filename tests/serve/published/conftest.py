from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg.rdf.terms import named_graph
from kg.serve.published import publish_site
from kg.settings import Settings
from kg.store import EmbeddedStore, current_build
from kg.store.builds import publish, write_all

UNSPOKEN = NamedNode(f"{Settings().base_iri}unit/lapas-narkotika-purwokerto")


@pytest.fixture(scope="session")
def published_workspace(tmp_path_factory: pytest.TempPathFactory, gold_workspace: Path) -> Path:
    """The graph of three articles with what the reference data say of their things, and of one that none mentions."""
    folder = tmp_path_factory.mktemp("published")
    store, reference = EmbeddedStore.open(current_build(gold_workspace)), named_graph("reference", Settings())
    quads = [quad for quad in store.quads() if quad.graph_name != reference]
    known, unread = {reference}, [term for quad in quads for term in (quad.subject, quad.object)]
    while unread:
        term = unread.pop()
        if isinstance(term, NamedNode) and term not in known:
            known.add(term)
            said = list(store.quads(subject=term, graph=reference))
            quads += said
            unread += [quad.object for quad in said]
    assert UNSPOKEN not in known
    quads += store.quads(subject=UNSPOKEN, graph=reference)
    write_all(folder, 1, quads)
    publish(folder, 1)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, published_workspace: Path) -> Path:
    """The published pages of that graph. Tests leave them as they are."""
    folder = tmp_path_factory.mktemp("site")
    publish_site(folder, Settings(workspace=published_workspace), jobs=1)
    return folder
