"""The explorer's page: what it holds before any script runs, and under which policy."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from pyoxigraph import Quad
from starlette.testclient import TestClient

import kg.serve.app
import kg.serve.explorer
from kg.serve import create_app
from kg.store import EmbeddedStore
from tests.serve.conftest import ATTRIBUTE, SCRIPT

HTML = {"Accept": "text/html"}


def text_of(client: TestClient, path: str) -> str:
    response = client.get(path, headers=HTML)
    assert response.status_code == 200
    return response.text


def test_the_page_lists_neighbours_by_relation_for_readers_without_scripts(client: TestClient) -> None:
    page = text_of(client, "/graph/unit/bapas-purwokerto?lang=en")
    assert re.search(r"<h2>Held by <small>\d+ of \d+</small></h2>\s*<ul[^>]*><li><a href=\"/graph/person/", page)
    assert '<a href="/graph/person/bluri-wijaksono"><bdi>Bluri Wijaksono</bdi></a> <small>Person</small>' in page
    assert "<noscript>" in page


def test_without_a_thing_it_asks_where_to_start(client: TestClient) -> None:
    assert "<h2>Orang</h2>" in text_of(client, "/graph?lang=id")
    found = text_of(client, "/graph?q=bluri&lang=en")
    assert re.search(r"<h2>\d results?</h2>", found)
    assert 'href="/graph/person/bluri-wijaksono"' in found
    assert "Nothing is called that." in text_of(client, "/graph?q=zzzzzzzz&lang=en")


def test_how_sure_relations_must_be_can_be_said_in_the_address(client: TestClient) -> None:
    page = text_of(client, "/graph/unit/bapas-purwokerto?min_confidence=0.95")
    assert told_in(page)["least"] == 0.95
    assert "bluri-wijaksono" not in page


def test_nothing_is_known_of_a_thing_that_is_not_there(client: TestClient) -> None:
    assert client.get("/graph/person/nobody", headers=HTML).status_code == 404


def test_a_post_is_explored_from_its_unit(client: TestClient) -> None:
    assert told_in(text_of(client, "/graph/post/kepala-bapas-purwokerto"))["start"] == "unit/bapas-purwokerto"


def test_the_page_runs_scripts_of_its_own_server_only(client: TestClient) -> None:
    response = client.get("/graph", headers=HTML)
    policy = response.headers["content-security-policy"]
    assert "default-src 'self'; script-src 'self'" in policy
    assert "unsafe" not in policy
    scripts = re.findall(r"<script(?![^>]*application/json)([^>]*)>", response.text)
    assert len(scripts) == 2
    assert all('src="/static/' in script for script in scripts)
    for path in (told_in(response.text)["library"], *re.findall(r'(?:src|href)="(/static/[^"]+)"', response.text)):
        assert client.get(path).status_code == 200


def test_the_script_is_told_all_its_words_in_the_readers_language(client: TestClient) -> None:
    told = {code: told_in(text_of(client, f"/graph?lang={code}")) for code in ("id", "en")}
    assert (told["id"]["words"]["undo"], told["en"]["words"]["undo"]) == ("Urungkan", "Undo")
    assert told["id"]["words"].keys() == told["en"]["words"].keys()
    assert dict(told["en"]["types"])["Unit"] == "Organisation"


def test_without_pyvis_the_list_stands_alone(demo_store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (kg.serve.app, kg.serve.explorer):
        monkeypatch.setattr(module, "library_folder", lambda: None)
    with TestClient(create_app(demo_store)) as client:
        page = text_of(client, "/graph/person/bluri-wijaksono?lang=en")
        assert "The canvas is not installed on this server" in page
        assert told_in(page)["library"] == ""
        assert client.get("/static/vis/vis-network.min.js").status_code == 404


def test_hostile_names_are_escaped(hostile_quads: list[Quad]) -> None:
    with TestClient(create_app(EmbeddedStore.of(hostile_quads))) as client:
        start = re.search(r'href="/page(/person/[^"]+)"', text_of(client, "/search?type=Person"))
        assert start is not None
        for path in (f"/graph{start[1]}", "/graph?q=alert", "/graph"):
            page = text_of(client, path)
            assert SCRIPT not in page
            assert ATTRIBUTE not in page


def told_in(page: str) -> dict[str, Any]:
    match = re.search(r'<script type="application/json" id="told">(.*?)</script>', page, re.DOTALL)
    assert match is not None
    told = json.loads(match[1])
    assert isinstance(told, dict)
    return told
