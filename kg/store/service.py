"""Service: the addresses of a SPARQL server elsewhere, and who we are to it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Credentials:
    """A token, or a name with its password; neither is shown."""

    token: str = field(default="", repr=False)
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Service:
    """Where a server takes queries, updates and whole graphs, and who we are to it.

    An operator gives these; no document, query or request ever does.
    """

    query: str
    update: str = ""
    graphs: str = ""
    credentials: Credentials | None = None
