"""Edition: makes the files of a site page by page, as this server would answer for each, in every language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Concatenate, cast
from urllib.parse import urlencode

from pyoxigraph import NamedNode
from starlette.applications import Starlette
from starlette.datastructures import State
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from kg.errors import NotFoundError
from kg.serve.answers import DirectAnswers
from kg.serve.app import page_routes
from kg.serve.errors import simpul_error
from kg.serve.graphs import Asked, Served, View
from kg.serve.limits import Limits
from kg.serve.linked_data import question_about
from kg.serve.published.addresses import PublishedAddresses, file_of
from kg.serve.published.folder import Folder
from kg.serve.published.places import STATIC, Place
from kg.serve.rendering import ADDRESSES
from kg.serve.representations import WHOLE
from kg.settings import Settings
from kg.store import EmbeddedStore, Store, Triples
from kg.store.builds import number_of
from kg.views.entity import EntityPage
from kg.views.facts import Window
from kg.views.language import LANGUAGES

_PAGE = Window()


@dataclass(frozen=True, slots=True)
class Plan:
    """What every process needs to know to make part of a site: the graph's files, settings, the folder.

    The things ``without`` a page are named on the pages of others.
    """

    build: Path
    settings: Settings
    folder: Path
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """What was made of some places: the files, how many of them are not as they were, what they link to elsewhere."""

    files: tuple[str, ...]
    changed: int
    asked: frozenset[Place]


def make(plan: Plan, places: Collection[Place]) -> Part:
    """Write the files of these places, and of all further parts of their lists and forms of their data."""
    files, asked = _edition(plan).files(places)
    return Part(tuple(files), Folder(plan.folder).write(files), frozenset(asked))


@cache  # one for each process, of which each has one plan
def _edition(plan: Plan) -> Edition:
    store = EmbeddedStore.open(plan.build, plan.settings, guarded=False)
    return Edition(store, plan.settings, number_of(plan.build), plan.without)


class Edition:
    """The pages of one graph."""

    def __init__(self, store: Store, settings: Settings, build: int = 0, without: Collection[str] = ()) -> None:
        self._settings, self._without = settings, without
        self._store = store
        self._served = _Remembered(store, DirectAnswers(store, Limits()), settings.workspace, build)
        self._app = Starlette()
        self._app.state = State({"settings": settings, "source": self, "desk": None})
        self._routes = [route for route in page_routes() if isinstance(route, Route)]

    def current(self) -> Served:
        """The graph, as pages ask for it."""
        return self._served

    def files(self, places: Iterable[Place]) -> tuple[dict[str, bytes], set[Place]]:
        """The files of places, with those of the same path that they link to; and what else they link to."""
        files: dict[str, bytes] = {}
        asked: set[Place] = set()
        waiting, seen = list(places), set(places)
        paths = {place.path for place in waiting}
        while waiting:
            place = waiting.pop()
            made, links = self._made(place)
            files |= made
            own = {link for link in links if link.path in paths}
            waiting += sorted(own - seen)
            seen |= own
            asked |= links - own
            if not any(other.path == place.path for other in waiting):
                self._served.found.clear()
        return files, asked

    def _made(self, place: Place) -> tuple[dict[str, bytes], set[Place]]:
        if place.path.startswith(STATIC):
            return {}, set()
        if place.ending != "html":
            return {place.file: self._data(place)}, set()
        files: dict[str, bytes] = {}
        asked: set[Place] = set()
        for language in LANGUAGES:
            addresses = PublishedAddresses(self._settings, language, place, self._without)
            fields = [*place.fields, ("lang", language)]
            files[file_of(place, language)] = bytes(self._answer(place.path, fields, {ADDRESSES: addresses}).body)
            asked |= addresses.asked
        return files, asked

    def _data(self, place: Place) -> bytes:
        if place.ending == "ttl":
            thing = NamedNode(self._settings.base_iri + place.path.removeprefix("/page/"))
            return cast(Triples, self._store.query(question_about(thing, self._settings))).serialise("turtle")
        path = f"{'/index' if place.path == '/' else place.path}.{place.ending}"
        return bytes(self._answer(path, place.fields, {WHOLE: True}).body)

    def _answer(self, path: str, fields: Iterable[tuple[str, str]], more: Mapping[str, object]) -> Response:
        query = urlencode(list(fields)).encode()
        scope: dict[str, Any] = {
            **{"type": "http", "method": "GET", "path": path, "query_string": query, "headers": []},
            **{"app": self._app, **more},
        }
        for route in self._routes:
            match, found = route.matches(scope)
            if match is Match.FULL:
                request = Request({**scope, **found})
                try:
                    return cast(Response, route.endpoint(request))
                except NotFoundError as error:
                    return simpul_error(request, error)
        raise NotFoundError(f"there is no page at {path}")


@dataclass(frozen=True)
class _Remembered(Served):
    """A graph that remembers what was found in it, since each page is made several times."""

    found: dict[Hashable, Any] = field(default_factory=dict)

    def view(self, make: Callable[Concatenate[Store, Asked], View], *asked: Asked.args, **more: Asked.kwargs) -> View:
        """See ``Served.view``."""
        key = (make, asked, tuple(more.items()))
        if key not in self.found:
            self.found[key] = super().view(make, *asked, **more)
        return cast(View, self.found[key])

    def entity(self, iri: str, window: Window, settings: Settings) -> EntityPage:
        """See ``Served.entity``; all about a thing is not asked for where its page shows all."""
        page = super().entity(iri, _PAGE, settings)
        if window == _PAGE or (not window.key and page.is_whole(_PAGE)):
            return page
        return super().entity(iri, window, settings)
