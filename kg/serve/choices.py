"""Choices: what a page with a selection reads from its address, and the addresses of other selections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request

from kg.serve.graphs import Served
from kg.settings import Settings
from kg.views.things import is_known, things

_LONGEST = 500


def iri_of(request: Request, name: str) -> str:
    """The IRI that a parameter names by an id such as ``person/bluri-wijaksono``; an IRI stands for itself."""
    settings, text = request.app.state.settings, request.query_params.get(name, "")[:_LONGEST]
    assert isinstance(settings, Settings)
    return text if not text or re.match(r"[a-z][a-z0-9+.-]*:", text) else settings.base_iri + text


def day_of(request: Request, name: str) -> str:
    """The ISO day that a parameter gives; empty where it is none, so that nothing is left out."""
    try:
        return date.fromisoformat(request.query_params.get(name, "")[:10]).isoformat()
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Choices:
    """A selection as it stands in an address: ``path``, and ``fields`` with things as ids, empty ones left out."""

    path: str
    fields: Mapping[str, str]

    def link(self, **changed: str) -> str:
        """The address with some fields changed; ``start`` and ``end`` name the fields ``from`` and ``to``."""
        names = {"start": "from", "end": "to"}
        together = {**self.fields, **{names.get(name, name): value for name, value in changed.items()}}
        query = urlencode({name: value for name, value in together.items() if value})
        return f"{self.path}?{query}" if query else self.path

    @property
    def query(self) -> str:
        """The part of the address behind the question mark."""
        return self.link().partition("?")[2]

    def named(self, served: Served, iris: Mapping[str, str]) -> list[tuple[str, str]]:
        """(field, label) of each field that names a thing; one that the graph does not know stands as it is."""
        given = {name: iri for name, iri in iris.items() if iri}
        found = things(served.store, [iri for iri in given.values() if is_known(served.store, iri)])
        return [(name, found[iri].label if iri in found else iri) for name, iri in given.items()]


def short(request: Request, iri: str) -> str:
    """An IRI of this graph as an id."""
    return iri.removeprefix(str(request.app.state.settings.base_iri))
