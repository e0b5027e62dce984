"""Builds: numbered, immutable store folders under ``<workspace>/store``, and the pointer to the one in use.

``store/current`` is a file with the name of a folder beside it. It is replaced in one step, so a reader sees the old
build or the new one, and never half of one. A folder is named after the build of the articles and, behind a point, the
revision of the users' graphs that it holds. Those before the current one are kept for a while for readers that still
have them open; older ones, and what a killed build left behind, are removed.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.checksums import write_checksums
from kg.store.embedded import merged, open_folder

_POINTER = "current"
_NAME = re.compile(r"(\d{8})(?:\.(\d{8}))?")
_KEPT = 4
"""How many older revisions of the users' graphs are kept for readers that have them open; they share their files."""


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """What a store folder holds: the number of the build, and the revision of the users' graphs."""

    build: int
    revision: int = 0

    def __str__(self) -> str:
        return f"{self.build:08d}" + (f".{self.revision:08d}" if self.revision else "")


Build: TypeAlias = int | Version
"""A version, or the number of a build without users' graphs."""


def current_build(workspace: Path) -> Path:
    """The folder of the build that readers should open; raises ``StoreError`` where nothing has been built."""
    version = current_version(workspace)
    if version is None:
        raise StoreError(f"{workspace} has no graph yet: run kg build first")
    return folder_of(workspace, version)


def current_number(workspace: Path) -> int | None:
    """The number of the current build, or None where there is none (its folder may also have been thrown away)."""
    version = current_version(workspace)
    return None if version is None else version.build


def current_version(workspace: Path) -> Version | None:
    """The version that readers should open, or None where there is none."""
    try:
        name = (workspace / "store" / _POINTER).read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    except OSError as error:
        raise StoreError(f"{workspace / 'store' / _POINTER} cannot be read: {error}") from error
    if (version := _version(name)) is None or not (workspace / "store" / name).is_dir():
        return None
    return version


def pointer_path(workspace: Path) -> str:
    """Where the pointer to the current version is, for ``pointer_state``."""
    return str(workspace / "store" / _POINTER)


def pointer_state(path: str) -> tuple[int, int] | None:
    """Something that changes whenever another version becomes the current one; None where there is none.

    It is asked for with every request, hence the plain path.
    """
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def _version(name: str) -> Version | None:
    match = _NAME.fullmatch(name)
    return Version(int(match[1]), int(match[2] or 0)) if match else None


@contextmanager
def publishing(workspace: Path) -> Iterator[None]:
    """Wait for, and hold, the right to replace the current version; the system lets go of it with the process."""
    (workspace / "store").mkdir(parents=True, exist_ok=True)
    with (workspace / "store" / "lock").open("a", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def publish(workspace: Path, number: Build) -> None:
    """Make this version the current one, in one step that survives a crash."""
    pointer = workspace / "store" / _POINTER
    fresh = pointer.with_suffix(".new")
    with fresh.open("w", encoding="ascii") as file:
        file.write(folder_of(workspace, number).name)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(pointer)


def write_all(workspace: Path, number: Build, quads: Iterable[ox.Quad], empty: Iterable[str] = ()) -> None:
    """Write a version from nothing, with graphs that may be ``empty``.

    Raises ``StoreError`` where the disk does not take it.
    """
    with _writing(workspace, number) as target:
        store = ox.Store(str(target))
        store.bulk_extend(merged(quads))
        for graph in empty:
            store.add_graph(ox.NamedNode(graph))
        store.flush()
        del store  # closed with its last reference
        write_checksums(target)


def write_change(workspace: Path, base: Build, number: Build, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
    """Write version ``number`` as version ``base`` without the quads ``gone`` and with the quads ``new``.

    The base is copied by hard links, which takes milliseconds and leaves it as it is: readers may keep it open.
    Raises ``StoreError`` where the disk does not take it.
    """
    with _writing(workspace, number) as target:
        copy_build(folder_of(workspace, base), target)
        store = ox.Store(str(target))
        apply_change(store, gone, new)
        store.flush()
        del store
        write_checksums(target, folder_of(workspace, base))


def copy_build(base: Path, target: Path) -> None:
    """Copy a store folder by hard links; what is then written to the copy leaves the base as it is.

    Raises ``DamageError`` where the base is damaged.
    """
    open_folder(base).backup(str(target))


def apply_change(store: ox.Store, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
    """Take the quads ``gone`` out of the named graphs of an open store and put ``new`` in, the default graph following.

    A graph that has become empty is forgotten.
    """
    emptied = take_out(store, gone)
    store.extend(merged(new))
    for graph in emptied:
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            store.remove_graph(graph)


def take_out(store: ox.Store, gone: Iterable[ox.Quad]) -> set[ox.NamedNode]:
    """Take quads out of their graphs, and triples that no graph has any more out of the default graph.

    The graphs that they were in are returned.
    """
    graphs = set()
    removed = list(gone)
    for quad in removed:
        store.remove(quad)
    for quad in removed:
        if isinstance(quad.graph_name, ox.NamedNode):
            graphs.add(quad.graph_name)
        left = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if all(isinstance(other.graph_name, ox.DefaultGraph) for other in left):
            store.remove(ox.Quad(quad.subject, quad.predicate, quad.object))
    return graphs


def clean(workspace: Path, current: Build) -> None:
    """Remove every version but the current one and the one before it; only the process that builds may do this."""
    current = current if isinstance(current, Version) else Version(current)
    versions = _versions(workspace)
    earlier = [version for version in versions if version < current]
    for version in versions:
        if version != current and version not in earlier[-1:]:
            shutil.rmtree(folder_of(workspace, version))


def clean_revisions(workspace: Path, current: Version) -> None:
    """Remove old revisions of the users' graphs; the version before ``current`` and a newer, unfinished build stay."""
    earlier = [version for version in _versions(workspace) if version < current]
    for version in earlier[:-_KEPT]:
        shutil.rmtree(folder_of(workspace, version), ignore_errors=True)


def free_number(workspace: Path) -> int:
    """The number of a build that no folder has, so that nobody has its files open."""
    return max((version.build for version in _versions(workspace)), default=0) + 1


def earlier_builds(workspace: Path, current: Path) -> list[Path]:
    """The folders of the versions before that in the folder ``current``, the latest first."""
    version = _version(current.name)
    found = [folder_of(workspace, other) for other in _versions(workspace) if version and other < version]
    return found[::-1]


def _versions(workspace: Path) -> list[Version]:
    return sorted(found for path in (workspace / "store").glob("*") if (found := _version(path.name)) is not None)


def number_of(folder: Path) -> int:
    """The number of the build that a folder of ``folder_of`` holds."""
    version = _version(folder.name)
    return 0 if version is None else version.build


def folder_of(workspace: Path, number: Build) -> Path:
    """The folder of a version."""
    return workspace / "store" / str(number if isinstance(number, Version) else Version(number))


@contextmanager
def _writing(workspace: Path, number: Build) -> Iterator[Path]:
    target = folder_of(workspace, number)
    try:
        shutil.rmtree(target, ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        yield target
    except OSError as error:
        raise StoreError(f"the new build {target} cannot be written: {error}") from error
