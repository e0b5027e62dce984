"""Frame: what all pages of curation have in common: what was noted just now, what builds have yet to obey."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import NotFoundError
from kg.identity.accounts import Accounts
from kg.identity.ledger import Judgement, Noted, history, judgement, moment
from kg.identity.meaning import Speaker
from kg.rdf.iris import article_iri
from kg.serve.answers import BusyError
from kg.serve.curation.guard import desk_of
from kg.serve.curation.sessions import Session
from kg.serve.curation.signing import one_line
from kg.serve.graphs import Served
from kg.serve.parameters import Fields, only
from kg.serve.rendering import Addresses, page

_PATIENCE = {"GET": 5.0, "HEAD": 5.0, "POST": 120.0}
"""Seconds that a request waits for the accounts: a page can say that they are being made, a form would be lost."""
_AGAIN = {"Refresh": "2"}
_REASON = 500


def show(
    request: Request, session: Session, template: str, context: Mapping[str, object], status: int = 200
) -> Response:
    """A page of curation. The one that shows how a build goes loads itself again until the build has ended."""
    desk, settings = desk_of(request), request.app.state.settings
    ledger, obeyed = desk.ledger()
    progress, noted = desk.applying.progress, history(ledger)
    common = {
        "session": session,
        "pending": len(ledger) - obeyed,
        "obeyed": obeyed,
        "progress": progress,
        "just_noted": _just_noted(request, noted),
        "article_page": lambda article: Addresses(settings).page(article_iri(article, settings)),
    }
    waits = status == 202 or ("history" in context and progress.state == "running")
    return page(request, f"review/{template}", {**common, **context}, status, _AGAIN if waits else {})


def with_accounts(request: Request, session: Session, work: Callable[[Served, Accounts], Response]) -> Response:
    """What ``work`` makes of the graph in use and its accounts; a page to wait on where these are being made."""
    served = request.app.state.source.current()
    try:
        accounts = desk_of(request).accounts(_PATIENCE[request.method])
    except NotFoundError as error:
        return show(request, session, "preparing.html", {"problem": str(error)}, 503)
    if accounts is None and request.method == "POST":
        raise BusyError("the accounts of the graph are still being made: send the form again")
    if accounts is None:
        return show(request, session, "preparing.html", {"problem": ""}, 202)
    return work(served, accounts)


def speaker_of(session: Session, fields: Fields) -> Speaker:
    """Who speaks by a form, now."""
    return Speaker(session.who, moment(), one_line(only(fields, "why") or "")[:_REASON])


def note(request: Request, entries: list[Judgement]) -> str:
    """Keep entries; their numbers as ``noted=…`` for the address of the page that then says so."""
    rows = [judgement(entry.row).row for entry in entries]
    with desk_of(request).record() as record:
        new = record.add_judgements(rows)
        last = len(record.judgements())
    return f"noted={last - new + 1}-{last}"


def to_ledger(noted: str) -> Response:
    """On to the ledger."""
    return RedirectResponse(f"/review/ledger?{noted}", 303)


def number_in(request: Request, name: str) -> int:
    """A whole number in the address; 0 where there is none."""
    text = request.query_params.get(name, "")
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else 0


def _just_noted(request: Request, noted: list[Noted]) -> list[Noted]:
    match = re.fullmatch(r"(\d{1,9})-(\d{1,9})", request.query_params.get("noted", ""), re.ASCII)
    return noted[max(int(match[1]) - 1, 0) : int(match[2])] if match else []
