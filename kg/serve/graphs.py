"""Graphs: the graph that is served now, and the change to a newer build while requests go on."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from kg.serve.answers import Answering, DirectAnswers, ProcessAnswers
from kg.serve.limits import Limits
from kg.settings import Settings
from kg.store import EmbeddedStore, Store, current_build
from kg.views.entity import EntityPage, entity_page
from kg.views.kinds import Kinds
from kg.views.search import Names
from kg.views.summary import Happening, Summary, latest_events, summary


@dataclass(frozen=True)
class Served:
    """One immutable graph with all that requests need of it; what is costly is read once, when first asked for."""

    store: Store
    answers: Answering

    @cached_property
    def names(self) -> Names:
        """The names that search looks through."""
        return Names.of(self.store)

    @cached_property
    def kinds(self) -> Kinds:
        """The names of kinds."""
        return Kinds.of(self.store)

    @cached_property
    def events(self) -> tuple[Happening, ...]:
        """The latest events."""
        return latest_events(self.store, 8)

    @cached_property
    def featured(self) -> EntityPage | None:
        """The latest event with the most facts, as an example of what the graph is; None in a graph without events."""
        pages = [entity_page(self.store, happening.event.iri) for happening in self.events]
        return max(pages, key=lambda page: sum(group.total for group in page.groups), default=None)

    @cached_property
    def summary(self) -> Summary:
        """What the graph holds."""
        return summary(self.store)


class Source(Protocol):
    """Where the graph comes from."""

    def current(self) -> Served:
        """The graph to answer this request from; raises ``StoreError`` where there is none yet."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


class FixedGraph:
    """A store that its owner has opened, served as it is."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self._served = Served(store, DirectAnswers(store, limits))

    def current(self) -> Served:
        """See ``Source.current``."""
        return self._served

    def close(self) -> None:
        """The store belongs to its owner: nothing to do."""


class WorkspaceGraph:
    """The current build of a workspace: a newer one is opened at the first request after it appears."""

    def __init__(self, workspace: Path, settings: Settings, limits: Limits) -> None:
        self._workspace, self._settings, self._limits = workspace, settings, limits
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._served: Served | None = None

    def current(self) -> Served:
        """See ``Source.current``. Requests that have begun keep the build they began with."""
        folder = current_build(self._workspace)
        with self._lock:
            if self._served is None or folder != self._folder:
                store = EmbeddedStore.open(folder, self._settings)
                fresh = Served(store, ProcessAnswers(folder, self._settings, self._limits))
                self._retire()
                self._folder, self._served = folder, fresh
            return self._served

    def close(self) -> None:
        """Stop the processes that answer queries."""
        with self._lock:
            self._retire()
            self._folder = None

    def _retire(self) -> None:
        # The store itself is not closed: a request may still read from it. It goes with its last reference.
        if self._served is not None:
            self._served.answers.close()
            self._served = None
