"""Limits: what one request may cost this server."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on a stranger's query: seconds it may run, bytes it may answer, memory its process may use, and queues.

    ``processes`` queries run at once, others wait up to ``wait_seconds`` for their turn. ``body_bytes`` bounds what a
    client may send, ``table_rows`` what a page shows of a result (the download has all of it).
    """

    seconds: float = 20.0
    answer_bytes: int = 64_000_000
    memory_bytes: int = 4_000_000_000
    processes: int = 2
    wait_seconds: float = 10.0
    body_bytes: int = 200_000
    table_rows: int = 500
