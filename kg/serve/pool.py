"""Pool: the child processes that queries run in, each killed and replaced at the time limit.

pyoxigraph cannot interrupt a query, plans some for minutes and overflows the stack on others. A process that can be
killed bounds all of these, and nobody else's query notices.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import pickle
import shutil
import socket
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import cast

from kg.errors import DamageError, QueryError, SimpulError
from kg.serve.answers import Answer, Query, TimeLimitError
from kg.serve.limits import Limits
from kg.serve.turns import Turns
from kg.serve.worker import LENGTH, Asking, Job, Reply, Writing, framed, work
from kg.settings import Settings
from kg.store.service import Service
from kg.writing import WriteRequest, Written

_BEGINNING = 60.0
"""Seconds that a child process may take to start."""
_COMMITTING = 300.0
"""Seconds that a change may take to be recorded, once it is prepared."""


class _GoneError(Exception):
    """The process has ended, by itself."""


class _Worker(asyncio.Protocol):
    """One child process, and the line to it."""

    def __init__(self, settings: Settings, limits: Limits) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["kg.serve.worker"])
        self._socket, far_end = socket.socketpair()
        self._life, far_life = socket.socketpair()
        self.process = context.Process(
            target=work, args=(far_end, far_life, settings, limits), name="kg-worker", daemon=True
        )
        self.process.start()
        far_end.close()
        far_life.close()
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._replies: deque[Reply] = deque()
        self._waiter: asyncio.Future[Reply] | None = None
        self.gone = False

    # asyncio.Protocol

    def data_received(self, data: bytes) -> None:
        """Take what has come, and pass a whole message on."""
        self._buffer += data
        while len(self._buffer) >= LENGTH.size:
            end = LENGTH.size + LENGTH.unpack_from(self._buffer)[0]
            if len(self._buffer) < end:
                return
            message = pickle.loads(self._buffer[LENGTH.size : end])  # noqa: S301 - from our own child
            del self._buffer[:end]
            if self._waiter is not None and not self._waiter.done():
                self._waiter.set_result(message)
            else:
                self._replies.append(message)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever waits that no reply will come."""
        self.gone = True
        self._end_waiting(_GoneError())

    # What the pool does with it

    async def begin(self) -> None:
        """Wait until the process is ready for jobs, or is gone: who asks it then is told so."""
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_unix_connection(lambda: self, sock=self._socket)
        try:
            await self.reply(_BEGINNING)
        except _GoneError:
            return
        except TimeoutError:
            self.hang_up()

    def send(self, message: object) -> None:
        """Send a message to the process; raises ``_GoneError`` where it has ended."""
        if self.gone:
            raise _GoneError
        assert self._transport is not None
        self._transport.write(framed(message))

    async def reply(self, seconds: float) -> Reply:
        """The next message of the process; raises ``_GoneError`` where it has ended, ``TimeoutError`` if it is late."""
        if self._replies:
            return self._replies.popleft()
        if self.gone:
            raise _GoneError
        loop = asyncio.get_running_loop()
        self._waiter = loop.create_future()
        late = loop.call_later(seconds, self._end_waiting, TimeoutError())
        try:
            return await self._waiter
        finally:
            late.cancel()
            self._waiter = None

    def _end_waiting(self, error: Exception) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(error)

    def hang_up(self) -> None:
        """Close the lines, which also ends the process."""
        self._life.close()
        if self._transport is not None:
            self._transport.abort()
        else:
            self._socket.close()

    def stop(self) -> None:
        """Kill the process and wait until it is gone; takes as long as freeing its memory does."""
        self.process.kill()
        self.process.join()
        self.process.close()


