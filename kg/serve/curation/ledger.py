"""Ledger: every entry with what became of it, as a page and as TSV; taking entries back, and in; applying them."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.identity.ledger import history, read_tsv, write_tsv
from kg.serve.curation.frame import note, number_in, show, speaker_of, to_ledger
from kg.serve.curation.guard import desk_of
from kg.serve.curation.sessions import Session
from kg.serve.parameters import Fields, only

_PAGE = 200
"""How many entries a page shows."""


def ledger(request: Request, session: Session) -> Response:
    """The entries, the newest first."""
    entries = history(desk_of(request).ledger()[0])[::-1]
    offset = number_in(request, "offset")
    context = {"history": entries[offset : offset + _PAGE], "total": len(entries), "offset": offset, "size": _PAGE}
    return show(request, session, "ledger.html", context)


def table(request: Request, session: Session) -> Response:
    """All entries as TSV, the oldest first, as ``kg ledger export`` writes them."""
    headers = {"Content-Disposition": 'attachment; filename="ledger.tsv"'}
    text = write_tsv(desk_of(request).ledger()[0])
    return Response(text, media_type="text/tab-separated-values; charset=utf-8", headers=headers)


def take_back(request: Request, session: Session, fields: Fields) -> Response:
    """Undo the entries with these numbers, as far as they stand."""
    numbers = {value for name, value in fields if name == "number"}
    found = [
        noted.entry for noted in history(desk_of(request).ledger()[0]) if str(noted.number) in numbers and noted.stands
    ]
    if not found:
        raise HTTPException(409, "nothing that stands was ticked")
    noted = note(request, speaker_of(session, fields).undoing(found))
    skip = only(fields, "skip") or ""
    if skip.isascii() and skip.isdecimal() and len(skip) < 10:
        return RedirectResponse(f"/review?skip={skip}&{noted}", 303)
    return to_ledger(noted)


def take_in(request: Request, session: Session, fields: Fields) -> Response:
    """Add the entries of a table; those known already are left out. A wrong line is named, and nothing is taken in."""
    return to_ledger(note(request, read_tsv(only(fields, "file") or "")))


def apply(request: Request, session: Session, fields: Fields) -> Response:
    """Begin a build that obeys the ledger."""
    desk_of(request).applying.start()
    return RedirectResponse("/review/ledger", 303)
