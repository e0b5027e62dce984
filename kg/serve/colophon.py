"""Colophon: the pages about the graph itself: how well it was read, where it comes from, how to cite it."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import PurePath

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import WorkspaceError
from kg.serve.pages import served_by
from kg.serve.representations import represented
from kg.settings import Settings
from kg.views.measured import measured
from kg.views.tables import Table
from kg.workspace import Workspace

_GOOD, _BAD = 0.85, 0.6
"""From which F1 on a type or relation is said to be read well, and below which badly."""


def quality(request: Request) -> Response:
    """What the extractor is measured to be good and bad at, and how sure it is of this graph."""
    served = served_by(request)
    found, failures = served.sureness, _failures(request)
    context = {"measured": measured(), "sureness": found, "failures": failures, "good": _GOOD, "bad": _BAD}
    data = {"measured": measured(), "sureness": found, "failures": failures}
    return represented(request, "quality.html", context, data, _figures)


def about(request: Request) -> Response:
    """Sources, licence, how to cite, downloads."""
    served, settings = served_by(request), request.app.state.settings
    assert isinstance(settings, Settings)
    articles = dict(served.summary.counts).get("Article", 0)
    context = {
        "summary": served.summary,
        "articles": articles,
        "version": version("simpul"),
        "build": served.build,
        "base": settings.base_iri,
    }
    publishers = Table(("publisher", "articles"), tuple((p, str(n)) for p, n in served.summary.publishers))
    return represented(request, "about.html", context, {**context, "summary": served.summary}, lambda: publishers)


def _failures(request: Request) -> list[tuple[str, str]] | None:
    """(file or article, reason) of what the last builds could not read; None where nothing is recorded.

    Of a file only the name: where it lies on the operator's machine is nobody's business.
    """
    settings = request.app.state.settings
    try:
        with Workspace.open(settings.workspace) as workspace:
            return [(PurePath(failure.source).name, failure.reason) for failure in workspace.failures()]
    except WorkspaceError:
        return None


def _figures() -> Table:
    return Table(
        ("tier", "what", "precision", "recall", "f1", "from", "to", "gold"),
        tuple(
            (tier.tier, f.name, *(f"{share:.3f}" for share in (f.precision, f.recall, f.f1, *f.interval)), str(f.gold))
            for tier in measured()
            for f in tier.figures
        ),
    )
