"""Search: things and articles by name, whatever the case, the accents and the order of the words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kg.errors import NotFoundError
from kg.settings import Settings
from kg.store import Store
from kg.views.question import ask, local_name
from kg.views.things import Thing, is_known, things


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, the name by which it was found, and how many articles mention it."""

    thing: Thing
    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of results: ``hits`` from ``offset`` on, out of ``total``, and how many there are of each type.

    ``near`` are things of almost that name, where there is no result.
    """

    total: int
    offset: int
    hits: tuple[Hit, ...]
    types: tuple[tuple[str, int], ...]
    near: tuple[Thing, ...] = ()


_KINDS = """SELECT ?thing ?type WHERE {
  VALUES ?type { kg:Person kg:Unit kg:Event kg:Program kg:Place kg:Post kg:Article } ?thing a ?type }"""
_NAMES = "SELECT ?thing ?name WHERE { ?thing %s ?name }"
_COUNTS = "SELECT ?thing (COUNT(*) AS ?articles) WHERE { ?article schema:mentions ?thing } GROUP BY ?thing"
_DATES = """SELECT ?thing (MIN(STR(?day)) AS ?date) WHERE { ?thing kg:date|schema:startDate|schema:datePublished ?day }
  GROUP BY ?thing"""

TYPES = ("Person", "Unit", "Event", "Program", "Place", "Post", "Article")
"""The types of things that can be looked for, in the order in which they are shown."""


def fold(text: str) -> str:
    """Text as it is compared: without case, accents and punctuation, words parted by single blanks."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))


class Names:
    """All names in a graph, read once and kept in memory (some 200 bytes a name): what search looks through."""

    def __init__(
        self, entries: Sequence[tuple[str, str, str, str]], articles: dict[str, int], dates: dict[str, str]
    ) -> None:
        self._entries = entries
        self._articles = articles
        self._dates = dates

    @classmethod
    def of(cls, store: Store) -> Names:
        """The names that the graph holds now."""
        # Three questions and a join here take half the time of one question with the join in it.
        kinds = {r["thing"]: local_name(r["type"]) for r in ask(store, _KINDS)}
        rows = [row for kind in ("rdfs:label", "skos:altLabel") for row in ask(store, _NAMES % kind)]
        found = {(fold(r["name"]), r["thing"], kinds[r["thing"]], r["name"]) for r in rows if r["thing"] in kinds}
        counts = {r["thing"]: int(r["articles"]) for r in ask(store, _COUNTS)}
        dates = {r["thing"]: r["date"] for r in ask(store, _DATES)}
        return cls(sorted(found), counts, dates)

    def ranked(self, text: str, type_: str = "") -> list[tuple[str, str, str]]:
        """(IRI, type, name) of all that have every word of ``text`` in one of their names, best first.

        A name equal to the text comes first, then one that begins with it, then one in which each word begins a word;
        among equals the more often mentioned, then the shorter name.
        """
        wanted = fold(text)
        words = wanted.split()
        best: dict[str, tuple[tuple[int, int, int, str, str], str, str]] = {}
        if not words:
            return []
        for name, iri, kind, shown in self._entries:
            if type_ in ("", kind) and all(word in name for word in words):
                key = (_fit(name, wanted, words), -self._articles.get(iri, 0), len(name), name, shown)
                if iri not in best or key < best[iri][0]:
                    best[iri] = (key, kind, shown)
        return [
            (iri, kind, shown) for iri, (_, kind, shown) in sorted(best.items(), key=lambda item: (item[1][0], item[0]))
        ]

    def near(self, text: str, limit: int = 5) -> list[tuple[str, str, str]]:
        """(IRI, type, name) of what is spelt almost like ``text``, the most alike first: for a search without results.

        Only names with a word that begins with the same two letters as one of the text are compared.
        """
        wanted = fold(text)
        starts = tuple(f" {word[:2]}" for word in wanted.split())
        alike = {name for name, *_ in self._entries if any(start in f" {name}" for start in starts)}
        found = get_close_matches(wanted, sorted(alike), n=limit, cutoff=0.75)
        first = {name: (iri, kind, shown) for name, iri, kind, shown in reversed(self._entries) if name in found}
        best = {first[name][0]: first[name] for name in reversed(found)}  # a thing once, by its most alike name
        return [best[iri] for iri in dict.fromkeys(first[name][0] for name in found)]

    def listed(self, type_: str) -> list[tuple[str, str, str]]:
        """(IRI, type, name) of everything of one type: what has a date the latest first, the rest by mentions."""
        first: dict[str, tuple[str, str, str]] = {}
        for _, iri, kind, shown in self._entries:
            if kind == type_:
                first.setdefault(iri, (iri, kind, shown))
        named = sorted(first.values(), key=lambda entry: (fold(entry[2]), entry[0]))
        return sorted(named, key=lambda e: (self._dates.get(e[0], ""), self._articles.get(e[0], 0)), reverse=True)

    def articles(self, iri: str) -> int:
        """How many articles mention the thing."""
        return self._articles.get(iri, 0)


def _fit(name: str, wanted: str, words: Sequence[str]) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    starts = f" {name}"
    return 2 if all(f" {word}" in starts for word in words) else 3


def search(
    store: Store, text: str, limit: int = 20, *, offset: int = 0, type_: str = "", names: Names | None = None
) -> Hits:  # fmt: skip
    """The things and articles whose name has all words of ``text``; an empty text with a type lists that type.

    ``names`` spares a server from reading all names for every search.
    """
    index = names or Names.of(store)
    everything = index.ranked(text) if text.strip() else [hit for kind in TYPES for hit in index.listed(kind)]
    counts = [(kind, sum(hit[1] == kind for hit in everything)) for kind in TYPES]
    wanted = [hit for hit in everything if type_ in ("", hit[1])]
    page = wanted[offset : offset + limit]
    near = [] if everything else [iri for iri, _, _ in index.near(text)]
    named = things(store, [iri for iri, _, _ in page] + near)
    hits = tuple(Hit(named[iri], name, index.articles(iri)) for iri, _, name in page)
    return Hits(len(wanted), offset, hits, tuple((k, n) for k, n in counts if n), tuple(named[iri] for iri in near))


def resolve(
    store: Store,
    text: str,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    names: Names | None = None,
) -> str:
    """The IRI that is meant by an IRI, an id such as ``person/bluri-wijaksono``, or a name.

    Raises ``NotFoundError`` where nothing has that name, and where several things do (the text lists them).
    """
    for iri in (text, settings.base_iri + text):
        if re.match(r"[a-z][a-z0-9+.-]*:", iri) and is_known(store, iri):
            return iri
    known = names or Names.of(store)
    ranked = known.ranked(text)
    exact = [hit for hit in ranked if fold(hit[2]) == fold(text)] or ranked
    if len(exact) == 1:
        return exact[0][0]
    if not exact:
        near = _choices(known.near(text), settings)
        raise NotFoundError(f"nothing in the graph is called {text!r}" + (f"; perhaps you mean{near}" if near else ""))
    choices = _choices(exact[:10], settings)
    more = f"\n  and {len(exact) - 10} more" if len(exact) > 10 else ""
    raise NotFoundError(f"{text!r} may mean several things; say which:{choices}{more}")


def _choices(found: Iterable[tuple[str, str, str]], settings: Settings) -> str:
    return "".join(f"\n  {iri.removeprefix(settings.base_iri)}  ({kind}: {name})" for iri, kind, name in found)
