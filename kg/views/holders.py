"""Holders: who held the posts of a unit on a day, as far as articles saw it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal as OneOf

from pyoxigraph import Literal

from kg.errors import QueryError
from kg.rdf.terms import XSD
from kg.settings import Settings
from kg.store import Store
from kg.views.question import ask, node
from kg.views.search import resolve
from kg.views.things import Thing, things


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in a post on the day asked for, between which days articles saw it (ISO), and on what basis.

    ``basis`` is "observed" where the day lies between the first and the last of them, "presumed" where it comes after
    the last and no article by then saw somebody else begin in the post.
    """

    person: Thing
    post: Thing
    first: str
    last: str
    acting: bool
    basis: OneOf["observed", "presumed"]


_HOLDERS = """SELECT ?person ?post ?first ?last ?acting WHERE {
  ?tenure a kg:Tenure ; org:organization $unit ; org:member ?person ; kg:post ?post ;
    kg:firstObserved ?first ; kg:lastObserved ?last ; kg:acting ?acting .
  FILTER(?first <= $day)
  FILTER NOT EXISTS {
    ?later kg:post ?post ; org:member ?other ; kg:firstObserved ?since .
    FILTER(?other != ?person && ?since > ?last && ?since <= $day)
  }
} ORDER BY ?post DESC(?last) ?person"""


def holders(
    store: Store,
    unit: str,
    on: str,
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> tuple[Holder, ...]:
    """Who held the posts of a unit or area, given by IRI or name, on an ISO day; by post, then who was seen last.

    Raises ``NotFoundError`` as ``resolve`` does, and ``QueryError`` where ``on`` is no day.
    """
    try:
        day = date.fromisoformat(on).isoformat()
    except ValueError as error:
        raise QueryError(f"not a day in the form 2025-11-01: {on!r}") from error
    iri = resolve(store, unit, settings)
    rows = ask(store, _HOLDERS, unit=node(iri), day=Literal(day, datatype=XSD["date"]))
    named = things(store, {row[end] for row in rows for end in ("person", "post")})
    return tuple(
        Holder(
            named[row["person"]], named[row["post"]], row["first"], row["last"], row["acting"] == "true",
            "observed" if row["last"] >= day else "presumed",
        )
        for row in rows
    )  # fmt: skip
