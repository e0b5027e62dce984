"""Answers: a query run where it can be stopped, and its result as bytes.

pyoxigraph cannot interrupt a query, so queries run in child processes that each hold the immutable build open. One that
takes too long is killed with its process, and another process takes its place.
"""

from __future__ import annotations

import io
import json
import multiprocessing
import queue
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import BinaryIO, Literal, Protocol, cast

from pyoxigraph import NamedNode, Triple

from kg.errors import QueryError, SimpulError
from kg.serve.limits import Limits
from kg.settings import Settings
from kg.store import EmbeddedStore, Solutions, Store, Term, Triples


@dataclass(frozen=True, slots=True)
class Query:
    """A query and how its result is wanted: by the name of a format for rows (and yes or no), and one for triples.

    Relative IRIs in it are resolved against ``base_iri``, where it is given. With ``first``, rows come as JSON to be
    shown: ``names``, ``total``, and so many ``rows`` from the first on, each cell null or a kind (``uri`` or another)
    and a text.
    """

    text: str
    rows: str = "json"
    triples: str = "turtle"
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None
    base_iri: str | None = None
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A result: what kind it is, the name of the format it is written in, and its bytes."""

    kind: Literal["rows", "triples", "boolean"]
    format: str
    content: bytes


class TimeLimitError(SimpulError):
    """A query took longer than it may, and was stopped."""


class BusyError(SimpulError):
    """All processes are at work; the same request may succeed a little later."""


class Answering(Protocol):
    """Anything that answers queries: raises ``QueryError``, ``TimeLimitError`` or ``BusyError``."""

    def answer(self, query: Query) -> Answer:
        """The result of one query."""
        ...

    def close(self) -> None:
        """Let go of processes and files."""
        ...


class _Bounded(io.BytesIO):
    """Bytes that refuse to grow past a size, so that a huge result ends as an error and not as a full memory."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit
        self.full = False

    def write(self, data: object) -> int:
        """Take the bytes, or raise ``OSError`` where there are too many."""
        content = cast(bytes, data)
        if self.tell() + len(content) > self._limit:
            self.full = True
            raise OSError("the result is too large")
        return super().write(content)


def answer_with(store: Store, query: Query, limits: Limits) -> Answer:
    """Run a query here and now; raises ``QueryError`` where it is malformed, refused, or its result is too large."""
    graphs = {"default_graphs": query.default_graphs, "named_graphs": query.named_graphs}
    result = store.query(query.text, base_iri=query.base_iri, **graphs)
    if isinstance(result, Solutions) and query.first is not None:
        return Answer("rows", "json", _first_rows(result, query.first))
    output = _Bounded(limits.answer_bytes)
    format_ = query.triples if isinstance(result, Triples) else query.rows
    try:
        result.write(cast(BinaryIO, output), format_)
    except (QueryError, OSError) as error:
        if output.full:
            size = limits.answer_bytes // 1_000_000
            raise QueryError(f"the result is larger than {size} MB; ask for less, for example with LIMIT") from error
        raise
    kind: Literal["rows", "triples", "boolean"] = "boolean"
    if isinstance(result, Triples):
        kind = "triples"
    elif isinstance(result, Solutions):
        kind = "rows"
    return Answer(kind, format_, output.getvalue())


def _first_rows(result: Solutions, limit: int) -> bytes:
    rows = iter(result)
    shown = [[_cell(row.get(name)) for name in result.variables] for row in islice(rows, limit)]
    total = len(shown) + sum(1 for _ in rows)
    return json.dumps({"names": result.variables, "total": total, "rows": shown}).encode()


def _cell(term: Term | None) -> tuple[str, str] | None:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return "uri", term.value
    return "other", str(term) if isinstance(term, Triple) else term.value


class DirectAnswers:
    """Answers from a store of this process: for graphs in memory, and for servers that have limits of their own."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self._store = store
        self._limits = limits

    def answer(self, query: Query) -> Answer:
        """See ``Answering.answer``; no time limit holds here."""
        return answer_with(self._store, query, self._limits)

    def close(self) -> None:
        """Nothing to let go of: the store belongs to whoever opened it."""


_BEGINNING = 60.0
"""Seconds that a child process may take to start and open the build."""


class _Worker:
    """One child process with a build open."""

    def __init__(self, folder: Path, settings: Settings, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, far_end = context.Pipe()
        self.process = context.Process(
            target=work, args=(far_end, folder, settings, limits), name="kg-query", daemon=True
        )
        self.process.start()
        self._ready = False
        far_end.close()

    def ask(self, query: Query, seconds: float) -> Answer | str:
        """The answer, or what is wrong with the query; the time that the process takes to begin does not count."""
        if not self._ready:
            if not self.connection.poll(_BEGINNING):
                raise BusyError("a process for the query did not start in time; try again in a moment")
            self._ready = bool(self.connection.recv())
        self.connection.send(query)
        if not self.connection.poll(seconds):
            raise TimeLimitError(f"the query was stopped after {seconds:g} seconds")
        return cast(Answer | str, self.connection.recv())

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self.connection.close()


class ProcessAnswers:
    """Answers from a build's folder, each query in a process that is killed at the time limit and replaced."""

    def __init__(self, folder: Path, settings: Settings, limits: Limits) -> None:
        self._folder, self._settings, self._limits = folder, settings, limits
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(limits.processes):
            self._idle.put(self._started())

    def answer(self, query: Query) -> Answer:
        """See ``Answering.answer``."""
        worker = self._taken()
        try:
            result = self._ask(worker, query)
        except BaseException:  # whatever happened, the process may still owe an answer to this query
            worker.stop()
            worker = self._started()
            raise
        finally:
            self._give_back(worker)
        if isinstance(result, Answer):
            return result
        raise QueryError(result)

    def close(self) -> None:
        """Stop the processes: idle ones now, busy ones when they have answered."""
        with self._lock:
            self._closed = True
            while not self._idle.empty():
                self._idle.get().stop()

    def _taken(self) -> _Worker:
        if self._closed:  # a request that began before a newer build came is still answered from this one
            return self._started()
        try:
            return self._idle.get(timeout=self._limits.wait_seconds)
        except queue.Empty:
            raise BusyError("too many queries are running; try again in a moment") from None

    def _started(self) -> _Worker:
        return _Worker(self._folder, self._settings, self._limits)

    def _give_back(self, worker: _Worker) -> None:
        with self._lock:
            if self._closed:
                worker.stop()
            else:
                self._idle.put(worker)

    def _ask(self, worker: _Worker, query: Query) -> Answer | str:
        try:
            return worker.ask(query, self._limits.seconds)
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            raise QueryError(
                "the query ended its process, most likely by needing more memory than it may use"
            ) from error


def work(connection: Connection, folder: Path, settings: Settings, limits: Limits) -> None:
    """The life of a child process: answer each ``Query`` with an ``Answer``, or with the text of what is wrong with it.

    It ends when the other end of the connection is closed, so that no process outlives the server.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the server decides when children end
    limit_memory(limits.memory_bytes)
    store = EmbeddedStore.open(folder, settings)
    connection.send(True)
    answer_all(connection, store, limits)


def answer_all(connection: Connection, store: Store, limits: Limits) -> None:
    """Answer the queries that come in until the other end closes."""
    while True:
        try:
            query = connection.recv()
        except EOFError:
            return
        try:
            connection.send(answer_with(store, query, limits))
        except SimpulError as error:
            connection.send(str(error))


def limit_memory(size: int) -> None:
    """Bound the address space of this process, where the system can (Windows cannot)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
