"""Quotations: the page of who said what, when, and about which programme."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.choices import Choices, day_of, iri_of, short
from kg.serve.pages import offset_of, served_by
from kg.serve.representations import represented, size_of
from kg.views.quotations import Said
from kg.views.tables import quotations_table

_SIZE = 30
_LONGEST = 200


def statements(request: Request) -> Response:
    """Quotations chosen by their words, speaker, programme and period."""
    served = served_by(request)
    iris = {name: iri_of(request, name) for name in ("speaker", "program")}
    text = request.query_params.get("q", "")[:_LONGEST]
    wanted = Said(text, iris["speaker"], iris["program"], day_of(request, "from"), day_of(request, "to"))
    size = size_of(request, _SIZE)
    found = served.quotations.chosen(served.store, wanted, size, offset_of(request))
    ids = {name: short(request, iri) for name, iri in iris.items()}
    choices = Choices("/statements", {"q": text, **ids, "from": wanted.start, "to": wanted.end})
    context = {"found": found, "choices": choices, "size": _SIZE, "chips": choices.named(served, iris)}
    return represented(request, "statements.html", context, found, partial(quotations_table, found))
