"""Things: what a person can say of one thing: that it is two, that it is another one too, what it is rightly called."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import NotFoundError
from kg.identity.accounts import Accounts, item_of
from kg.identity.ledger import Item
from kg.identity.meaning import parting
from kg.identity.profiles import Profile
from kg.serve.curation.frame import note, number_in, show, speaker_of, to_ledger, with_accounts
from kg.serve.curation.sessions import Session
from kg.serve.curation.signing import one_line
from kg.serve.graphs import Served
from kg.serve.parameters import Fields, form_fields, only
from kg.views.parts import parts_of
from kg.views.search import search
from kg.views.things import things

_PARTS = 300
"""How many parts of a thing one page shows."""
_HITS = 20
_LABEL = 300

_Work = Callable[[Served, Accounts, Profile], Response]


def split(request: Request, session: Session) -> Response:
    """The parts of a thing, to tick those that are another thing."""

    def work(served: Served, accounts: Accounts, thing: Profile) -> Response:
        return _split_page(request, session, served, accounts, thing)

    return _with_thing(request, session, request.query_params.get("thing", ""), work)


def part(request: Request, session: Session, fields: Fields) -> Response:
    """Note that the ticked parts of a thing are one, and the others another."""
    ticked = [_item(value) for name, value in fields if name == "part"]

    def work(served: Served, accounts: Accounts, thing: Profile) -> Response:
        try:
            entries = parting(accounts, speaker_of(session, fields), thing.records, ticked)
        except NotFoundError:
            return _split_page(request, session, served, accounts, thing, failed=True)
        return to_ledger(note(request, entries))

    return _with_thing(request, session, only(fields, "thing") or "", work)


def _split_page(
    request: Request, session: Session, served: Served, accounts: Accounts, thing: Profile, failed: bool = False
) -> Response:
    parts = parts_of(served.store, accounts, thing, _PARTS, number_in(request, "offset"))
    ticks = {part.item: urlencode({"article": part.item.article, "name": part.item.name}) for part in parts.parts}
    context = {"parts": parts, "ticks": ticks, "size": _PARTS, "failed": failed}
    return show(request, session, "split.html", context, 400 if failed else 200)


def _item(value: str) -> Item:
    found = dict(form_fields(value))
    if found.keys() != {"article", "name"}:
        raise HTTPException(400, "a part is an article and a name")
    return Item(**found)


def merge(request: Request, session: Session) -> Response:
    """A search for what a thing is the same as, each result leading to the pair of the two."""
    text = request.query_params.get("q", "")[:200]

    def work(served: Served, accounts: Accounts, thing: Profile) -> Response:
        iri = accounts.names[thing.records[0].key].iri
        hits = search(served.store, text, _HITS, type_=thing.type, names=served.names).hits if text.strip() else ()
        others = [(hit, _first(accounts, hit.thing.iri)) for hit in hits if hit.thing.iri != iri]
        context = {
            "thing": things(served.store, [iri])[iri], "item": item_of(thing), "text": text,
            "others": [(hit, item) for hit, item in others if item is not None],
        }  # fmt: skip
        return show(request, session, "merge.html", context)

    return _with_thing(request, session, request.query_params.get("thing", ""), work)


def _first(accounts: Accounts, iri: str) -> Item | None:
    """How a judgement names a thing; None where no article speaks of it."""
    try:
        return item_of(accounts.thing(iri))
    except NotFoundError:
        return None


def name(request: Request, session: Session) -> Response:
    """A form for what a thing is rightly called."""

    def work(served: Served, accounts: Accounts, thing: Profile) -> Response:
        return _name_page(request, session, served, accounts, thing)

    return _with_thing(request, session, request.query_params.get("thing", ""), work)


def correct(request: Request, session: Session, fields: Fields) -> Response:
    """Note what a thing is rightly called."""
    label = one_line(only(fields, "label") or "")

    def work(served: Served, accounts: Accounts, thing: Profile) -> Response:
        if not label or len(label) > _LABEL:
            return _name_page(request, session, served, accounts, thing, failed=True)
        return to_ledger(note(request, [speaker_of(session, fields).naming(thing.type, item_of(thing), label)]))

    return _with_thing(request, session, only(fields, "thing") or "", work)


def _name_page(
    request: Request, session: Session, served: Served, accounts: Accounts, thing: Profile, failed: bool = False
) -> Response:
    iri = accounts.names[thing.records[0].key].iri
    context = {
        "thing": things(served.store, [iri])[iri],
        "said": accounts.named(thing),
        "failed": failed,
        "longest": _LABEL,
    }
    return show(request, session, "name.html", context, 400 if failed else 200)


def _with_thing(request: Request, session: Session, id_: str, work: _Work) -> Response:
    """What ``work`` makes of the thing whose IRI ends in ``id_``."""
    iri = request.app.state.settings.base_iri + id_
    return with_accounts(request, session, lambda served, accounts: work(served, accounts, accounts.thing(iri)))
