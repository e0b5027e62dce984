"""Remote: a graph that a SPARQL server elsewhere holds, served as one of this machine's own would be."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from kg.serve.answers import Answer, Query
from kg.serve.graphs import Served
from kg.serve.limits import Limits
from kg.serve.pool import Pool
from kg.settings import Settings
from kg.store.connection import Connection
from kg.store.remote import RemoteStore
from kg.store.service import Service

_FRESH = 300.0
"""Seconds after which names, counts and the front page are read anew: nobody tells when the graph has changed."""


class RemoteGraph:
    """The graph of a server elsewhere; see ``Source``. Queries are sent by processes that can be stopped."""

    def __init__(
        self, service: Service, settings: Settings, limits: Limits, clock: Callable[[], float] = time.monotonic
    ) -> None:
        line = Connection(service.credentials, limits.seconds, limits.answer_bytes)
        self._store = RemoteStore(service, settings, connection=line)
        self.pools = {"query": Pool(settings, limits)}
        self._answers = ServiceAnswers(self.pools["query"], service)
        self._clock, self._lock = clock, threading.Lock()
        self._served: Served | None = None
        self._since = 0.0
        self.damage = ""

    def suspect(self) -> None:
        """See ``Source.suspect``; the files are the server's."""

    async def start(self) -> None:
        """See ``Source.start``."""
        await self.pools["query"].start()

    def current(self) -> Served:
        """See ``Source.current``."""
        with self._lock:
            if self._served is None or self._clock() - self._since > _FRESH:
                self._served, self._since = Served(self._store, self._answers), self._clock()
            return self._served

    def close(self) -> None:
        """See ``Source.close``."""
        self.pools["query"].close()
        self._store.close()


class ServiceAnswers:
    """Answers of a server elsewhere, got by the processes of a pool; see ``Answering``."""

    def __init__(self, pool: Pool, service: Service) -> None:
        self._pool, self._service = pool, service

    @property
    def build(self) -> str:
        """See ``Answering.build``; a graph that may change at any time has no name, and is asked every time."""
        return ""

    async def answer(self, query: Query, client: str = "") -> Answer:
        """See ``Answering.answer``."""
        return await self._pool.ask(self.build, self._service, query, client)
