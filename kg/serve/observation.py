"""Observation: what operators see of a server: counters for Prometheus, and a line of JSON for each request."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.connections import DELIVERY, Delivery
from kg.serve.graphs import Source
from kg.serve.traffic import Traffic

ACCESS = logging.getLogger("kg.access")
_PLACES = frozenset(
    {"", "search", "sparql", "update", "graph-store", "id", "page", "data", "graph", "static", ".well-known"}
)
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Figures:
    """The counters of one application, in a registry of their own."""

    def __init__(self, source: Source) -> None:
        self.registry = CollectorRegistry()
        labels = ("place", "method", "status")
        self.requests = Counter("simpul_requests", "Requests answered", labels, registry=self.registry)
        self.seconds = Histogram(
            "simpul_request_seconds",
            "Time until a request was answered",
            ("place",),
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.registry.register(_State(source))
        # Looking up a counter by its labels costs more than counting.
        self._requests = cache(self.requests.labels)
        self._seconds = cache(self.seconds.labels)

    def count(self, place: str, method: str, status: int, taken: float) -> None:
        """Count a request that has been answered within so many seconds."""
        self._requests(place, method, str(status)).inc()
        self._seconds(place).observe(taken)


class _State:
    """How the graph is, and what the pools are doing, at the moment of asking."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def collect(self) -> Iterable[Metric]:
        """The gauges, for the registry."""
        damaged = GaugeMetricFamily("simpul_damaged", "Whether the newest graph is damaged", bool(self._source.damage))
        waiting = GaugeMetricFamily("simpul_waiting", "Requests that wait for a process", labels=["pool"])
        busy = GaugeMetricFamily("simpul_busy", "Processes at work", labels=["pool"])
        stopped = GaugeMetricFamily("simpul_stopped", "Processes that were killed and replaced so far", labels=["pool"])
        for name, pool in self._source.pools.items():
            waiting.add_metric([name], pool.waiting)
            busy.add_metric([name], pool.busy)
            stopped.add_metric([name], pool.stopped)
        return [damaged, waiting, busy, stopped]


class Observation:
    """ASGI middleware that counts requests, and logs them where the log is on."""

    def __init__(self, app: ASGIApp, figures: Figures, traffic: Traffic) -> None:
        self.app, self._figures, self._traffic = app, figures, traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note what came of it."""
        if scope["type"] != "http" or scope["path"] in _QUIET:
            await self.app(scope, receive, send)
            return
        self._traffic.begin()
        begun, status, size = time.perf_counter(), 0, 0

        async def observed(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, observed)
        finally:
            self._traffic.end()
            taken = time.perf_counter() - begun
            delivery: Delivery | None = scope.get(DELIVERY)
            if delivery is not None and delivery.size is not None:
                status, size = 200, delivery.size
            place = str(scope["path"]).partition("/")[2].partition("/")[0]
            place = place if place in _PLACES else "other"
            self._figures.count(place, _method(scope), status, taken)
            if ACCESS.isEnabledFor(logging.INFO):
                ACCESS.info(_line(scope, status, size, taken))


def _method(scope: Scope) -> str:
    known = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
    return str(scope["method"]) if scope["method"] in known else "other"


def _line(scope: Scope, status: int, size: int, taken: float) -> str:
    client = scope.get("client")
    return json.dumps(
        {
            "client": client[0] if client else "",
            "method": scope["method"],
            "path": scope["path"][:500],
            "query": scope["query_string"].decode("latin-1")[:2_000],
            "status": status,
            "bytes": size,
            "seconds": round(taken, 4),
        }
    )
