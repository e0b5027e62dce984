"""Recovery: damage to the build that is served is found, an earlier build stands in, and the graph is made anew."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path

from kg.store.checksums import damage

Repair = Callable[[], Awaitable[bool]]
"""Makes the graph of the workspace anew; whether that could be done. Cancelled when the server ends."""

LOG = logging.getLogger("kg.serve")
_SHARE = 100
"""One part in so many of the time may go into reading builds through, however often somebody has a suspicion."""


class Recovery:
    """Reads builds through in the background, and has the graph made anew where that is called for.

    ``found`` is told, in a thread, of a folder and what is wrong with it.
    """

    def __init__(self, repair: Repair | None, found: Callable[[Path, str], None]) -> None:
        self._repair, self._found = repair, found
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._folder: Path | None = None
        self._next = 0.0
        self._looking = self._mending = False

    def begin(self) -> None:
        """Work in this thread's event loop from now on; before that, nothing is done."""
        self._loop = asyncio.get_running_loop()

    def look(self, folder: Path) -> None:
        """Have a build read through, soon; from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._look, folder)

    def mend(self) -> None:
        """Have the graph made anew; from any thread."""
        if self._loop is not None and self._repair is not None:
            self._loop.call_soon_threadsafe(self._mend, self._repair)

    def close(self) -> None:
        """Stop all work."""
        self._loop = None
        for task in self._tasks:
            task.cancel()

    def _look(self, folder: Path) -> None:
        self._folder = folder
        if not self._looking:
            self._looking = True
            self._start(self._read())

    async def _read(self) -> None:
        while (folder := self._folder) is not None:
            await asyncio.sleep(self._next - time.monotonic())
            begun, self._folder = time.monotonic(), None
            wrong = await asyncio.to_thread(damage, folder, True)
            self._next = time.monotonic() + _SHARE * (time.monotonic() - begun)
            if wrong:
                await asyncio.to_thread(self._found, folder, wrong)
        self._looking = False

    def _mend(self, repair: Repair) -> None:
        if not self._mending:
            self._mending = True
            self._start(self._mended(repair))

    async def _mended(self, repair: Repair) -> None:
        LOG.warning("the graph is being made anew from what is recorded")
        try:
            if await repair():
                LOG.warning("the graph has been made anew")
            else:
                LOG.error("the graph could not be made anew: see what kg check --repair says")
        finally:
            self._mending = False

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
