from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from starlette.testclient import TestClient

from kg.errors import StoreError
from kg.rdf.terms import LABEL, TYPE, ontology
from kg.serve import Limits, create_app
from kg.serve.graphs import WorkspaceGraph
from kg.settings import Settings
from kg.store.builds import publish, write_all

SETTINGS = Settings()
PERSON = NamedNode(f"{SETTINGS.base_iri}person/baru")
GRAPH = NamedNode(f"{SETTINGS.base_iri}article/baru")
FRESH = [
    Quad(PERSON, TYPE, ontology(SETTINGS.ontology_iri)["Person"], GRAPH),
    Quad(PERSON, LABEL, Literal("Orang Baru"), GRAPH),
]


def test_a_new_build_is_served_without_a_restart(workspace: Path) -> None:
    with TestClient(create_app(workspace, SETTINGS, Limits(processes=1))) as client:
        assert client.get("/page/person/baru").status_code == 404
        write_all(workspace, 2, FRESH)
        assert client.get("/page/person/baru").status_code == 404
        publish(workspace, 2)
        assert client.get("/page/person/baru").status_code == 200
        assert "Orang Baru" in client.get("/search?q=orang").text
        rows = client.get("/sparql", params={"query": "SELECT ?l { ?s rdfs:label ?l }", "format": "csv"}).text
        assert rows.splitlines() == ["l", "Orang Baru"]


def test_a_graph_that_is_in_use_stays_readable_after_the_change(workspace: Path) -> None:
    source = WorkspaceGraph(workspace, SETTINGS, Limits(processes=1))
    before = source.current()
    assert source.current() is before
    write_all(workspace, 2, FRESH)
    publish(workspace, 2)
    after = source.current()
    assert after is not before
    assert len(after.store) == 2
    assert len(before.store) > 2
    source.close()


def test_without_a_build_the_page_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        WorkspaceGraph(tmp_path, SETTINGS, Limits()).current()
    with TestClient(create_app(tmp_path)) as client:
        page = client.get("/", headers={"Accept": "text/html"})
        assert (page.status_code, page.headers["retry-after"]) == (503, "10")
        assert "kg build" in page.text
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 503


def test_what_pages_need_is_read_before_anybody_asks_for_it(workspace: Path) -> None:
    with TestClient(create_app(workspace, SETTINGS, Limits(processes=1))) as client:
        for thread in threading.enumerate():
            if thread.name == "read-ahead":
                thread.join(60)
        assert {"names", "summary", "events_index", "quotations"} <= vars(client.app.state.source.current()).keys()  # type: ignore[attr-defined]


def test_reading_ahead_ends_where_it_is_no_longer_wanted(workspace: Path) -> None:
    source = WorkspaceGraph(workspace, SETTINGS, Limits(processes=1))
    served = source.current()
    served.read_ahead(lambda: "kinds" not in vars(served))
    assert "kinds" in vars(served)
    assert "names" not in vars(served)
    source.close()
