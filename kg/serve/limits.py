"""Limits: what one request may cost this server."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on a stranger's request: time, memory and size of what it makes this server do, and queues.

    ``processes`` queries run at once, each for up to ``seconds`` and in a process with ``memory_bytes`` of address
    space; its answer has up to ``rows`` rows and ``answer_bytes`` bytes. Up to ``queue`` others wait ``wait_seconds``
    for their turn. ``body_bytes`` bounds a query as it is sent, ``write_bytes`` an update or a graph; ``table_rows`` is
    what a page shows of a result (the download has all of it). ``hosts`` are those that ``SERVICE`` and ``LOAD`` may
    call. ``requests_per_minute`` bounds one client's requests; 0 is no bound.
    """

    seconds: float = 30.0
    rows: int = 1_000_000
    answer_bytes: int = 500_000_000
    memory_bytes: int = 4_000_000_000
    processes: int = 2
    queue: int = 100
    wait_seconds: float = 10.0
    body_bytes: int = 200_000
    write_bytes: int = 100_000_000
    table_rows: int = 500
    hosts: frozenset[str] = frozenset()
    requests_per_minute: int = 0
