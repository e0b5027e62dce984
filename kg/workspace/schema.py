"""Schema: the tables of ``workspace.sqlite``, and the check that this release can read them."""

from __future__ import annotations

import sqlite3

from kg.errors import WorkspaceError

_TABLES = """
-- A file that articles came from. An empty digest means: read it again.
CREATE TABLE sources (path TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    source TEXT NOT NULL REFERENCES sources (path),
    published TEXT NOT NULL,
    json TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX articles_by_source ON articles (source);
CREATE INDEX articles_by_digest ON articles (digest);

-- What an extractor read out of a text: a cache that costs time, not truth, when it is lost.
CREATE TABLE extractions (
    digest TEXT NOT NULL,
    extractor TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (digest, extractor)
) WITHOUT ROWID;

-- From which inputs the quads of a graph were written, in the builds since <= number < until.
CREATE TABLE graph_states (
    graph TEXT NOT NULL,
    hash TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    PRIMARY KEY (graph, since)
) WITHOUT ROWID;

CREATE TABLE builds (number INTEGER PRIMARY KEY, inputs TEXT NOT NULL);

-- What could not be read: source names the item (a file, or a line of it) within the file at path. An empty path stands
-- for what an extractor could not read: source is then an article's id.
CREATE TABLE failures (
    path TEXT NOT NULL,
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (path, source)
) WITHOUT ROWID;
"""

_SECOND = """
-- Graphs that users write themselves, with their triples as N-Triples without the full stop. A graph may be empty.
CREATE TABLE user_graphs (graph TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE user_triples (graph TEXT NOT NULL, triple TEXT NOT NULL, PRIMARY KEY (graph, triple)) WITHOUT ROWID;

-- What each revision of them changed: "+" and "-" a triple, "made" and "dropped" a graph (its triple is empty then).
CREATE TABLE user_changes (
    revision INTEGER NOT NULL,
    change TEXT NOT NULL,
    graph TEXT NOT NULL,
    triple TEXT NOT NULL,
    PRIMARY KEY (revision, change, graph, triple)
) WITHOUT ROWID;
CREATE TABLE user_revision (number INTEGER NOT NULL);
INSERT INTO user_revision VALUES (0);

-- What persons have said of pairs of things, in the order of saying (kg.identity.ledger). No row is ever changed.
CREATE TABLE judgements (
    number INTEGER PRIMARY KEY,
    said_at TEXT NOT NULL,
    who TEXT NOT NULL,
    verdict TEXT NOT NULL,
    type TEXT NOT NULL,
    left_article TEXT NOT NULL,
    left_name TEXT NOT NULL,
    right_article TEXT NOT NULL,
    right_name TEXT NOT NULL,
    why TEXT NOT NULL
);
"""

_THIRD = """
-- How many entries of the ledger a build has obeyed.
ALTER TABLE builds ADD COLUMN judgements INTEGER NOT NULL DEFAULT 0;
UPDATE builds SET judgements = (SELECT COUNT(*) FROM judgements);
"""

_FOURTH = """
-- What each build changed since the build base (0: since there was nothing), and when, in UTC. counts is JSON, content
-- the difference as compressed JSON (kg.workspace.change_log). The oldest go.
CREATE TABLE changes (
    number INTEGER PRIMARY KEY,
    base INTEGER NOT NULL,
    at TEXT NOT NULL,
    counts TEXT NOT NULL,
    content BLOB NOT NULL
);
"""

_FIFTH = """
-- What a server elsewhere, by the address for its graphs, was sent: a graph, and the hash of what it was written from.
CREATE TABLE sent_graphs (
    server TEXT NOT NULL,
    graph TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (server, graph)
) WITHOUT ROWID;
"""

# What each version adds to the one before.
_STEPS = (_TABLES, _SECOND, _THIRD, _FOURTH, _FIFTH)
VERSION = len(_STEPS)


def prepare(connection: sqlite3.Connection, name: str) -> None:
    """Make the tables where there are none, and those that an earlier release lacked.

    Raises ``WorkspaceError`` where they are of a later version.
    """
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found == VERSION:
        return
    if not 0 <= found < VERSION:
        raise WorkspaceError(f"{name} has version {found}, this release reads version {VERSION}: build a new workspace")
    # In one transaction, and looked at again within it: another process may be doing the same.
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] == found:
            for statement in "".join(_STEPS[found:]).split(";\n"):
                if statement.strip():
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
