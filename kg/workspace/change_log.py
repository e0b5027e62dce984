"""Change log: what each build changed, and when, for as many builds as are kept."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from dataclasses import dataclass
from datetime import date
from functools import reduce

from kg.errors import NotFoundError
from kg.model.difference import Difference, Kind

_NEWEST = 2**62
"""Past the number of any build."""


def is_build_name(text: str) -> bool:
    """Whether a text names a build: a number, ``latest``, ``previous``, or a day (UTC) such as 2025-11-01."""
    if re.fullmatch(r"[0-9]{1,9}|latest|previous", text):
        return True
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class BuildChange:
    """What a build changed since the build ``base`` (0: since there was nothing), and when (UTC, RFC 3339)."""

    base: int
    at: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class LoggedBuild:
    """An entry of the log: number and time (UTC, RFC 3339) of a build, the build before it, how much it changed."""

    number: int
    base: int
    at: str
    counts: dict[str, dict[Kind, int]]

    @property
    def total(self) -> int:
        """How many things and edges changed."""
        return sum(sum(kinds.values()) for kinds in self.counts.values())


class ChangeLog:
    """The log in a workspace's database, up to a build; got from ``Workspace.change_log``."""

    def __init__(self, database: sqlite3.Connection, until: int | None = None) -> None:
        self._database = database
        self._until = _NEWEST if until is None else until

    def record(self, number: int, change: BuildChange, keep: int) -> None:
        """Add an entry within the transaction of the caller; of the entries, ``keep`` stay.

        What came before an entry that begins with nothing cannot be told any more, and goes. No entry is earlier than
        the one before it, whatever the clock says.
        """
        if not change.base:
            self._database.execute("DELETE FROM changes")
        at = max([change.at, *(entry.at for entry in self.entries()[:1])])
        counts = json.dumps(change.difference.counts())
        content = zlib.compress(json.dumps(change.difference.to_json(), ensure_ascii=False).encode())
        self._database.execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?)", (number, change.base, at, counts, content))
        self._database.execute("DELETE FROM changes WHERE number <= ?", (number - keep,))

    def entries(self) -> list[LoggedBuild]:
        """The entries, newest first."""
        query = "SELECT number, base, at, counts FROM changes WHERE number <= ? ORDER BY number DESC"
        rows = self._database.execute(query, (self._until,))
        return [LoggedBuild(number, base, at, json.loads(counts)) for number, base, at, counts in rows]

    def difference(self, old: int, new: int) -> Difference:
        """What changed from one build to another, which may be the older one.

        Raises ``NotFoundError`` where the log does not reach back to one of them.
        """
        for number in (old, new):
            self._check(number)
        first, last = sorted((old, new))
        query = "SELECT content FROM changes WHERE number > ? AND number <= ? ORDER BY number"
        rows = self._database.execute(query, (first, last))
        found = (Difference.from_json(json.loads(zlib.decompress(content))) for (content,) in rows)
        # One after nothing is that one: to put it together with nothing takes as long as to read it.
        whole = reduce(Difference.then, found, next(found, Difference()))
        return whole if old <= new else whole.inverse()

    def number(self, name: str) -> int:
        """The number of the build of that name: a number, ``previous``, or a day (UTC) such as 2025-11-01.

        A day stands for the build that was in use when it began. Raises ``NotFoundError`` where the log has none.
        """
        entries = self.entries()
        if name.isdecimal():
            return self._check(int(name))
        if not entries:
            raise NotFoundError("no build has been logged yet: kg build begins the log")
        if name == "previous":
            return entries[0].base
        earlier = [entry.number for entry in entries if entry.at < name]
        if not earlier and entries[-1].base:
            raise NotFoundError(f"the log begins at {entries[-1].at}, after {name}, with build {entries[-1].number}")
        return earlier[0] if earlier else 0

    def _check(self, number: int) -> int:
        entries = self.entries()
        kept = {entry.number for entry in entries} | {entry.base for entry in entries[-1:]}
        if number not in kept:
            reach = f"builds {min(kept)} to {max(kept)}" if kept else "no build yet"
            raise NotFoundError(f"build {number} is not in the log, which holds {reach}")
        return number
