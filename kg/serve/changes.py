"""Changes: what builds changed, as pages, JSON, CSV and an Atom feed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import NotFoundError, QueryError
from kg.model.difference import Difference
from kg.serve.graphs import Served
from kg.serve.pages import offset_of, served_by
from kg.serve.rendering import Addresses, language_of
from kg.serve.representations import TABLE_SIZE, represented
from kg.serve.responses import CORS
from kg.views.change_feed import FeedOptions, change_feed, feed_entries
from kg.views.changes import LARGEST, ChangeGroup, change_groups, changes_json, counts_in_words
from kg.views.language import Language
from kg.views.tables import builds_table, changes_table
from kg.workspace import LoggedBuild, Workspace

_BUILDS = 10
"""How many builds a page of them tells of, and how many things of a group it names."""
_NAMED = 5
_SHOWN = 20
_LIST = 50
_FEED = 20


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which builds a request asks about, newest first: one by ``build``, those from the day ``since`` on, or all."""

    builds: Sequence[LoggedBuild]
    build: str = ""
    since: str = ""

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in (("build", self.build), ("since", self.since)) if value})


def changes(request: Request) -> Response:
    """Build by build what changed; with ``?build=`` what one of them did, with ``?since=`` all from a day (UTC) on."""
    served = served_by(request)
    wanted = _wanted(served, request)
    common = {"wanted": wanted, "known": _known(served), "in_words": counts_in_words}
    common["oldest"] = served.builds[-1] if served.builds else None
    if not wanted.query:
        return _overview(request, served, common)
    found = _difference(served, wanted.builds)
    key, offset, language = request.query_params.get("list", ""), offset_of(request), language_of(request)
    groups = change_groups(found or Difference(), language, _LIST if key else _SHOWN, key=key, offset=offset)
    context = {**common, "groups": groups, "large": found is None, "list": key, "size": _LIST}
    data = {"builds": [_build_json(build) for build in wanted.builds], **changes_json(found or Difference())}
    table = partial(changes_table, found or Difference(), offset, TABLE_SIZE)
    return represented(request, "changes.html", context, data, table)


def feed(request: Request) -> Response:
    """What the latest builds changed, as an Atom feed; raises ``NotFoundError`` where nothing is logged."""
    served, settings = served_by(request), request.app.state.settings
    if not served.builds or served.workspace is None:
        raise NotFoundError("there is no record of changes here: kg build keeps one in the workspace")
    base, addresses, known = str(request.base_url).rstrip("/"), Addresses(settings), _known(served)
    options = FeedOptions(
        language_of(request),
        settings,
        link=lambda iri: base + addresses.page(iri) if known(iri) else "",
        address=str(request.url),
        page=f"{base}/changes",
    )
    changed = [build for build in served.builds if build.total][:_FEED]
    with Workspace.open(served.workspace) as workspace:
        entries = feed_entries(workspace.change_log(served.build), changed, lambda n: f"{base}/changes?build={n}")
    content = change_feed(entries, served.builds[0].at, options)
    return Response(content, media_type="application/atom+xml", headers={**CORS, "Vary": "Accept-Language, Cookie"})


def _overview(request: Request, served: Served, common: dict[str, Any]) -> Response:
    offset = offset_of(request)
    language = language_of(request)
    told = [(build, _told(served, build, language)) for build in served.builds[offset : offset + _BUILDS]]
    context = {**common, "told": told, "offset": offset, "size": _BUILDS, "total": len(served.builds)}
    data = {"builds": [_build_json(build) for build in served.builds]}
    return represented(request, "change_log.html", context, data, partial(builds_table, served.builds))


def _told(served: Served, build: LoggedBuild, language: Language) -> tuple[ChangeGroup, ...]:
    key = build.number, language.code
    if key not in served.told:
        served.told[key] = change_groups(_difference(served, [build]) or Difference(), language, _NAMED)
    return served.told[key]


def _wanted(served: Served, request: Request) -> _Wanted:
    """Raises ``NotFoundError`` for a build that is not in the log, ``QueryError`` for a day that is none."""
    number, day = (request.query_params.get(name, "") for name in ("build", "since"))
    if number:
        found = [build for build in served.builds if str(build.number) == number]
        if not found:
            raise NotFoundError(f"build {number[:20]} is not in the log")
        return _Wanted(found, build=number)
    if not day:
        return _Wanted(served.builds)
    try:
        start = date.fromisoformat(day).isoformat()
    except ValueError:
        raise QueryError(f"not a day in the form 2025-11-01: {day[:40]!r}") from None
    return _Wanted([build for build in served.builds if build.at >= start], since=start)


def _known(served: Served) -> Callable[[str], bool]:
    """Whether a thing is in the graph that is served: what a build brought may be gone since."""
    return cache(lambda iri: next(served.store.quads(NamedNode(iri)), None) is not None)


def _difference(served: Served, builds: Sequence[LoggedBuild]) -> Difference | None:
    """What these builds, newest first, changed together; None where that is too much to be read for a page."""
    if not builds or served.workspace is None:
        return Difference()
    if sum(build.total for build in builds) > LARGEST:
        return None
    with Workspace.open(served.workspace) as workspace:
        return workspace.change_log(served.build).difference(builds[-1].base, builds[0].number)


def _build_json(build: LoggedBuild) -> dict[str, Any]:
    return {"number": build.number, "base": build.base, "at": build.at, "counts": build.counts}
