"""Holders: who held the posts of a unit on a day, as far as articles saw or say it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal as OneOf

from kg.errors import QueryError
from kg.settings import Settings
from kg.store import Store
from kg.views.question import node
from kg.views.search import resolve
from kg.views.tenures import Day, Tenure, tenures
from kg.views.things import Thing

Basis = OneOf["observed", "stated", "presumed"]


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in a post on the day asked for, on what basis, and why in words.

    ``first`` and ``last`` are the days (ISO) between which articles saw it, ``start``, ``end`` and ``proposed_end``
    those that they state or that a succession proposes; empty where unknown. ``basis`` is "observed" where the day lies
    between the first and the last seen; "stated" where it lies between a day on which the person is known to hold the
    post and a stated end, or a stated start and such a day; "presumed" where it comes after all that is known, and
    by then nobody else had begun in the post, nor was an end proposed.
    """

    person: Thing
    post: Thing
    first: str
    last: str
    acting: bool
    basis: Basis
    start: str = ""
    end: str = ""
    proposed_end: str = ""
    reason: str = ""


def holders(
    store: Store,
    unit: str,
    on: str,
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> tuple[Holder, ...]:
    """Who held the posts of a unit or area, given by IRI or name, on an ISO day; by post, then who was seen last.

    A stated end before the day excludes. Raises ``NotFoundError`` as ``resolve`` does, and ``QueryError`` where ``on``
    is no day.
    """
    try:
        day = date.fromisoformat(on).isoformat()
    except ValueError as error:
        raise QueryError(f"not a day in the form 2025-11-01: {on!r}") from error
    known = tenures(store, node(resolve(store, unit, settings)))
    found = [_holder(tenure, basis) for tenure in known if (basis := _basis(tenure, day, known)) is not None]
    latest = sorted(found, key=lambda h: h.person.iri)
    latest.sort(key=lambda h: h.last, reverse=True)
    return tuple(sorted(latest, key=lambda h: h.post.iri))


def _basis(tenure: Tenure, day: str, known: Iterable[Tenure]) -> Basis | None:
    """On what basis somebody holds a post on a day; None where nothing says so, or something against it."""
    if not tenure.since or day < tenure.since or (tenure.end and tenure.end < day):
        return None
    if tenure.first and tenure.first <= day <= tenure.last:
        return "observed"
    if day <= tenure.last or tenure.end_given:
        return "stated"
    followed = any(_followed(tenure, other, day) for other in known)
    return None if followed or (tenure.proposed_end and tenure.proposed_end < day) else "presumed"


def _followed(tenure: Tenure, other: Tenure, day: str) -> bool:
    """Whether somebody else is known to begin in the post by the day, after all that is known of the tenure."""
    if other.post.iri != tenure.post.iri or other.person.iri == tenure.person.iri:
        return False
    return any(began and (tenure.last or tenure.start) < began <= day for began in (other.first, other.start))


def _holder(tenure: Tenure, basis: Basis) -> Holder:
    among = f"from {tenure.first} to {tenure.last}" if tenure.first != tenure.last else f"on {tenure.first}"
    seen = f"seen in the post {among}" if tenure.first else ""
    start = f"start stated: {tenure.start}{_latest(tenure.begins)}" if tenure.start else ""
    end = f"end stated: {tenure.end}{_latest(tenure.ends)}" if tenure.end else ""
    after = "nobody else known to have begun in it since" if basis == "presumed" else ""
    told = {"observed": [seen], "stated": [start, seen, end], "presumed": [start, seen, end, after]}[basis]
    return Holder(
        tenure.person, tenure.post, tenure.first, tenure.last, tenure.acting, basis,
        tenure.start, tenure.end, tenure.proposed_end, "; ".join(filter(None, told)),
    )  # fmt: skip


def _latest(day: Day | None) -> str:
    return " at the latest" if day is not None and day.status == "latest" else ""
