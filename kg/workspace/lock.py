"""Lock: one writer at a time in a workspace."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import WorkspaceError


@contextmanager
def locked(folder: Path, pid: int) -> Iterator[None]:
    """Hold the workspace's lock, under the process id ``pid``; readers need none.

    The operating system lets go of it when the process ends, however it ends. Raises ``WorkspaceError`` naming the
    other process where one holds it.
    """
    with (folder / "lock").open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            other = file.read().strip() or "unknown"
            raise WorkspaceError(f"{folder} is being written by another process (pid {other}): wait for it") from error
        file.truncate(0)
        file.write(str(pid))
        file.flush()
        yield
