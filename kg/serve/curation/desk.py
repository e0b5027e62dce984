"""Desk: what curation needs of the program around the server, and what it keeps between requests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYetError
from dataclasses import dataclass
from pathlib import Path

from kg.identity.accounts import Accounts
from kg.identity.ledger import Judgement, read_ledger
from kg.serve.curation.applying import Applying
from kg.serve.curation.sessions import Sessions
from kg.store.builds import current_number
from kg.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Curation:
    """What curation is told from outside, since the server knows nothing of how articles are read.

    ``tokens`` are those of who may judge, ``accounts`` makes the accounts of the graph in use, and the command
    ``apply`` brings the graph in line with the ledger.
    """

    tokens: tuple[str, ...]
    accounts: Callable[[], Accounts]
    apply: Sequence[str]


class Desk:
    """The sessions, the accounts of the graph in use, and the build that may be under way."""

    def __init__(self, curation: Curation, workspace: Path) -> None:
        self.tokens = curation.tokens
        self.sessions = Sessions()
        self.applying = Applying(curation.apply)
        self._workspace = workspace
        self._make = curation.accounts
        self._lock = threading.Lock()
        self._made: tuple[int | None, Future[Accounts]] | None = None

    def record(self) -> Workspace:
        """The workspace's record; close it."""
        return Workspace.open(self._workspace)

    def ledger(self) -> tuple[list[Judgement], int]:
        """Every entry, and how many of them the graph in use has obeyed."""
        with self.record() as record:
            return read_ledger(record), record.obeyed(current_number(self._workspace) or 0)

    def accounts(self, patience: float) -> Accounts | None:
        """The accounts of the graph in use, with the ledger as it is now; None where they take longer to make.

        They are made once for each build, beside the requests. Raises what the making raises, and tries again then.
        """
        build = current_number(self._workspace)
        with self._lock:
            if self._made is None or self._made[0] != build:
                self._made = build, Future()
                # A daemon, so that nobody has to wait for it when the server is told to stop.
                threading.Thread(target=self._prepare, args=(self._made[1],), daemon=True).start()
            future = self._made[1]
        try:
            accounts = future.result(patience)
        except NotYetError:
            return None
        except Exception:
            self._made = None
            raise
        accounts.hear(self.ledger()[0])
        return accounts

    def _prepare(self, future: Future[Accounts]) -> None:
        try:
            accounts = self._make()
            accounts.doubts()  # which is what takes long
            future.set_result(accounts)
        except Exception as error:  # noqa: BLE001 - who waits for the accounts raises it
            future.set_exception(error)
