"""Traffic: whether requests are under way, so that work that can wait lets them go first."""

from __future__ import annotations

import time

_QUIET = 0.5
"""Seconds without a request after which nobody is thought to be in the middle of loading a page."""
_PATIENCE = 3.0
"""Seconds after which work goes on although requests do not end."""
_LOOK = 0.02
"""Seconds between looks: to be told would cost every request more than to be counted."""


class Traffic:
    """The requests that an application is answering, counted in its event loop and asked about in other threads."""

    def __init__(self) -> None:
        self._under_way = 0
        self._latest = 0.0

    def begin(self) -> None:
        """Count a request that has come."""
        self._under_way += 1

    def end(self) -> None:
        """Count a request as answered, or as failed."""
        self._under_way -= 1
        self._latest = time.monotonic()

    def let_go(self, quiet: float = _QUIET, patience: float = _PATIENCE) -> None:
        """Wait until no request has been under way for a while, but no longer than one's ``patience`` lasts."""
        end = time.monotonic() + patience
        while (now := time.monotonic()) < end and (self._under_way or now < self._latest + quiet):
            time.sleep(_LOOK)
