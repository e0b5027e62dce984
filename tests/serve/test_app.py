from __future__ import annotations

import pytest
from pyoxigraph import Quad
from starlette.testclient import TestClient

from kg.errors import MissingExtraError, NotFoundError, QueryError, SimpulError, StoreError
from kg.serve import create_app
from kg.serve.answers import BusyError, TimeLimitError
from kg.serve.errors import status_of
from kg.store import EmbeddedStore
from kg.views.language import LANGUAGES, Language

HTML = {"Accept": "text/html"}


@pytest.mark.parametrize("path", ["/", "/sparql", "/static/simpul.css", "/nowhere", "/page/nothing", "/data/x/y"])
def test_every_response_has_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path, headers=HTML).headers
    assert headers["content-security-policy"].startswith("default-src 'self'; script-src 'self'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("headers", "query", "language"),
    [
        ({}, "", "id"),
        ({"Accept-Language": "en-GB"}, "", "en"),
        ({"Accept-Language": "en", "Cookie": "lang=id"}, "", "id"),
        ({"Cookie": "lang=id"}, "?lang=en", "en"),
        ({"Cookie": "lang=xx"}, "?lang=<b>", "id"),
    ],
)
def test_the_language_is_asked_for_remembered_or_preferred(
    client: TestClient, headers: dict[str, str], query: str, language: str
) -> None:
    assert f'<html lang="{language}">' in client.get(f"/{query}", headers={**HTML, **headers}).text


def test_a_chosen_language_is_remembered(client: TestClient) -> None:
    cookie = client.get("/?lang=en", headers=HTML).headers["set-cookie"]
    assert cookie.startswith("lang=en;")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_the_other_language_keeps_the_rest_of_the_address(client: TestClient) -> None:
    page = client.get("/search?q=a%26b&lang=id", headers=HTML).text
    assert 'href="/search?q=a%26b&amp;lang=en"' in page


@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/page/person/nobody", 404)])
def test_what_is_not_there_is_a_page_for_people_and_a_line_for_programs(
    client: TestClient, path: str, status: int
) -> None:
    page = client.get(path, headers=HTML)
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert "Tidak ditemukan" in page.text
    line = client.get(path, headers={"Accept": "application/json"})
    assert (line.status_code, line.headers["content-type"]) == (status, "text/plain; charset=utf-8")


def test_the_language_link_of_a_strange_path_stays_here(client: TestClient) -> None:
    page = client.get("//evil.example/", headers=HTML).text
    assert 'href="//' not in page


def test_pages_are_sent_compressed(client: TestClient) -> None:
    response = client.get("/page/unit/bapas-purwokerto", headers={**HTML, "Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"


def test_a_method_that_is_not_taken(client: TestClient) -> None:
    response = client.post("/", headers=HTML)
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]


def test_a_defect_is_an_error_page_without_a_trace(hostile_quads: list[Quad]) -> None:
    store = EmbeddedStore.of(hostile_quads)
    app = create_app(store)
    app.state.settings = None
    with TestClient(app, raise_server_exceptions=False) as client:
        response = client.get("/page/unit/x", headers={"Accept": "application/json"})
    assert response.status_code == 500
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFoundError("x"), 404),
        (QueryError("x"), 400),
        (StoreError("x"), 503),
        (TimeLimitError("x"), 503),
        (BusyError("x"), 503),
        (MissingExtraError("pyvis", "view"), 501),
        (SimpulError("x"), 500),
    ],
)
def test_each_error_has_a_status_and_words_in_every_language(error: SimpulError, status: int) -> None:
    found, key = status_of(error)
    assert found == status
    assert all(Language.of(code).has(f"errors.{key}.title") for code in LANGUAGES)


@pytest.mark.parametrize("path", ["/static/simpul.css", "/static/simpul.svg"])
def test_static_files_are_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"])
def test_nothing_else_is(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
