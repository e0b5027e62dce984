"""Workspace: a folder with the system of record, and everything that is asked of it or written into it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from kg.errors import ArticleError, WorkspaceError
from kg.model import Article, Extraction
from kg.workspace.change_log import BuildChange, ChangeLog
from kg.workspace.schema import prepare
from kg.workspace.user_graphs import UserChange, UserGraphs

_FILE = "workspace.sqlite"


@dataclass(frozen=True, slots=True)
class Changes:
    """What reading sources did to the articles, as counts."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    def __add__(self, other: Changes) -> Changes:
        return Changes(self.added + other.added, self.changed + other.changed, self.removed + other.removed)


class Workspace:
    """The articles of a workspace, their extractions, and a log of builds. Close it, or use it in a ``with``.

    Every method that writes is one transaction: a process killed at any moment leaves all of it or nothing.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._database = connection

    @classmethod
    def create(cls, folder: Path) -> Workspace:
        """The workspace in ``folder``, made where there is none yet."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WorkspaceError(f"{folder} cannot be made: {error.strerror}") from error
        return cls._connect(folder)

    @classmethod
    def open(cls, folder: Path) -> Workspace:
        """The workspace that ``folder`` holds; raises ``WorkspaceError`` where it holds none."""
        if not cls.is_in(folder):
            raise WorkspaceError(f"{folder} is no workspace: kg build makes one, -w names another")
        return cls._connect(folder)

    @staticmethod
    def is_in(folder: Path) -> bool:
        """Whether the folder holds a workspace."""
        return (folder / _FILE).is_file()

    @classmethod
    def _connect(cls, folder: Path) -> Workspace:
        try:
            connection = sqlite3.connect(folder / _FILE, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA foreign_keys = ON")
            prepare(connection, str(folder / _FILE))
        except sqlite3.Error as error:
            raise WorkspaceError(f"{folder / _FILE} cannot be opened: {error}") from error
        return cls(folder, connection)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Sources and articles

    def sources(self) -> dict[str, str]:
        """Path of each source ever read, to the digest of its bytes then (empty: to be read again)."""
        return dict(self._database.execute("SELECT path, digest FROM sources ORDER BY path"))

    def holders(self) -> dict[str, str]:
        """Article id to the path of the source that it came from."""
        return dict(self._database.execute("SELECT id, source FROM articles"))

    def record_source(
        self, path: str, digest: str, results: Iterable[Article | ArticleError]
    ) -> tuple[Changes, list[ArticleError]]:
        """Store what a source holds now, and what cannot be read of it, which is returned as well.

        Where all of it could be read, articles that it no longer has go; else they stay, and the source is read again
        the next time. An article that came from another source is taken over.
        """
        with self._transaction() as database:
            upsert = "INSERT INTO sources VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET digest = excluded.digest"
            database.execute(upsert, (path, ""))
            changes, kept, failures = Changes(), set(), []
            for result in results:
                if isinstance(result, ArticleError):
                    failures.append(result)
                else:
                    changes += self._put(result, path)
                    kept.add(result.id)
            if not failures:
                database.execute(upsert, (path, digest))
                rows = database.execute("SELECT id FROM articles WHERE source = ?", (path,)).fetchall()
                changes += self._drop(id_ for (id_,) in rows if id_ not in kept)
            self._replace_failures(path, failures)
        return changes, failures

    def _put(self, article: Article, path: str) -> Changes:
        row = self._database.execute("SELECT digest, source FROM articles WHERE id = ?", (article.id,)).fetchone()
        if row == (article.digest, path):
            return Changes()
        self._database.execute(
            "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?)",
            (article.id, article.digest, path, article.published, json.dumps(asdict(article), ensure_ascii=False)),
        )
        if row is None:
            return Changes(added=1)
        return Changes(changed=int(row[0] != article.digest))

    def _drop(self, ids: Iterable[str]) -> Changes:
        count = sum(self._database.execute("DELETE FROM articles WHERE id = ?", (id_,)).rowcount for id_ in ids)
        return Changes(removed=count)

    def remove_articles(self, ids: Iterable[str]) -> Changes:
        """Forget articles; a source that held one is read again when it is named again."""
        with self._transaction() as database:
            changes = Changes()
            for id_ in ids:
                query = "UPDATE sources SET digest = '' WHERE path = (SELECT source FROM articles WHERE id = ?)"
                database.execute(query, (id_,))
                changes += self._drop([id_])
        return changes

    def forget_source(self, path: str) -> Changes:
        """Forget a source and every article that came from it."""
        with self._transaction() as database:
            rows = database.execute("SELECT id FROM articles WHERE source = ?", (path,)).fetchall()
            changes = self._drop(id_ for (id_,) in rows)
            database.execute("DELETE FROM sources WHERE path = ?", (path,))
            database.execute("DELETE FROM failures WHERE path = ?", (path,))
        return changes

    def article_digests(self) -> dict[str, str]:
        """Article id to the digest of its content, by id."""
        return dict(self._database.execute("SELECT id, digest FROM articles ORDER BY id"))

    def article(self, article_id: str) -> Article | None:
        """The article of this id, or None."""
        row = self._database.execute("SELECT json FROM articles WHERE id = ?", (article_id,)).fetchone()
        return Article(**json.loads(row[0])) if row else None

    # Extractions

    def unread(self, extractor: str) -> list[str]:
        """Ids of the articles that this extractor has not read yet, one for each text, by id."""
        query = """SELECT min(id) FROM articles WHERE NOT EXISTS (
            SELECT 1 FROM extractions e WHERE e.digest = articles.digest AND e.extractor = ?
        ) GROUP BY digest ORDER BY 1"""
        return [id_ for (id_,) in self._database.execute(query, (extractor,))]

    def save_extractions(self, extractor: str, extractions: Iterable[tuple[str, Extraction]]) -> None:
        """Store extractions, each with the digest of the article that it was read out of."""
        rows = [(digest, extractor, json.dumps(e.to_json(), ensure_ascii=False)) for digest, e in extractions]
        with self._transaction() as database:
            database.executemany("INSERT OR REPLACE INTO extractions VALUES (?, ?, ?)", rows)

    def extractions(self, extractor: str) -> Iterator[tuple[Article, Extraction]]:
        """Every article that this extractor has read, with what it read, by article id."""
        query = """SELECT articles.json, extractions.json FROM articles JOIN extractions USING (digest)
            WHERE extractor = ? ORDER BY id"""
        for article_json, extraction_json in self._database.execute(query, (extractor,)):
            article = Article(**json.loads(article_json))
            # Two articles with the same text share the reading; each has its own id.
            yield article, Extraction.from_json({**json.loads(extraction_json), "id": article.id})

    def digests_read_by(self, extractor: str) -> dict[str, str]:
        """Article id to digest, of every article that this extractor has read."""
        query = "SELECT id, digest FROM articles JOIN extractions USING (digest) WHERE extractor = ? ORDER BY id"
        return dict(self._database.execute(query, (extractor,)))

    def extractors(self) -> list[str]:
        """Every extractor that has read something, by name."""
        return [name for (name,) in self._database.execute("SELECT DISTINCT extractor FROM extractions ORDER BY 1")]

    def forget_extractions(self) -> None:
        """Forget what was read out of every text, so that it is read again."""
        with self._transaction() as database:
            database.execute("DELETE FROM extractions")

    def drop_stale_extractions(self) -> None:
        """Forget what was read out of texts that no article has any more."""
        with self._transaction() as database:
            database.execute("DELETE FROM extractions WHERE digest NOT IN (SELECT digest FROM articles)")

    # Judgements

    def judgements(self) -> list[tuple[str, ...]]:
        """Every entry of the ledger, oldest first: when, who, verdict, type, both sides, why."""
        query = """SELECT said_at, who, verdict, type, left_article, left_name, right_article, right_name, why
            FROM judgements ORDER BY number"""
        return list(self._database.execute(query))

    def add_judgements(self, rows: Iterable[tuple[str, ...]]) -> int:
        """Add entries to the ledger, in this order; those that it has word for word are left out. How many were new."""
        with self._transaction() as database:
            known = set(self.judgements())
            new = [row for row in dict.fromkeys(rows) if row not in known]
            insert = """INSERT INTO judgements
                (said_at, who, verdict, type, left_article, left_name, right_article, right_name, why)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
            database.executemany(insert, new)
        return len(new)

    # Builds

    def roll_back(self, current: int | None, logged: int | None = None) -> None:
        """Forget what was noted for builds after ``current``, the published one: they were never seen by a reader.

        The log of changes stays up to ``logged``, where that is another.
        """
        number = current or 0
        with self._transaction() as database:
            database.execute("DELETE FROM changes WHERE number > ?", (logged or number,))
            database.execute("DELETE FROM builds WHERE number > ?", (number,))
            database.execute("DELETE FROM graph_states WHERE since > ? OR until <= ?", (number, number))
            database.execute("UPDATE graph_states SET until = NULL WHERE until IS NOT NULL")

    def graph_hashes(self) -> dict[str, str]:
        """Graph IRI to the hash of the inputs that its quads were written from, in the current build."""
        return dict(self._database.execute("SELECT graph, hash FROM graph_states WHERE until IS NULL"))

    def inputs(self, number: int) -> str:
        """The hash of everything that went into a build; empty where the build is not known."""
        row = self._database.execute("SELECT inputs FROM builds WHERE number = ?", (number,)).fetchone()
        return str(row[0]) if row else ""

    def known_inputs(self) -> list[str]:
        """The hash of everything that went into a build, of each that is known, the latest first."""
        return [inputs for (inputs,) in self._database.execute("SELECT inputs FROM builds ORDER BY number DESC")]

    def has_builds(self) -> bool:
        """Whether a graph has ever been built."""
        return self._database.execute("SELECT 1 FROM builds LIMIT 1").fetchone() is not None

    def obeyed(self, number: int) -> int:
        """How many entries of the ledger, from the first on, a build has obeyed."""
        row = self._database.execute("SELECT judgements FROM builds WHERE number = ?", (number,)).fetchone()
        return int(row[0]) if row else 0

    def note_build(
        self,
        number: int,
        inputs: str,
        graphs: Mapping[str, str | None],
        judgements: int = 0,
        change: BuildChange | None = None,
        keep: int = 1,
    ) -> None:
        """Note a build that is about to be published: the hash of its inputs, and its changed graphs.

        ``graphs`` maps a graph to the hash of its inputs, or to None where it is gone; ``judgements`` are the entries
        of the ledger that were obeyed. ``change`` enters the log, in which ``keep`` entries stay.
        """
        with self._transaction() as database:
            insert = "INSERT INTO builds (number, inputs, judgements) VALUES (?, ?, ?)"
            database.execute(insert, (number, inputs, judgements))
            database.executemany(
                "UPDATE graph_states SET until = ? WHERE graph = ? AND until IS NULL", [(number, g) for g in graphs]
            )
            rows = [(graph, hash_, number) for graph, hash_ in graphs.items() if hash_ is not None]
            database.executemany("INSERT INTO graph_states VALUES (?, ?, ?, NULL)", rows)
            if change is not None:
                self.change_log().record(number, change, keep)

    def change_log(self, until: int | None = None) -> ChangeLog:
        """What each build changed; of builds after ``until``, the published one, no reader should know."""
        return ChangeLog(self._database, until)

    # What servers elsewhere were sent

    def sent_graphs(self, server: str) -> dict[str, str]:
        """Graph IRI to the hash of what it was written from, of the graphs that a server was sent."""
        rows = self._database.execute("SELECT graph, hash FROM sent_graphs WHERE server = ?", (server,))
        return dict(rows)

    def note_sent(self, server: str, graph: str, hash_: str | None) -> None:
        """Note that a server was sent a graph, or that it has it no more where there is no hash."""
        with self._transaction() as database:
            database.execute("DELETE FROM sent_graphs WHERE server = ? AND graph = ?", (server, graph))
            if hash_ is not None:
                database.execute("INSERT INTO sent_graphs VALUES (?, ?, ?)", (server, graph, hash_))

    def forget_sent(self) -> None:
        """Forget what servers were sent, so that they are sent everything."""
        with self._transaction() as database:
            database.execute("DELETE FROM sent_graphs")

    # What users write

    @property
    def user_graphs(self) -> UserGraphs:
        """The graphs that users write themselves."""
        return UserGraphs(self._database)

    def record_user_change(self, change: UserChange) -> int:
        """Write a change of the users' graphs; the number of the new revision is returned."""
        with self._transaction():
            return self.user_graphs.record(change)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything that is read within this is of one moment, whatever others write meanwhile."""
        self._database.execute("BEGIN")
        try:
            yield
        finally:
            self._database.execute("COMMIT")

    # Failures

    def note_failures(self, failures: Iterable[ArticleError]) -> None:
        """Replace what is known to be wrong with the reading of articles."""
        with self._transaction():
            self._replace_failures("", failures)

    def _replace_failures(self, path: str, failures: Iterable[ArticleError]) -> None:
        self._database.execute("DELETE FROM failures WHERE path = ?", (path,))
        rows = [(path, failure.source, failure.reason) for failure in failures]
        self._database.executemany("INSERT OR REPLACE INTO failures VALUES (?, ?, ?)", rows)

    def failures(self) -> list[ArticleError]:
        """What could not be read, by source."""
        rows = self._database.execute("SELECT source, reason FROM failures ORDER BY source")
        return [ArticleError(source, reason) for source, reason in rows]

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            self._database.execute("BEGIN IMMEDIATE")
            yield self._database
        except BaseException as error:
            self._database.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise WorkspaceError(f"{self.folder / _FILE} cannot be written: {error}") from error
            raise
        self._database.execute("COMMIT")
