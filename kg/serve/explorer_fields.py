"""Explorer fields: what requests of the explorer's script say, read within bounds, and things named shortly.

In these requests a thing is named by its IRI without the graph's own base: ``person/bluri-wijaksono``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.serve.parameters import Fields, address_fields, form_fields, only, read_text
from kg.settings import Settings
from kg.views.edges import Edge, EdgeFilter
from kg.views.graph_data import TYPES
from kg.views.graph_lookup import RELATIONS

MOST_THINGS = 2_000
"""How many things one request may name."""

_MOST_BYTES = 1_000_000
_MOST_AT_ONCE, _LARGEST_OFFSET = 100, 1_000_000
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_CONFIDENCE = re.compile(r"0?\.\d{1,4}|[01]|1\.0{1,4}", re.ASCII)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


async def explorer_fields(request: Request) -> ExplorerFields:
    """The fields of the address or, with POST, of the body: a drawing names more things than an address can."""
    posted = request.method == "POST"
    fields = form_fields(await read_text(request, _MOST_BYTES)) if posted else address_fields(request)
    return ExplorerFields(fields, request.app.state.settings)


@dataclass(frozen=True, slots=True)
class ExplorerFields:
    """The fields of one request; what is unreadable raises ``HTTPException`` with status 400."""

    fields: Fields
    settings: Settings

    def text(self, name: str) -> str:
        """The text of a field; empty where it is missing."""
        return only(self.fields, name) or ""

    def thing(self, name: str) -> str:
        """The IRI of the thing that a field names."""
        text = self.text(name)
        if not text:
            raise HTTPException(400, f"{name} must name a thing, for example person/bluri-wijaksono")
        return self._iri(text)

    def things(self, name: str) -> list[str]:
        """The IRIs of the things that a field names, parted by blanks, each once."""
        named = dict.fromkeys(self._iri(part) for part in self.text(name).split())
        if len(named) > MOST_THINGS:
            raise HTTPException(400, f"{name} may name {MOST_THINGS} things")
        return list(named)

    def short(self, iri: str) -> str:
        """How a thing is named in these requests."""
        return iri.removeprefix(self.settings.base_iri)

    @property
    def wanted(self) -> EdgeFilter:
        """Which edges are wanted."""
        least = self.text("least")
        if least and not _CONFIDENCE.fullmatch(least):
            raise HTTPException(400, "least must be a number from 0 to 1")
        relations = self._among("relations", RELATIONS)
        return EdgeFilter(relations, float(least or 0), self._day("since"), self._day("until"))

    @property
    def types(self) -> frozenset[str]:
        """Of which types things are wanted; of all where empty."""
        return self._among("types", TYPES)

    @property
    def edge(self) -> Edge:
        """The edge that is asked about."""
        relation = self.text("relation")
        if relation not in RELATIONS:
            raise HTTPException(400, f"relation must be one of {', '.join(RELATIONS)}")
        return Edge(self.thing("source"), relation, self.thing("target"), self.text("title"))

    @property
    def offset(self) -> int:
        """How many neighbours come before those that are asked for."""
        return min(self._number("offset", 0), _LARGEST_OFFSET)

    @property
    def limit(self) -> int:
        """How many neighbours are asked for."""
        return max(1, min(self._number("limit", 20), _MOST_AT_ONCE))

    def _iri(self, text: str) -> str:
        return text if _SCHEME.match(text) else self.settings.base_iri + text

    def _among(self, name: str, known: tuple[str, ...]) -> frozenset[str]:
        chosen = frozenset(self.text(name).split())
        if strange := sorted(chosen - set(known)):
            raise HTTPException(400, f"{name} may hold {', '.join(known)}, not {strange[0]}")
        return chosen

    def _day(self, name: str) -> str:
        text = self.text(name)
        if text and not _DAY.fullmatch(text):
            raise HTTPException(400, f"{name} must be a day, month or year, for example 2025-10-29 or 2025-10")
        return text

    def _number(self, name: str, default: int) -> int:
        text = self.text(name)
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default
