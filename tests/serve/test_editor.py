from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from starlette.testclient import TestClient

from kg.rdf.terms import LABEL, OWL, TYPE
from kg.serve import create_app, sparql
from kg.serve.editor import FOLDER, editor_address
from kg.store import EmbeddedStore
from tests.serve.conftest import SCRIPT

HTML = {"Accept": "text/html"}


def test_the_newest_version_that_is_complete_is_used(tmp_path: Path) -> None:
    assert editor_address(tmp_path) == ""
    for version in ("4.2.9", "4.2.28", "4.10.0"):
        (tmp_path / version).mkdir()
    for version in ("4.2.9", "4.2.28"):
        (tmp_path / version / "yasqe.min.js").touch()
    assert editor_address(tmp_path) == "/static/yasqe/4.2.28"


def test_the_built_files_come_with_their_licence_and_are_kept_by_browsers(client: TestClient) -> None:
    assert editor_address(), f"run `make editor`: {FOLDER} is empty"
    for name in ("yasqe.min.js", "yasqe.min.css", "LICENSE.txt", "NOTICE.txt"):
        response = client.get(f"{editor_address()}/{name}")
        assert response.status_code == 200
        assert "immutable" in response.headers["cache-control"]
    assert client.get(f"{editor_address()}/none.js").status_code == 404


def test_the_page_brings_the_editor_where_it_is_built_and_a_plain_form_anyway(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f'data-editor="{editor_address()}/yasqe.min.js"' in client.get("/sparql", headers=HTML).text
    monkeypatch.setattr(sparql, "editor_address", lambda: "")
    plain = client.get("/sparql", headers=HTML).text
    assert "yasqe" not in plain
    assert "/static/editor" not in plain
    assert '<textarea id="query" name="query"' in plain


@pytest.mark.parametrize(("language", "label"), [("id", "Orang"), ("en", "Person")])
def test_terms_come_in_the_language_of_the_reader_our_own_first(client: TestClient, language: str, label: str) -> None:
    told = client.get("/sparql/terms", params={"lang": language}).json()
    names = [term["name"] for term in told]
    own = [name.startswith("kg:") for name in names]
    assert own == sorted(own, reverse=True)
    assert {"kg:holds", "org:postIn", "schema:headline"} <= set(names)
    person = next(term for term in told if term["name"] == "kg:Person")
    assert (person["kind"], person["label"]) == ("class", label)


def test_a_term_that_no_prefix_fits_is_written_whole() -> None:
    terms = [NamedNode("urn:own"), NamedNode("https://schema.org/a/b")]
    quads = [Quad(term, TYPE, OWL["Class"], NamedNode("urn:g")) for term in terms]
    quads += [Quad(term, LABEL, Literal(SCRIPT), NamedNode("urn:g")) for term in terms]
    with TestClient(create_app(EmbeddedStore.of(quads))) as client:
        told = client.get("/sparql/terms").json()
    assert [term["name"] for term in told] == ["<https://schema.org/a/b>", "<urn:own>"]
