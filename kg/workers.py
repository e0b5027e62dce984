"""Workers: the same function over many pieces of work, in this process or in several."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")


def batches(items: Iterable[Piece], size: int) -> Iterator[list[Piece]]:
    """The items in lists of ``size``, the last one shorter."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def in_parallel(function: Callable[[Piece], Result], pieces: Iterable[Piece], jobs: int) -> Iterator[Result]:
    """The results of ``function`` in the order of the pieces, worked on by ``jobs`` processes (1: by this one).

    Other processes import the function by its name, so it must stand at the top of a module. Few pieces are taken at a
    time, so there may be any number of them.
    """
    if jobs == 1:
        yield from map(function, pieces)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start) as pool:
        for group in batches(pieces, 4 * jobs):
            yield from pool.map(function, group)


def _start() -> None:
    # Ctrl-C reaches every process of the terminal; it is the parent that ends the work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
