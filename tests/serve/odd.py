"""A graph of oddities: what no editor would write and a graph may still hold, each on pages of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad

from kg.rdf.terms import LABEL, SCHEMA
from kg.settings import Settings
from tests.serve.conftest import HOSTILE_WORDS, quads_with

BASE = Settings().base_iri
EVENTS = 60
_MANY = re.compile(r"article/n\d|event/18")
LONG = "Panjang" * 43
"""A name of 301 letters that no line can break."""
ARABIC = ["\u0639\u0628\u062f \u0627\u0644\u0644\u0647", "\u202emur gnay", "\u2067\u0642\u0635\u0631", "\u202e\u2066x"]
"""Names that read from right to left, and some that make what follows them do so."""


def odd_quads() -> list[Quad]:
    """Hostile words; names without end; names from right to left; things and articles that lack what others have."""
    found = quads_with(HOSTILE_WORDS)
    found += quads_with([*(f"{LONG} {n}" for n in range(4)), f"{LONG} " * 9, LONG, LONG], "long")
    found += quads_with([*ARABIC, *ARABIC[:3]], "arabic", "")
    gone = quads_with(["Ani Gone", "Rutan Gone", "Rapat Gone", "Kepala", "", "", ""], "gone")
    found += [quad for quad in gone if quad.predicate not in (SCHEMA["articleBody"], SCHEMA["headline"])]
    bare = quads_with(["Ani Bare", "Rutan Bare", "Rapat Bare", "Kepala", "Bare", "", ""], "bare")
    found += [quad for quad in bare if quad.predicate != LABEL]
    for number in range(EVENTS):
        day = f"{1800 + number}-01-01"
        found += quads_with(
            ["Budi", "Rutan Ramai", f"Rapat {number}", "Kepala", f"Judul {number}", "", ""], f"n{number}", day
        )
    return found


def odd_pages() -> Iterator[str]:
    """The paths of pages about all of it."""
    yield from ("/", "/search?q=alert", "/search?q=panjang", "/search?type=Event", "/statements", "/events", "/changes")
    yield from ("/about", "/quality", "/graph", "/questions", "/page/kind/event/visit", "/page/unit/rutan-ramai")
    yield "/page/unit/rutan-ramai?list=performedBy-in&offset=50"
    things = {quad.subject.value for quad in odd_quads() if isinstance(quad.subject, NamedNode)}
    own = sorted(thing.removeprefix(BASE) for thing in things if "#" not in thing)
    families = ("person/", "unit/", "post/", "article/", "event/")
    yield from (f"/page/{quote(name)}" for name in own if name.startswith(families) and not _MANY.search(name))
    yield next(f"/page/{name}" for name in own if name.startswith("claim/"))
