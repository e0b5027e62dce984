"""Discovery: where a SPARQL server has its parts, found from the one address that its operator knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from kg.errors import QueryError, RemoteStoreError
from kg.store.connection import Connection, shown
from kg.store.service import Service

_ROWS = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a kind of server has its parts below its address; ``server`` is what it calls itself, where that tells."""

    query: str
    update: str
    graphs: str
    server: str = ""


# In this order: the first one fits whose part for queries answers and, where its name is known, who says that name.
_LAYOUTS = (
    _Layout("/sparql", "/sparql-auth", "/sparql-graph-crud-auth", "virtuoso"),
    _Layout("/query", "/update", "/store", "oxigraph"),
    _Layout("/sparql", "/update", "/data"),  # Fuseki
    _Layout("/query", "/update", "/store"),
    _Layout("", "/statements", "/rdf-graphs/service"),  # RDF4J and GraphDB
)


def find_service(url: str, given: Service, connection: Connection | None = None) -> Service:
    """The addresses of the server at ``url``, those of ``given`` where it says them.

    Raises ``RemoteStoreError`` where nothing below ``url`` answers queries, or where the address is of no use.
    """
    for address in (url, given.query, given.update, given.graphs):
        _check(address)
    if given.query:
        return given
    line = connection or Connection(given.credentials, seconds=15)
    try:
        return _found(url.rstrip("/"), given, line)
    finally:
        if connection is None:
            line.close()


def _found(base: str, given: Service, line: Connection) -> Service:
    answered: dict[str, str | None] = {}
    refusals = []
    for layout in _LAYOUTS:
        if layout.query not in answered:
            try:
                answered[layout.query] = _server_at(base + layout.query, line)
            except RemoteStoreError as error:
                answered[layout.query] = None
                refusals.append(str(error))
        server = answered[layout.query]
        if server is not None and server.startswith(layout.server):
            return replace(
                given,
                query=base + layout.query,
                update=given.update or base + layout.update,
                graphs=given.graphs or base + layout.graphs,
            )
    raise RemoteStoreError(
        f"no SPARQL server is found at {shown(base)} ({refusals[0]}); --store-query, --store-update and --store-graphs "
        "name its parts where they are elsewhere"
    )


def _server_at(url: str, line: Connection) -> str:
    """What the server calls itself that answers queries there."""
    try:
        reply = line.ask(url, "ASK {}", (), _ROWS)
    except QueryError as error:
        raise RemoteStoreError(f"{shown(url)} takes no queries") from error
    if reply.media_type != _ROWS:
        raise RemoteStoreError(f"{shown(url)} does not answer as a SPARQL server does")
    return reply.headers.get("server", "").lower()


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        good = not address or (parts.scheme in ("http", "https") and bool(parts.hostname))
        secret = parts.username is not None or parts.password is not None
    except ValueError:
        good, secret = False, False
    if not good:
        raise RemoteStoreError(f"{shown(address)} is no address of a SPARQL server: http://… or https://… is wanted")
    if secret:
        raise RemoteStoreError(
            "names and passwords do not belong into the address of a store: --store-credentials FILE, or the variable "
            "SIMPUL_STORE_CREDENTIALS"
        )