class Pool:
    """Child processes that do jobs for as long as ``Limits.seconds``. Make it anywhere, use it in one event loop."""

    def __init__(self, settings: Settings, limits: Limits, processes: int | None = None) -> None:
        self._settings, self._limits = settings, limits
        self._turns: Turns[_Worker] = Turns(limits.queue, limits.wait_seconds)
        self._workers: set[_Worker] = set()
        self._replacing: set[asyncio.Task[None]] = set()
        self._folder = Path(tempfile.mkdtemp(prefix="simpul-"))
        self._numbers = count()
        self._lock = threading.Lock()
        self._closed = False
        self._size = processes or limits.processes
        self._starting: asyncio.Task[None] | None = None
        self.stopped = 0

    async def start(self) -> None:
        """Start the processes; the first job does so otherwise."""
        if self._starting is None:
            self._starting = asyncio.get_running_loop().create_task(self._start())
        await asyncio.shield(self._starting)

    async def _start(self) -> None:
        for _ in range(self._size):
            await self._add()

    async def _add(self) -> None:
        """Start a process, which gets jobs once it is ready: the limit of a job is for the job alone."""
        worker = await asyncio.to_thread(self._started)
        await worker.begin()
        if not self._closed:
            self._turns.give(worker)

    @property
    def waiting(self) -> int:
        """How many jobs wait for their turn."""
        return self._turns.waiting

    @property
    def busy(self) -> int:
        """How many processes are at work, or are being replaced."""
        return len(self._workers) - self._turns.free

    def spool(self) -> Path:
        """The path of a file that does not exist yet, for something large; it is gone with the pool."""
        return self._folder / str(next(self._numbers))

    async def ask(self, build: str, place: str | Service, query: Query, client: str) -> Answer:
        """The answer of the build of this name in a folder, or of a server; see ``Answering.answer``."""
        path = f"{self._folder}/{next(self._numbers)}"
        try:
            return cast(Answer, await self._do(Asking(build, place, query, path), client, self._query))
        except BaseException:
            Path(path).unlink(missing_ok=True)
            raise

    async def write(self, request: WriteRequest, client: str) -> Written:
        """Carry out a request to write.

        Raises what ``kg.writing.write`` raises, ``TimeLimitError`` and ``BusyError``.
        """
        return cast(Written, await self._do(Writing(request), client, self._write))

    async def _do(self, job: Job, client: str, exchange: Callable[..., object]) -> Reply:
        if self._starting is None or not self._starting.done():
            await self.start()
        worker = await self._turns.take(client)
        whole = False
        try:
            reply = cast(Reply, await exchange(worker, job))  # type: ignore[misc]
            whole = True
        except TimeoutError:
            raise TimeLimitError(f"the request was stopped after {self._limits.seconds:g} seconds") from None
        except _GoneError:
            reason = "the query ended its process, most likely by needing more memory than it may use"
            raise QueryError(reason) from None
        finally:
            # However it ended, a process that still owes a reply is of no use to the next one.
            if whole and not self._closed:
                self._turns.give(worker)
            else:
                self._replace(worker)
        if isinstance(reply, SimpulError):
            raise reply
        return reply

    async def _query(self, worker: _Worker, job: Job) -> Reply:
        worker.send(job)
        return await worker.reply(self._limits.seconds)

    async def _write(self, worker: _Worker, job: Job) -> Reply:
        reply = await self._query(worker, job)
        if reply != "prepared":
            return reply
        worker.send("go")
        committing = asyncio.ensure_future(worker.reply(_COMMITTING))
        try:
            return await asyncio.shield(committing)
        except asyncio.CancelledError:
            await asyncio.wait([committing])  # the process must not be killed now
            raise

    def _started(self) -> _Worker:
        worker = _Worker(self._settings, self._limits)
        self._workers.add(worker)
        return worker

    def _replace(self, worker: _Worker) -> None:
        worker.hang_up()
        self._workers.discard(worker)
        self.stopped += 1
        task = asyncio.get_running_loop().create_task(self._replaced(worker))
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _replaced(self, worker: _Worker) -> None:
        # Another one is there before the memory of this one is free again, which can take a second.
        ended = asyncio.create_task(asyncio.to_thread(worker.stop))
        if not self._closed:
            await self._add()
        await ended

    async def drain(self) -> None:
        """Wait until processes that are being replaced are."""
        while self._replacing:
            await asyncio.wait(self._replacing)

    def close(self) -> None:
        """Stop all processes."""
        with self._lock:
            self._closed = True
            workers, self._workers = self._workers, set()
            for worker in workers:
                worker.hang_up()
                worker.stop()
            shutil.rmtree(self._folder, ignore_errors=True)


class ProcessAnswers:
    """Answers from one build's folder, by the processes of a pool; see ``Answering``."""

    def __init__(self, pool: Pool, folder: Path, suspect: Callable[[], None] = lambda: None) -> None:
        """``suspect`` is called where an answer, or the lack of one, may come from damaged files."""
        self._pool, self._folder, self._suspect = pool, str(folder), suspect
        # The same number may come again in a workspace that was thrown away and made anew.
        self._build = f"{folder.name}-{folder.stat().st_mtime_ns:x}"

    @property
    def build(self) -> str:
        """See ``Answering.build``."""
        return self._build

    async def answer(self, query: Query, client: str = "") -> Answer:
        """See ``Answering.answer``."""
        try:
            return await self._pool.ask(self._build, self._folder, query, client)
        except (DamageError, TimeLimitError):  # over a damaged block, the engine counts and sorts for ever
            self._suspect()
            raise
