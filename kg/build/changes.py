"""Changes: what a build changed since the one before it, for its report and for the workspace's log."""

from __future__ import annotations

import logging
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg.analysis.difference import difference
from kg.errors import StoreError
from kg.model.difference import Difference
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.store.builds import Version, folder_of
from kg.workspace import BuildChange

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of the build before: its version, and whether its files are sound.

    ``same`` says whether it was made of the same inputs; ``touched`` are the graphs that may differ, where that is
    known.
    """

    version: Version
    sound: bool
    same: bool
    touched: Collection[str] | None


def change_since(folder: Path, before: Before | None, version: Version, settings: Settings) -> BuildChange:
    """What build ``version`` of a workspace's folder changed since the one before it, as of now.

    Where that cannot be read, everything counts as new, unless the same inputs went into both.
    """
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with closing(EmbeddedStore.open(folder_of(folder, version), settings)) as after:
        if before is None or not before.version.build:
            return BuildChange(0, at, difference(None, after, settings))
        try:
            return BuildChange(before.version.build, at, _since(folder, before, after, settings))
        except (OSError, RuntimeError, StoreError) as error:  # the second where a checksum is wrong
            # A build from nothing is what mends a damaged graph: it goes on, and the log begins anew with it.
            _LOG.warning("everything counts as new, because the graph before this build cannot be read: %s", error)
            return BuildChange(0, at, difference(None, after, settings))


def _since(folder: Path, before: Before, after: EmbeddedStore, settings: Settings) -> Difference:
    if not before.sound:
        if before.same:
            return Difference()
        raise StoreError(f"{folder_of(folder, before.version)} is damaged")
    with closing(EmbeddedStore.open(folder_of(folder, before.version), settings)) as store:
        return difference(store, after, settings, before.touched)
