"""Graphs: the graph that is served now, and the change to a newer build while requests go on."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from pyoxigraph import NamedNode

from kg.errors import DamageError, SimpulError, StoreError
from kg.serve.answers import Answering, DirectAnswers
from kg.serve.cache import CachedAnswers
from kg.serve.limits import Limits
from kg.serve.pool import Pool, ProcessAnswers
from kg.serve.recovery import LOG, Recovery, Repair
from kg.serve.traffic import Traffic
from kg.settings import Settings
from kg.store import EmbeddedStore, Store, current_build
from kg.store.builds import earlier_builds, number_of, pointer_path, pointer_state
from kg.store.checksums import damage, has_checksums
from kg.views.changes import ChangeGroup
from kg.views.counts import Counts, counts
from kg.views.entity import EntityPage, entity_page
from kg.views.events import Events
from kg.views.facts import Window
from kg.views.kinds import Kinds
from kg.views.measured import Sureness, sureness
from kg.views.names import Names
from kg.views.quotations import Quotations
from kg.views.summary import Happening, Summary, latest_events, most_told, summary
from kg.views.terms import Term, declared_terms
from kg.workspace import LoggedBuild, Workspace
from kg.writing import graph_state

Asked = ParamSpec("Asked")
View = TypeVar("View")

_CACHE = 64_000_000
"""Bytes of answers that are remembered."""


@dataclass(frozen=True)
class Served:
    """One immutable graph with all that requests need of it; what is costly is read once, when first asked for.

    ``workspace`` and ``build`` say where it is from; a store that its owner has opened is from no workspace.
    """

    store: Store
    answers: Answering
    workspace: Path | None = None
    build: int = 0
    told: dict[tuple[int, str], tuple[ChangeGroup, ...]] = field(default_factory=dict)
    """What is told of builds in a list of them, by number and language; a build that is logged changes no more."""
    _states: dict[str, str] = field(default_factory=dict)

    def graph_state(self, graph: str) -> str:
        """The name of what a graph holds, by which writers say that nobody else has written it meanwhile."""
        if graph not in self._states:
            self._states[graph] = graph_state(quad.triple for quad in self.store.quads(graph=NamedNode(graph)))
        return self._states[graph]

    def read_ahead(self, wanted: Callable[[], bool]) -> None:
        """Read what pages need of the whole graph, so that no reader waits for it, as long as it is ``wanted``.

        What the front page needs comes first, and last the names, which take longest and only search needs.
        """
        for name in ("kinds", "summary", "featured", "events_index", "quotations", "sureness", "names"):
            if not wanted():
                return
            getattr(self, name)

    def view(self, make: Callable[Concatenate[Store, Asked], View], *asked: Asked.args, **more: Asked.kwargs) -> View:
        """What a function of ``kg.views`` finds in the graph."""
        return make(self.store, *asked, **more)

    def entity(self, iri: str, window: Window, settings: Settings) -> EntityPage:
        """What is known of one thing, as much of it as a window shows."""
        return self.view(entity_page, iri, window, settings)

    @cached_property
    def names(self) -> Names:
        """The names that search looks through."""
        return Names.of(self.store, texts=True)

    @cached_property
    def kinds(self) -> Kinds:
        """The names of kinds."""
        return Kinds.of(self.store)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The classes and properties that the graph declares."""
        return declared_terms(self.store)

    @cached_property
    def events(self) -> tuple[Happening, ...]:
        """The latest events."""
        return latest_events(self.store, 8)

    @cached_property
    def events_index(self) -> Events:
        """All events, to choose from."""
        return Events.of(self.store)

    @cached_property
    def quotations(self) -> Quotations:
        """All quotations, to choose from."""
        return Quotations.of(self.store)

    @cached_property
    def sureness(self) -> Sureness:
        """How sure the extractor is of what the graph holds."""
        return sureness(self.store)

    @cached_property
    def featured(self) -> EntityPage | None:
        """The event with the most facts of the latest, as an example of what the graph is; None where there is none."""
        chosen = most_told(self.store, self.events)
        return entity_page(self.store, chosen.event.iri) if chosen else None

    @cached_property
    def builds(self) -> tuple[LoggedBuild, ...]:
        """What is logged of builds up to this one, newest first."""
        if self.workspace is None or not Workspace.is_in(self.workspace):
            return ()
        with Workspace.open(self.workspace) as workspace:
            return tuple(workspace.change_log(self.build).entries())

    @cached_property
    def counts(self) -> Counts:
        """How many triples, subjects, classes and properties the graph has."""
        return counts(self.store)

    @cached_property
    def summary(self) -> Summary:
        """What the graph holds."""
        return summary(self.store)


class Source(Protocol):
    """Where the graph comes from."""

    @property
    def damage(self) -> str:
        """What is wrong with the files of the newest graph; empty where nothing is."""
        ...

    def suspect(self) -> None:
        """Say that the files of the graph may be damaged; they are then looked at."""
        ...

    @property
    def pools(self) -> dict[str, Pool]:
        """The processes that answer queries (``query``) and, where users may write, that write (``write``)."""
        ...

    async def start(self) -> None:
        """Start what answering needs, before the first request."""
        ...

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
        self.pools: dict[str, Pool] = {}
        self.damage = ""

    def suspect(self) -> None:
        """See ``Source.suspect``; its owner looks after it."""

    async def start(self) -> None:
        """See ``Source.start``; nothing to do."""

    def current(self) -> Served:
        """See ``Source.current``."""
        return self._served

    def close(self) -> None:
        """The store belongs to its owner: nothing to do."""


