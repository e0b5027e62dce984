"""Builds: numbered, immutable store folders under ``<workspace>/store``, and the pointer to the one in use.

``store/current`` is a file with the name of a folder beside it. It is replaced in one step, so a reader sees the old
build or the new one, and never half of one. The build before the current one is kept for readers that still have it
open; older ones, and what a killed build left behind, are removed.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.embedded import merged

_POINTER = "current"
_NAME = re.compile(r"\d{8}")


def current_build(workspace: Path) -> Path:
    """The folder of the build that readers should open; raises ``StoreError`` where nothing has been built."""
    number = current_number(workspace)
    if number is None:
        raise StoreError(f"{workspace} has no graph yet: run kg build first")
    return folder_of(workspace, number)


def current_number(workspace: Path) -> int | None:
    """The number of the current build, or None where there is none (its folder may also have been thrown away)."""
    try:
        name = (workspace / "store" / _POINTER).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{workspace / 'store' / _POINTER} cannot be read: {error}") from error
    if not _NAME.fullmatch(name) or not (workspace / "store" / name).is_dir():
        return None
    return int(name)


def publish(workspace: Path, number: int) -> None:
    """Make build ``number`` the current one, in one step that survives a crash."""
    pointer = workspace / "store" / _POINTER
    fresh = pointer.with_suffix(".new")
    with fresh.open("w", encoding="ascii") as file:
        file.write(folder_of(workspace, number).name)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(pointer)


def write_all(workspace: Path, number: int, quads: Iterable[ox.Quad]) -> None:
    """Write build ``number`` from nothing; raises ``StoreError`` where the disk does not take it."""
    with _writing(workspace, number) as target:
        store = ox.Store(str(target))
        store.bulk_extend(merged(quads))
        store.flush()


def write_change(workspace: Path, base: int, number: int, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
    """Write build ``number`` as build ``base`` without the quads ``gone`` and with the quads ``new``.

    The base is copied by hard links, which takes milliseconds and leaves it as it is: readers may keep it open.
    Raises ``StoreError`` where the disk does not take it.
    """
    with _writing(workspace, number) as target:
        ox.Store.read_only(str(folder_of(workspace, base))).backup(str(target))
        store = ox.Store(str(target))
        removed = list(gone)
        for quad in removed:
            store.remove(quad)
        store.extend(merged(new))
        _settle(store, removed)
        store.flush()


def _settle(store: ox.Store, removed: Iterable[ox.Quad]) -> None:
    """Take merged triples that no graph has any more out of the default graph, and forget graphs that are empty."""
    graphs = set()
    for quad in removed:
        graphs.add(quad.graph_name)
        left = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if all(isinstance(other.graph_name, ox.DefaultGraph) for other in left):
            store.remove(ox.Quad(quad.subject, quad.predicate, quad.object))
    for graph in graphs:
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            store.remove_graph(graph)


def clean(workspace: Path, current: int) -> None:
    """Remove every build but the current one and the one before it."""
    numbers = sorted(int(path.name) for path in (workspace / "store").iterdir() if _NAME.fullmatch(path.name))
    earlier = [number for number in numbers if number < current]
    for number in numbers:
        if number != current and number not in earlier[-1:]:
            shutil.rmtree(folder_of(workspace, number))


def folder_of(workspace: Path, number: int) -> Path:
    """The folder of a build."""
    return workspace / "store" / f"{number:08d}"


@contextmanager
def _writing(workspace: Path, number: int) -> Iterator[Path]:
    target = folder_of(workspace, number)
    try:
        shutil.rmtree(target, ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        yield target
    except OSError as error:
        raise StoreError(f"the new build {target} cannot be written: {error}") from error
