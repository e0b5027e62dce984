"""User graphs: the graphs that users write themselves, as part of the system of record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LOGGED = 1_000
"""How many of the latest revisions can be told apart; an index that is further behind is written anew."""


@dataclass(frozen=True, slots=True)
class GraphTriple:
    """A triple of a user's graph: the graph's IRI, and the triple as N-Triples without the full stop."""

    graph: str
    triple: str


@dataclass(frozen=True, slots=True)
class UserChange:
    """What one or more revisions changed: triples out and in, graphs made and dropped."""

    gone: tuple[GraphTriple, ...] = ()
    new: tuple[GraphTriple, ...] = ()
    made: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.gone or self.new or self.made or self.dropped)


class UserGraphs:
    """The users' graphs in a workspace's database; got from ``Workspace.user_graphs``."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def revision(self) -> int:
        """How many times users have changed their graphs."""
        return int(self._database.execute("SELECT number FROM user_revision").fetchone()[0])

    def graphs(self) -> list[str]:
        """The IRIs of the graphs, empty ones among them, in order."""
        return [graph for (graph,) in self._database.execute("SELECT graph FROM user_graphs ORDER BY graph")]

    def triples(self) -> Iterator[GraphTriple]:
        """Every triple with its graph, in order."""
        for graph, triple in self._database.execute("SELECT graph, triple FROM user_triples ORDER BY graph, triple"):
            yield GraphTriple(graph, triple)

    def record(self, change: UserChange) -> int:
        """Write a change, within the transaction of the caller; the number of the new revision is returned."""
        database, number = self._database, self.revision() + 1
        database.executemany(
            "DELETE FROM user_triples WHERE graph = ? AND triple = ?", [(t.graph, t.triple) for t in change.gone]
        )
        database.executemany(
            "INSERT OR IGNORE INTO user_triples VALUES (?, ?)", [(t.graph, t.triple) for t in change.new]
        )
        database.executemany("INSERT OR IGNORE INTO user_graphs VALUES (?)", [(g,) for g in change.made])
        database.executemany("DELETE FROM user_graphs WHERE graph = ?", [(g,) for g in change.dropped])
        self._log(number, "-", change.gone)
        self._log(number, "+", change.new)
        self._log(number, "made", (GraphTriple(graph, "") for graph in change.made))
        self._log(number, "dropped", (GraphTriple(graph, "") for graph in change.dropped))
        database.execute("UPDATE user_revision SET number = ?", (number,))
        database.execute("DELETE FROM user_changes WHERE revision <= ?", (number - _LOGGED,))
        return number

    def _log(self, number: int, change: str, triples: Iterable[GraphTriple]) -> None:
        rows = ((number, change, t.graph, t.triple) for t in triples)
        self._database.executemany("INSERT INTO user_changes VALUES (?, ?, ?, ?)", rows)

    def changes_since(self, revision: int) -> UserChange | None:
        """What has changed since a revision; None where that is not remembered any more."""
        if not self.revision() - _LOGGED <= revision <= self.revision():
            return None
        found: dict[str, dict[GraphTriple, None]] = {"+": {}, "-": {}, "made": {}, "dropped": {}}
        opposite = {"+": "-", "-": "+", "made": "dropped", "dropped": "made"}
        query = """SELECT change, graph, triple FROM user_changes WHERE revision > ?
            ORDER BY revision, change IN ('+', 'made')"""
        for change, graph, triple in self._database.execute(query, (revision,)):
            key = GraphTriple(graph, triple)
            found[opposite[change]].pop(key, None)
            found[change][key] = None
        return UserChange(
            tuple(found["-"]),
            tuple(found["+"]),
            tuple(item.graph for item in found["made"]),
            tuple(item.graph for item in found["dropped"]),
        )
