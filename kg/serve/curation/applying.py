"""Applying: a build in a process of its own that brings the graph in line with the ledger, and how it goes."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

_TAIL = 4_000
"""Characters of what the command wrote that are shown."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How applying goes, and the end of what the command wrote once it has ended."""

    state: Literal["idle", "running", "done", "failed"] = "idle"
    output: str = ""


class Applying:
    """Runs the command, one at a time. It may be killed at any moment: a build survives that."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._follower: threading.Thread | None = None
        self.progress = Progress()

    def start(self) -> None:
        """Begin, unless it is under way."""
        with self._lock:
            if self._process is not None:
                return
            self._process = subprocess.Popen(  # noqa: S603 - the command is the program's own
                self._command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
            self.progress = Progress("running")
            self._follower = threading.Thread(target=self._follow, args=(self._process,), daemon=True)
            self._follower.start()

    def _follow(self, process: subprocess.Popen[bytes]) -> None:
        output = process.communicate()[0][-_TAIL:].decode("utf-8", "replace").strip()
        with self._lock:
            self._process = None
            self.progress = Progress("failed" if process.returncode else "done", output)

    def wait(self) -> None:
        """Return when it has ended."""
        if self._follower is not None:
            self._follower.join()

    def close(self) -> None:
        """End it."""
        with self._lock:
            if self._process is not None:
                self._process.terminate()
        self.wait()
