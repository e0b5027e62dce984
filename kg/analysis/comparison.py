"""Comparison: what changed between two builds of a workspace, or between two workspaces."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg.analysis.difference import difference
from kg.errors import NotFoundError
from kg.model.difference import Difference
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.store.builds import Version, current_version, folder_of
from kg.workspace import Workspace
from kg.workspace.change_log import is_build_name


@dataclass(frozen=True, slots=True)
class Point:
    """A build of a workspace, and when it was made (UTC, RFC 3339); the time is empty where the log does not know."""

    workspace: Path
    build: int
    at: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one build to another."""

    old: Point
    new: Point
    difference: Difference


def compare(old: str | Path, new: str | Path, settings: Settings) -> Comparison:
    """What changed from ``old`` to ``new``: builds of the settings' workspace, or folders of workspaces.

    A build is a number, ``latest``, ``previous``, or a day (UTC) such as 2025-11-01, which stands for the build that
    was in use when it began; a folder stands for its latest build. Raises ``NotFoundError`` where a build is not in the
    log, or a name is neither.
    """
    left, right = (_point(name, settings) for name in (old, new))
    if left.workspace.resolve() == right.workspace.resolve():
        return Comparison(left, right, _logged(left.workspace, left.build, right.build))
    versions = [_version(point.workspace) for point in (left, right)]
    found = _logged(left.workspace, left.build, versions[0].build)
    found = found.then(_between(left.workspace, versions[0], right.workspace, versions[1], settings))
    return Comparison(left, right, found.then(_logged(right.workspace, versions[1].build, right.build)))


def _point(name: str | Path, settings: Settings) -> Point:
    is_build = isinstance(name, str) and is_build_name(name)
    folder = settings.workspace if is_build else Path(name)
    if not is_build and not Workspace.is_in(folder):
        raise NotFoundError(
            f"{name} is no workspace, and no build: a build is a number, latest, previous, or a day such as 2025-11-01"
        )
    with Workspace.open(folder) as workspace:
        current = _version(folder).build
        log = workspace.change_log(current)
        number = log.number(str(name)) if is_build and name != "latest" else current
        return Point(folder, number, next((entry.at for entry in log.entries() if entry.number == number), ""))


def _version(folder: Path) -> Version:
    version = current_version(folder)
    if version is None:
        raise NotFoundError(f"{folder} has no graph yet: run kg build first")
    return version


def _logged(folder: Path, old: int, new: int) -> Difference:
    if old == new:
        return Difference()
    with Workspace.open(folder) as workspace:
        return workspace.change_log(_version(folder).build).difference(old, new)


def _between(left: Path, old: Version, right: Path, new: Version, settings: Settings) -> Difference:
    folders = folder_of(left, old), folder_of(right, new)
    with closing(EmbeddedStore.open(folders[0], settings)) as one, closing(EmbeddedStore.open(folders[1])) as other:
        return difference(one, other, settings)
