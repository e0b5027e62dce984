"""Worker: the life of a child process that answers queries, or writes, and can be killed at any moment.

It speaks with the server over a socket: messages are pickled objects, each behind its length.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pickle
import signal
import socket
import struct
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kg.errors import QueryError, SimpulError
from kg.serve.answers import Answer, Query, answer_with
from kg.serve.limits import Limits
from kg.settings import Settings
from kg.store import EmbeddedStore, Store
from kg.store.service import Service
from kg.writing import WriteRequest, Written, write

LENGTH = struct.Struct("!Q")
_LONGER = 5.0
_NICER = 5
"""How far these processes step back for the one that watches them: it must stop them in time, however busy they are."""
_OPEN = 2
"""How many builds a process keeps open: the current one, and the one that requests under way began with."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A query to the build of a name, in a folder, or to a server; a large answer goes to the file ``path``."""

    build: str
    place: str | Service
    query: Query
    path: str

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled as its fields, as a query is."""
        return Asking, (self.build, self.place, self.query, self.path)


@dataclass(frozen=True, slots=True)
class Writing:
    """A request to write."""

    request: WriteRequest


Job = Asking | Writing
Reply = Answer | Written | SimpulError | Literal["ready", "prepared"]


def framed(message: object) -> bytes:
    """A message as it goes over the socket."""
    content = pickle.dumps(message)
    return LENGTH.pack(len(content)) + content


def work(end: socket.socket, life: socket.socket, settings: Settings, limits: Limits) -> None:
    """Answer each job with a reply until the other end is closed, so that no process outlives the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the server decides when children end
    end_with(life)
    os.nice(_NICER)
    limit_memory(limits.memory_bytes)
    with life, end, end.makefile("rwb") as line:
        _send(line, "ready")
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            _serve(line, settings, limits)


def _serve(line: Any, settings: Settings, limits: Limits) -> None:
    builds = _Builds(settings, limits)
    while (job := _receive(line)) is not None:
        try:
            if isinstance(job, Asking):
                reply: Reply = answer_with(builds.open(job.build, job.place), job.query, limits, Path(job.path))
            else:
                reply = write(job.request, settings, lambda: _agree(line))
        except SimpulError as error:
            reply = _portable(error)
        except MemoryError:
            reply = QueryError("the request needs more memory than it may use")
        _send(line, reply)


def _agree(line: Any) -> None:
    """Say that all is prepared, and wait for the word: from then on the server does not stop this process."""
    _send(line, "prepared")
    if _receive(line) != "go":
        raise EOFError


def _portable(error: SimpulError) -> SimpulError:
    """The error without what caused it, which may not be fit to be sent."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def _send(line: Any, reply: Reply) -> None:
    line.write(framed(reply))
    line.flush()


def _receive(line: Any) -> Any:
    head = line.read(LENGTH.size)
    return pickle.loads(line.read(LENGTH.unpack(head)[0])) if head else None  # noqa: S301 - from our own server


class _Builds:
    """The builds that are open in this process, the latest ones."""

    def __init__(self, settings: Settings, limits: Limits) -> None:
        self._settings, self._limits = settings, limits
        self._stores: OrderedDict[str, Store] = OrderedDict()

    def open(self, build: str, place: str | Service) -> Store:
        if build in self._stores:
            self._stores.move_to_end(build)
            return self._stores[build]
        store = self._opened(place)
        self._stores[build] = store
        while len(self._stores) > _OPEN:
            self._stores.popitem(last=False)[1].close()
        return store

    def _opened(self, place: str | Service) -> Store:
        if isinstance(place, str):
            return EmbeddedStore.open(Path(place), self._settings, self._limits.hosts)
        from kg.store.connection import Connection  # brings an HTTP client, which a graph of this machine does not need
        from kg.store.remote import RemoteStore

        # This process is stopped at the time limit, so the line itself may wait a little longer.
        line = Connection(place.credentials, self._limits.seconds + _LONGER, self._limits.answer_bytes)
        return RemoteStore(place, self._settings, self._limits.hosts, line)


def limit_memory(size: int) -> None:
    """Bound the address space of this process, where the system can (Windows cannot)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def end_with(life: socket.socket) -> None:
    """Have the system end this process when the other end of ``life`` is gone, even in the middle of a query.

    Nothing is ever sent over it: the one event that it can have is that the server has ended, however it did.
    """
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(life, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(life, fcntl.F_SETFL, fcntl.fcntl(life, fcntl.F_GETFL) | os.O_ASYNC)