class WorkspaceGraph:
    """The current build of a workspace: a newer one is opened at the first request after it appears.

    Where its files are damaged, the latest sound build before it stands in until ``repair`` has made the graph anew.
    """

    def __init__(
        self,
        workspace: Path,
        settings: Settings,
        limits: Limits,
        writable: bool = False,
        repair: Repair | None = None,
        traffic: Traffic | None = None,
    ) -> None:
        self._workspace, self._settings = workspace, settings
        self._traffic = traffic or Traffic()
        self._pointer = pointer_path(workspace)
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._served: Served | None = None
        self._seen: tuple[int, int] | None = None
        self._ahead = False
        self._recovery = Recovery(repair, self._found)
        self.damage = ""
        self.pools = {"query": Pool(settings, limits)}
        if writable:
            # One at a time: each write is a revision of the one before it.
            self.pools["write"] = Pool(settings, limits, processes=1)

    async def start(self) -> None:
        """See ``Source.start``. All of the graph is read through before anything is answered from it.

        What pages need of the whole graph is read ahead, now and of every newer build, between requests.
        """
        self._recovery.begin()
        await asyncio.to_thread(self._examine)
        for pool in self.pools.values():
            await pool.start()
        self._ahead = True
        with suppress(StoreError):  # what is wrong is told to whoever asks
            await asyncio.to_thread(self.current)

    def _examine(self) -> None:
        try:
            folder = current_build(self._workspace)
        except StoreError:
            if _was_built(self._workspace):
                self._lost()
            return
        if wrong := damage(folder, whole=True):
            self._seen, self._folder = pointer_state(self._pointer), folder
            self._found(folder, wrong)

    def current(self) -> Served:
        """See ``Source.current``. Requests that have begun keep the build they began with."""
        seen = pointer_state(self._pointer)
        if self._served is None or seen is None or seen != self._seen:
            self._change(seen)
        if self._served is None:
            raise DamageError("the graph is damaged")
        return self._served

    def _change(self, seen: tuple[int, int] | None) -> None:
        try:
            folder = current_build(self._workspace)
        except StoreError:
            if self._served is not None:
                self._lost()
            raise
        with self._lock:
            if seen is not None and seen == self._seen:
                return
            self._seen, self._folder, self.damage = seen, folder, ""
            try:
                self._serve(folder)
            except DamageError as error:
                self.damage = str(error)
        self._recovery.look(folder)

    def _serve(self, folder: Path) -> None:
        # What users ask goes to the processes: of this store only pages ask, in questions of this program.
        store = EmbeddedStore.open(folder, self._settings, guarded=False)
        answers = ProcessAnswers(self.pools["query"], folder, self.suspect)
        # The one before is not closed: a request may still read from it. It goes with its last reference.
        self._served = Served(store, CachedAnswers(answers, _CACHE), self._workspace, number_of(folder))
        if self._ahead:
            served = self._served
            threading.Thread(target=self._read_ahead, args=(served,), name="read-ahead", daemon=True).start()

    def _read_ahead(self, served: Served) -> None:
        try:
            served.read_ahead(lambda: self._is_wanted(served))
        except (SimpulError, OSError):
            LOG.exception("the graph could not be read ahead")
            self.suspect()

    def _is_wanted(self, served: Served) -> bool:
        """Whether more of a graph is to be read ahead, when no reader waits for a page meanwhile."""
        self._traffic.let_go()
        return self._served is served

    def suspect(self) -> None:
        """See ``Source.suspect``."""
        if self._folder is not None:
            self._recovery.look(self._folder)

    def _lost(self) -> None:
        LOG.error("the graph in %s is gone", self._workspace)
        self._served = self._seen = None
        self._recovery.mend()

    def _found(self, folder: Path, wrong: str) -> None:
        """A build is damaged: serve an earlier one, and have the graph made anew."""
        LOG.error("the graph in %s is damaged: %s", folder, wrong)
        earlier = (old for old in earlier_builds(self._workspace, folder) if has_checksums(old))
        sound = next((old for old in earlier if not damage(old, whole=True)), None)
        with self._lock:
            if folder == self._folder:
                if sound is None:
                    self._served = None
                else:  # requests go on meanwhile: there is always one to answer from
                    self._serve(sound)
                    LOG.warning("meanwhile %s is served", sound)
                self.damage = wrong
        self._recovery.mend()

    def close(self) -> None:
        """Stop the processes."""
        self._recovery.close()
        with self._lock:
            for pool in self.pools.values():
                pool.close()
            self._served = self._folder = None


def _was_built(folder: Path) -> bool:
    if not Workspace.is_in(folder):
        return False
    with Workspace.open(folder) as record:
        return record.has_builds()
