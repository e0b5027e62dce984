"""Reading: files into the workspace, skipping every file whose bytes are known."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.articles import default_ids, discover, read_articles
from kg.build.report import Progress
from kg.errors import ArticleError
from kg.model import Article
from kg.settings import Settings
from kg.workspace.workspace import Changes, Workspace

_BLOCK = 1 << 20


def read_into(
    workspace: Workspace, sources: Iterable[str | Path], settings: Settings, progress: Progress
) -> tuple[Changes, list[ArticleError]]:
    """Bring the workspace's articles up to date with files, folders and patterns; what cannot be read is returned.

    A file that cannot be read keeps the articles that it gave before, and is tried again by the next build.
    """
    paths, failures = _found(sources)
    known, holders = workspace.sources(), workspace.holders()
    ids = default_ids(paths, [id_ for id_, holder in holders.items() if Path(holder) not in paths])
    changes = Changes()
    for done, path in enumerate(sorted(paths)):
        progress("Reading files", done, len(paths))
        digest = _digest(path)
        if digest and digest == known.get(str(path)):
            continue
        change, wrong = workspace.record_source(str(path), digest, _read(path, ids[path], holders, settings))
        changes += change
        failures += wrong
    return changes, failures


def forget_vanished(workspace: Workspace) -> Changes:
    """Forget every source that is no longer on disk, and its articles."""
    changes = Changes()
    for path in workspace.sources():
        if not Path(path).exists():
            changes += workspace.forget_source(path)
    return changes


def _found(sources: Iterable[str | Path]) -> tuple[set[Path], list[ArticleError]]:
    paths: set[Path] = set()
    failures: list[ArticleError] = []
    for source in sources:
        try:
            # Absolute, so that the same file is the same source from wherever the build is started.
            paths.update(Path(os.path.abspath(path)) for path in discover([source]))  # noqa: PTH100 - links stay
        except ArticleError as error:
            failures.append(error)
    return paths, failures


def _digest(path: Path) -> str:
    """SHA-256 of the file's bytes; empty where it cannot be read, which ``read_articles`` will then explain."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()


def _read(path: Path, default_id: str, holders: dict[str, str], settings: Settings) -> Iterator[Article | ArticleError]:
    """The articles of a file whose ids are free; ``holders`` learns which file has them now."""
    seen = set()
    for result in read_articles(path, settings, default_id):
        if isinstance(result, ArticleError):
            yield result
        elif result.id in seen:
            yield ArticleError(str(path), f"the id {result.id!r} occurs twice in this file")
        elif (holder := holders.get(result.id, str(path))) != str(path) and Path(holder).exists():
            yield ArticleError(str(path), f"the id {result.id!r} is taken by {holder}: give it another")
        else:
            seen.add(result.id)
            holders[result.id] = str(path)
            yield result
