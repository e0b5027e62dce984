"""Edition: makes the files of a site page by page, as this server would answer for each, in every language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast
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
from kg.serve.graphs import Served
from kg.serve.limits import Limits
from kg.serve.linked_data import question_about
from kg.serve.published.addresses import PublishedAddresses, file_of
from kg.serve.published.folder import Folder
from kg.serve.published.places import STATIC, Place
from kg.serve.rendering import ADDRESSES
from kg.serve.representations import WHOLE
from kg.settings import Settings
from kg.store import EmbeddedStore, Solutions, Store, Triples
from kg.store.builds import number_of
from kg.views.entity import EntityPage, entity_page
from kg.views.facts import Window
from kg.views.language import LANGUAGES

_PAGE = Window()


@dataclass(frozen=True, slots=True)
class Plan:
    """What every process needs to know to make part of a site: the graph's files, settings, the folder."""

    build: Path
    settings: Settings
    folder: Path


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
    return Edition(store, plan.settings, number_of(plan.build))


class Edition:
    """The pages of one graph."""

    def __init__(self, store: Store, settings: Settings, build: int = 0) -> None:
        self._settings = settings
        self._store = _Remembering(store)
        self._served = _Shown(self._store, DirectAnswers(store, Limits()), settings.workspace, build)
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
                self._store.forget()
        return files, asked

    def _made(self, place: Place) -> tuple[dict[str, bytes], set[Place]]:
        if place.path.startswith(STATIC):
            return {}, set()
        if place.ending != "html":
            return {place.file: self._data(place)}, set()
        files: dict[str, bytes] = {}
        asked: set[Place] = set()
        for language in LANGUAGES:
            addresses = PublishedAddresses(self._settings, language, place)
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


class _Shown(Served):
    """A graph that is not asked for all about a thing where its page shows all."""

    def entity(self, iri: str, window: Window, settings: Settings) -> EntityPage:
        page = entity_page(self.store, iri, _PAGE, settings)
        if window == _PAGE or (not window.key and page.is_whole(_PAGE)):
            return page
        return entity_page(self.store, iri, window, settings)


@dataclass
class _Remembering:
    """A store that remembers its answers until it is told to forget: each page is made several times."""

    _store: Store
    _known: dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def select(self, text: str) -> Solutions:
        """See ``Store.select``."""
        if text not in self._known:
            found = self._store.select(text)
            rows = [tuple(row.get(name) for name in found.variables) for row in found]
            self._known[text] = found.variables, rows
        variables, rows = self._known[text]
        return Solutions(variables, cast(Any, iter(rows)))

    def forget(self) -> None:
        """Forget what was asked."""
        self._known.clear()
