"""Names: an index, made from a graph, of everything that has a name, and of the articles' texts.

SQLite's FTS5 keeps it, in a file of its own that is gone with the last reader: https://www.sqlite.org/fts5.html.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from kg.store import Store
from kg.views.folding import fold, search_form
from kg.views.question import Row, ask, local_name

TYPES = ("Person", "Unit", "Event", "Program", "Place", "Post", "Article")
"""The types of things that can be looked for, in the order in which they are shown."""

_KINDS = """SELECT ?thing ?type WHERE {
  VALUES ?type { kg:Person kg:Unit kg:Event kg:Program kg:Place kg:Post kg:Article } ?thing a ?type }"""
_NAMES = "SELECT ?thing ?name WHERE { ?thing %s ?name }"
_COUNTS = "SELECT ?thing (COUNT(*) AS ?articles) WHERE { ?article schema:mentions ?thing } GROUP BY ?thing"
_DATES = """SELECT ?thing (MIN(STR(?day)) AS ?date) WHERE { ?thing kg:date|schema:startDate|schema:datePublished ?day }
  GROUP BY ?thing"""
_ROLES = """SELECT DISTINCT ?thing ?name WHERE {
  { ?thing kg:holds ?post } UNION { ?post org:postIn ?thing } ?post rdfs:label ?name }"""
_TITLES = """SELECT ?post ?name WHERE { ?post skos:notation ?id ; skos:prefLabel|skos:altLabel ?name .
  FILTER(STRSTARTS(STR(?post), CONCAT(STR(?scheme), "/")) && LANG(?name) = "id") ?post skos:inScheme ?scheme .
  FILTER(STRENDS(STR(?scheme), "/kind/post")) }"""
_TEXTS = "SELECT ?thing ?text WHERE { ?thing schema:articleBody ?text }"

_TABLES = """
CREATE TABLE thing(number INTEGER PRIMARY KEY, iri TEXT UNIQUE, type TEXT, articles INTEGER, date TEXT, name TEXT);
CREATE TABLE name(number INTEGER PRIMARY KEY, thing INTEGER, folded TEXT, form TEXT, shown TEXT, role INTEGER);
CREATE INDEX names_of ON name(thing);
CREATE VIRTUAL TABLE names USING fts5(form, content='name', content_rowid='number', prefix='1 2 3');
CREATE VIRTUAL TABLE texts USING fts5(form, content='', prefix='3');
"""
_FOUND = """SELECT thing.iri, thing.type, name.folded, name.form, name.shown, name.role, thing.articles FROM names
  JOIN name ON name.number = names.rowid JOIN thing ON thing.number = name.thing
  WHERE names MATCH ? AND (? = '' OR thing.type = ?) ORDER BY names.rowid LIMIT ?"""
_IN_TEXT = """SELECT thing.iri FROM texts JOIN thing ON thing.number = texts.rowid WHERE texts MATCH ?
  ORDER BY thing.date DESC, thing.iri"""
_LISTED = """SELECT iri, type, name FROM thing WHERE type = ?
  AND EXISTS (SELECT 1 FROM name WHERE thing = thing.number AND NOT role)
  ORDER BY date DESC, articles DESC, name COLLATE NOCASE, iri"""
_EVERY_NAME = """SELECT iri, type, articles, thing.name, shown, role FROM thing JOIN name ON name.thing = thing.number
  ORDER BY thing.number, name.number"""
_EVERYTHING = -1
_LONGEST_TITLE = 6
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that was found, and the name by which it was found."""

    iri: str
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with its label, all its names, and the posts that name it too because someone holds or has them."""

    iri: str
    type: str
    articles: int
    label: str
    names: list[str]
    roles: list[str]


class Names:
    """The index: what search, completion and the commands' names look through."""

    def __init__(self, titles: Mapping[str, Sequence[str]]) -> None:
        self._titles = titles
        self._lists: dict[str, list[Entry]] = {}
        self._database = sqlite3.connect("", check_same_thread=False)  # a file without a name, deleted by SQLite
        self._database.executescript(_TABLES)
        self._lock = threading.Lock()

    @classmethod
    def of(cls, store: Store, texts: bool = False) -> Names:
        """The names that a graph holds now, and where wanted the ``texts`` of its articles."""
        index = cls(_synonyms(ask(store, _TITLES)))
        # Several questions and a join here take half the time of one question with the join in it.
        kinds = {r["thing"]: local_name(r["type"]) for r in ask(store, _KINDS)}
        labels, others, roles = (
            [(r["thing"], r["name"]) for r in ask(store, question) if r["thing"] in kinds]
            for question in (_NAMES % "rdfs:label", _NAMES % "skos:altLabel", _ROLES)
        )
        articles = {r["thing"]: int(r["articles"]) for r in ask(store, _COUNTS)}
        dates = {r["thing"]: r["date"] for r in ask(store, _DATES)}
        shown = dict(sorted(labels, reverse=True))  # of several labels the first by alphabet
        # What is mentioned most comes first in the tables, so that a bounded look finds it.
        ordered = sorted(kinds, key=lambda iri: (-articles.get(iri, 0), iri))
        numbers = {iri: number for number, iri in enumerate(ordered, 1)}
        index._fill(
            [
                (n, i, kinds[i], articles.get(i, 0), dates.get(i, ""), shown.get(i, local_name(i)))
                for i, n in numbers.items()
            ],
            sorted(
                {(numbers[iri], fold(name), search_form(name), name, 0) for iri, name in labels + others}
                | {(numbers[iri], fold(name), search_form(name), name, 1) for iri, name in roles}
            ),
        )
        if texts:
            rows = ((numbers[r["thing"]], search_form(r["text"])) for r in ask(store, _TEXTS) if r["thing"] in numbers)
            with index._database as database:
                database.executemany("INSERT INTO texts(rowid, form) VALUES (?, ?)", rows)
        return index

    def _fill(self, things: Iterable[tuple[object, ...]], names: Iterable[tuple[object, ...]]) -> None:
        with self._database as database:
            database.executemany("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?)", things)
            database.executemany("INSERT INTO name(thing, folded, form, shown, role) VALUES (?, ?, ?, ?, ?)", names)
            database.execute("INSERT INTO names(names) VALUES ('rebuild')")

    def ranked(self, text: str, type_: str = "", most: int = _EVERYTHING) -> list[Entry]:
        """All that have every word of ``text`` at the beginning of a word of one of their names, best first.

        A name equal to the text comes first, then one that begins with it; a post that someone holds, or that a unit
        has, names them too, after their own names. Among equals the more often mentioned comes first, then the shorter
        name. ``most`` names are looked at, those of the most mentioned things.
        """
        wanted, form = fold(text), search_form(text)
        if not form:
            return []
        best: dict[str, tuple[tuple[int, int, int, str, str], str, str]] = {}
        for iri, kind, folded, other, shown, role, articles in self._rows(
            _FOUND, _expression(form, self._titles), type_, type_, most
        ):
            key = (_fit(folded, other, wanted, form, role), -articles, len(folded), folded, shown)
            if iri not in best or key < best[iri][0]:
                best[iri] = (key, kind, shown)
        return [
            Entry(iri, kind, shown) for iri, (_, kind, shown) in sorted(best.items(), key=lambda i: (i[1][0], i[0]))
        ]

    def in_text(self, text: str) -> list[str]:
        """The IRIs of the articles in whose text every word stands, the latest first.

        The last word may be unfinished.
        """
        words = search_form(text).split()[:_MOST_WORDS]
        if not words:
            return []
        terms = [f'"{word}"' for word in words]
        return [row[0] for row in self._rows(_IN_TEXT, " ".join([*terms[:-1], f"{terms[-1]} *"]))]

    def near(self, text: str, limit: int = 5) -> list[Entry]:
        """What is spelt almost like ``text``, the most alike first: for a search without results.

        Only names with a word that begins with the same two letters as one of the text are compared.
        """
        wanted, form = fold(text), search_form(text)
        starts = sorted({word[:2] for word in form.split()})
        if not starts:
            return []
        rows = self._rows(_FOUND, " OR ".join(f'"{start}" *' for start in starts), "", "", 20_000)
        own = sorted((folded, iri, kind, shown) for iri, kind, folded, _, shown, role, _ in rows if not role)
        found = get_close_matches(wanted, sorted({name for name, *_ in own}), n=limit, cutoff=0.75)
        first = {name: Entry(iri, kind, shown) for name, iri, kind, shown in reversed(own) if name in found}
        return list({first[name].iri: first[name] for name in found}.values())

    def listed(self, type_: str) -> list[Entry]:
        """Everything of one type: what has a date the latest first, the rest by mentions and name."""
        if type_ not in self._lists:
            self._lists[type_] = [Entry(*row) for row in self._rows(_LISTED, type_)]
        return self._lists[type_]

    @property
    def titles(self) -> Mapping[str, Sequence[str]]:
        """Each way to write the title of a post that has several, with all of them, in search form."""
        return self._titles

    def everything(self) -> list[Named]:
        """All that has a name, the most mentioned first."""
        found: dict[str, Named] = {}
        for iri, kind, articles, shown, name, role in self._rows(_EVERY_NAME):
            thing = found.setdefault(iri, Named(iri, kind, articles, shown, [], []))
            (thing.roles if role else thing.names).append(name)
        return list(found.values())

    def articles(self, iri: str) -> int:
        """How many articles mention the thing."""
        rows = self._rows("SELECT articles FROM thing WHERE iri = ?", iri)
        return int(rows[0][0]) if rows else 0

    def _rows(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._database.execute(question, values).fetchall()


def _fit(folded: str, form: str, wanted: str, looked_for: str, role: int) -> int:
    if role:
        return 4
    if folded == wanted:
        return 0
    if form.startswith(looked_for):
        return 1 if form == looked_for else 2
    starts = f" {form}"
    return 3 if all(f" {word}" in starts for word in looked_for.split()) else 4


def _synonyms(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Each way to write the title of a post, with all the ways to write it: Karutan, Kepala Rutan, ..."""
    written: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        written[row["post"]].add(search_form(row["name"]))
    ways: dict[str, set[str]] = defaultdict(set)
    for forms in written.values():
        for form in forms:
            ways[form] |= forms
    return {form: tuple(sorted(forms)) for form, forms in ways.items() if len(forms) > 1}


def _expression(form: str, titles: Mapping[str, Sequence[str]]) -> str:
    """What FTS5 is asked: every word begins a word of the name, a title in any of the ways it is written."""
    words, parts = form.split()[:_MOST_WORDS], []
    while words:
        size = next((n for n in range(min(_LONGEST_TITLE, len(words)), 0, -1) if " ".join(words[:n]) in titles), 0)
        title, words = " ".join(words[: size or 1]), words[size or 1 :]
        ways = {title, *titles.get(title, ())}
        parts.append("(" + " OR ".join(f"({_all(way.split())})" for way in sorted(ways)) + ")")
    return " AND ".join(parts)


def _all(words: Iterable[str]) -> str:
    return " AND ".join(f'"{word}" *' for word in words)
