"""Places: what a published folder holds, and under which names, which every file system can take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from kg.rdf.iris import digest, slug
from kg.serve.representations import MEDIA_TYPES, split

STATIC = "/static/"
_FIELDS: dict[str, tuple[str, ...]] = {
    "/": (),
    "/about": (),
    "/events": ("offset",),
    "/quality": (),
    "/search": ("type", "offset"),
    "/statements": ("offset",),
}
"""The pages that do not belong to one thing, and the fields of their addresses that make pages of their own."""
_THING, _THING_FIELDS = re.compile(r"/page/(?!quotation/)."), ("list", "offset")
_CLAIM = re.compile(r"/page/claim/")
"""A claim stands in the tables of the things that it is about; by itself it is there as a page and in RDF."""
_NOTHING = {("offset", "0")}

_PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,78}[a-z0-9])?")
_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""Names that Windows keeps for devices, whatever ending they have."""
_LONGEST = 160
_SHOWN = 40


class Place(NamedTuple):
    """A page in all languages, or data in a form that has none: the path of it, the fields that say which part of a
    list, and the ending of its file.
    """

    path: str
    fields: tuple[tuple[str, str], ...] = ()
    ending: str = "html"

    @property
    def file(self) -> str:
        """The file, from the top of the published folder or of a language's; no two places have the same one.

        It tells upper case from lower by more than the case, and has no part longer than 80 characters.
        """
        if self.path.startswith(STATIC):
            return self.path[1:]
        parts = [_part(part) for part in self.path.strip("/").split("/")] if self.path != "/" else ["index"]
        stem = "/".join(parts)
        for name, value in self.fields:
            stem += f".{_part(f'{name}-{value}')}"
        if len(stem) > _LONGEST:
            stem = f"{parts[0]}/{_cut(parts[-1])}~{digest(stem)}"
        return f"{stem}.{self.ending}"


@lru_cache(maxsize=100_000)
def place_of(address: str) -> Place | None:
    """The place of an address of the server; None for what needs a server."""
    path, _, query = address.partition("#")[0].partition("?")
    if path.startswith("/data/"):
        stem, _, ending = path.rpartition(".")
        return Place(unquote(f"/page/{stem.removeprefix('/data/')}"), (), ending) if ending == "ttl" else None
    if path.startswith(STATIC):
        return Place(path, (), "")
    stem, ending = split(unquote(path))
    given = [pair for pair in parse_qsl(query) if pair not in _NOTHING and pair[0] != "show"]
    allowed: Sequence[str] = _THING_FIELDS if _THING.match(stem) else _FIELDS.get(stem, ("",))
    if ending and _CLAIM.match(stem):
        return None
    if allowed == ("",) or not {name for name, _ in given} <= set(allowed):
        return None
    fields = tuple((name, value) for name in allowed for key, value in given if key == name)
    return Place(stem, fields, ending if ending in MEDIA_TYPES else "html")


def _part(text: str) -> str:
    """A part of a file's name: small letters, digits and hyphens as they are, a capital as ``_`` and the small letter.

    Anything else is told apart by a digest.
    """
    name = re.sub(r"[A-Z_]", lambda match: f"_{match[0].lower()}", text)
    if _PLAIN.fullmatch(name.removeprefix("_")) and not _RESERVED.fullmatch(name):
        return name
    return f"{_cut(slug(text))}~{digest(text)}"


def _cut(text: str) -> str:
    return text[:_SHOWN].strip("-_~")
