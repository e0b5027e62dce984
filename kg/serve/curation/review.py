"""Review: pairs of things that may be one, and what a person says of them."""

from __future__ import annotations

from typing import cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.identity.accounts import Accounts
from kg.identity.ledger import Item, Verdict
from kg.identity.meaning import on_pair
from kg.serve.curation.frame import note, number_in, show, speaker_of, to_ledger, with_accounts
from kg.serve.curation.sessions import Session
from kg.serve.graphs import Served
from kg.serve.parameters import Fields, only
from kg.views.pair import pair_page

PAIR = ("type", "left_article", "left_name", "right_article", "right_name")
"""How an address or a form names a pair: as the columns of the ledger do."""
_ANSWERS = ("same", "different", "unsure")


def review(request: Request, session: Session) -> Response:
    """The pair most worth a look, or a later one."""

    def work(served: Served, accounts: Accounts) -> Response:
        doubts, skipped = accounts.doubts(), number_in(request, "skip")
        found = pair_page(served.store, accounts, doubts[skipped].pair) if skipped < len(doubts) else None
        context = {"pair": found, "skipped": skipped, "total": len(doubts), "kinds": served.kinds}
        return show(request, session, "review.html", context)

    return with_accounts(request, session, work)


def pair(request: Request, session: Session) -> Response:
    """Any pair of one type."""
    type_, left, right = _pair_of(list(request.query_params.multi_items()))

    def work(served: Served, accounts: Accounts) -> Response:
        found = pair_page(served.store, accounts, accounts.pair(type_, left, right))
        context = {"pair": found, "skipped": None, "total": 0, "kinds": served.kinds}
        return show(request, session, "review.html", context)

    return with_accounts(request, session, work)


def judge(request: Request, session: Session, fields: Fields) -> Response:
    """Note a verdict on a pair."""
    verdict, skip = only(fields, "verdict") or "", only(fields, "skip") or ""
    if verdict not in _ANSWERS:
        raise HTTPException(400, f"the verdict is one of {', '.join(_ANSWERS)}")
    type_, left, right = _pair_of(fields)

    def work(served: Served, accounts: Accounts) -> Response:
        judged = accounts.pair(type_, left, right)
        entries = on_pair(accounts, speaker_of(session, fields), cast(Verdict, verdict), (left, right), judged)
        noted = note(request, entries)
        if skip.isascii() and skip.isdecimal() and len(skip) < 10:
            return RedirectResponse(f"/review?skip={skip}&{noted}", 303)
        return to_ledger(noted)

    return with_accounts(request, session, work)


def _pair_of(fields: Fields) -> tuple[str, Item, Item]:
    type_, left_article, left_name, right_article, right_name = (only(fields, name) or "" for name in PAIR)
    return type_, Item(left_article, left_name), Item(right_article, right_name)
