"""Sessions: who has signed in. They live in this process: a restart of the server signs everybody out."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

LIFETIME = 12 * 60 * 60
"""Seconds after which one has to sign in again."""
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who has signed in under the name ``who``; ``form_key`` goes into every form that this server gives."""

    who: str
    form_key: str
    ends: float


class Sessions:
    """The sessions of a server, by an id that only the browser has: what is kept here is its hash."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._known: OrderedDict[str, Session] = OrderedDict()

    def begin(self, who: str) -> str:
        """A new session; its id, which is nothing but chance."""
        id_ = secrets.token_urlsafe(32)
        with self._lock:
            self._known[_hash(id_)] = Session(who, secrets.token_urlsafe(32), self._clock() + LIFETIME)
            if len(self._known) > _MOST:
                self._known.popitem(last=False)
        return id_

    def of(self, id_: str) -> Session | None:
        """The session of this id, unless it has ended."""
        with self._lock:
            found = self._known.get(_hash(id_))
            if found is not None and found.ends <= self._clock():
                del self._known[_hash(id_)]
                return None
            return found

    def end(self, id_: str) -> None:
        """Forget a session."""
        with self._lock:
            self._known.pop(_hash(id_), None)


def _hash(id_: str) -> str:
    return hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()
