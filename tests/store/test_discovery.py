from __future__ import annotations

import httpx2
import pytest

from kg.errors import RemoteStoreError
from kg.store.connection import Connection
from kg.store.discovery import find_service
from kg.store.service import Service
from tests.servers import Running

YES = '{"head": {}, "boolean": true}'


def server(path: str, name: str = "", kind: str = "application/sparql-results+json", status: int = 200) -> Connection:
    """A server that answers queries at one path."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        headers = {"Content-Type": kind, **({"Server": name} if name else {})}
        found = request.url.path == path
        return httpx2.Response(status if found else 404, headers=headers, text=YES)

    return Connection(transport=httpx2.MockTransport(answer))


@pytest.mark.parametrize(
    ("path", "name", "parts"),
    [
        ("/sparql", "Virtuoso/07.20.3229 (Linux)", ("/sparql", "/sparql-auth", "/sparql-graph-crud-auth")),
        ("/query", "Oxigraph/0.5.13", ("/query", "/update", "/store")),
        ("/query", "", ("/query", "/update", "/store")),
        ("/sparql", "", ("/sparql", "/update", "/data")),
        ("/", "", ("", "/statements", "/rdf-graphs/service")),
    ],
)
def test_the_parts_of_usual_servers_are_found(path: str, name: str, parts: tuple[str, str, str]) -> None:
    base = "http://store.example"
    found = find_service(f"{base}/", Service(""), server(path, name))
    assert (found.query, found.update, found.graphs) == tuple(f"{base}{part}" for part in parts)


def test_what_is_given_is_taken() -> None:
    given = Service("", update="http://other.example/u")
    found = find_service("http://store.example", given, server("/query"))
    assert (found.update, found.graphs) == ("http://other.example/u", "http://store.example/store")
    whole = Service("http://a.example/q", "http://a.example/u", "http://a.example/g")
    assert find_service("", whole) == whole


@pytest.mark.parametrize(
    "connection",
    [
        server("/nowhere"),
        server("/sparql", kind="text/html"),
        server("/query", status=500),
        server("/query", status=302),
    ],
)
def test_where_nothing_answers_the_options_are_named(connection: Connection) -> None:
    with pytest.raises(RemoteStoreError, match=r"no SPARQL server is found at http://store.example.*--store-query"):
        find_service("http://store.example", Service(""), connection)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "store.example", "http://", "http://[", "ftp://store.example/"])
def test_only_addresses_of_the_web_are_taken(url: str) -> None:
    for given in (Service(""), Service("http://store.example", update=url)):
        with pytest.raises(RemoteStoreError, match="no address of a SPARQL server"):
            find_service(url, given)


def test_a_password_is_not_taken_from_an_address_nor_shown() -> None:
    with pytest.raises(RemoteStoreError, match="--store-credentials") as caught:
        find_service("http://me:secret@store.example", Service(""))
    assert "secret" not in str(caught.value)


def test_oxigraph_is_found(oxigraph_server: Running) -> None:
    assert oxigraph_server.service.graphs == f"{oxigraph_server.url}/store"
