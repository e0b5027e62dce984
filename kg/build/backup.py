"""Backup: a workspace as one file, taken while it is in use, and back."""

from __future__ import annotations

import sqlite3
import tarfile
import tempfile
from pathlib import Path

from kg.errors import WorkspaceError
from kg.store.builds import copy_build, current_version, folder_of, publishing
from kg.store.checksums import write_checksums
from kg.workspace import Workspace

_DATABASE = "workspace.sqlite"
_POINTER = "store/current"


def back_up(workspace: Path, target: Path) -> None:
    """Write the system of record and the graph in use to ``target``, a .tar.gz; both are of one moment.

    Builds and users may go on writing: what they publish meanwhile waits. Raises ``WorkspaceError`` where there is no
    workspace, or where the target is there already or cannot be written.
    """
    Workspace.open(workspace).close()
    if target.exists():
        raise WorkspaceError(f"{target} is there already")
    half = target.with_name(target.name + ".half")
    try:
        with (
            tempfile.TemporaryDirectory(dir=workspace) as scratch,
            tarfile.open(half, "w:gz", compresslevel=6) as archive,
        ):
            database, store = Path(scratch) / _DATABASE, Path(scratch) / "store"
            with publishing(workspace):
                _copy_database(workspace / _DATABASE, database)
                version = current_version(workspace)
                if version is not None:
                    copy_build(folder_of(workspace, version), store)
                    write_checksums(store, folder_of(workspace, version))
            archive.add(database, _DATABASE)
            if version is not None:
                archive.add(store, f"store/{version}")
                pointer = Path(scratch) / "current"
                pointer.write_text(str(version), encoding="ascii")
                archive.add(pointer, _POINTER)
        half.rename(target)
    except OSError as error:
        raise WorkspaceError(f"{target} cannot be written: {error.strerror}") from error
    finally:
        half.unlink(missing_ok=True)


def _copy_database(source: Path, target: Path) -> None:
    reading, writing = sqlite3.connect(source), sqlite3.connect(target)
    try:
        reading.backup(writing)
    finally:
        reading.close()
        writing.close()


def restore(source: Path, workspace: Path) -> None:
    """Make a workspace of what ``back_up`` has written; raises ``WorkspaceError`` where there is one, or no backup."""
    if workspace.exists() and any(workspace.iterdir()):
        raise WorkspaceError(f"{workspace} is not empty: restore into a folder of its own")
    try:
        with tarfile.open(source, "r:gz") as archive:
            members = archive.getmembers()
            names = {member.name for member in members}
            if _DATABASE not in names or any(not _belongs(name) for name in names):
                raise WorkspaceError(f"{source} is no backup of a workspace")
            workspace.mkdir(parents=True, exist_ok=True)
            # The pointer last: until then there is no graph in use.
            archive.extractall(workspace, [m for m in members if m.name != _POINTER], filter="data")
            archive.extractall(workspace, [m for m in members if m.name == _POINTER], filter="data")
    except (OSError, tarfile.TarError, EOFError) as error:
        raise WorkspaceError(f"{source} cannot be read as a backup: {error}") from error
    with Workspace.open(workspace) as restored:
        restored.forget_sent()  # servers may have been sent newer graphs than this record knows of


def _belongs(name: str) -> bool:
    return name == _DATABASE or name.startswith("store/")
