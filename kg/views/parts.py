"""Parts: the entities of single articles that a thing was merged of, each with the words that name it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.identity.accounts import Accounts, items_of
from kg.identity.ledger import Item
from kg.identity.profiles import Profile
from kg.rdf.iris import article_iri
from kg.store import Store
from kg.views.evidence import Evidence
from kg.views.passages import passages
from kg.views.things import Thing, things


@dataclass(frozen=True, slots=True)
class Part:
    """An entity as a judgement names it, what the article says of it, and where it names it (if the graph knows)."""

    item: Item
    posts: tuple[str, ...]
    dates: tuple[str, ...]
    passage: Evidence | None


@dataclass(frozen=True, slots=True)
class Parts:
    """A thing and a page of its parts: those from ``offset`` on, by article, out of ``total``."""

    thing: Thing
    total: int
    offset: int
    parts: tuple[Part, ...]


def parts_of(store: Store, accounts: Accounts, profile: Profile, size: int, offset: int = 0) -> Parts:
    """The parts of a thing, ``size`` of them."""
    settings, iri = accounts.settings, accounts.names[profile.records[0].key].iri
    items = sorted(items_of(profile.records))
    shown = items[offset : offset + size]
    words = passages(store, iri, {article_iri(item.article, settings) for item in shown})
    return Parts(
        things(store, [iri])[iri],
        len(items),
        offset,
        tuple(_part(profile, item, words.get(article_iri(item.article, settings))) for item in shown),
    )


def _part(profile: Profile, item: Item, passage: Evidence | None) -> Part:
    records = [r for r in profile.records if Item(r.article_id, r.name) == item]
    posts = sorted({post for record in records for post in record.posts})
    return Part(item, tuple(posts), tuple(sorted({r.date for r in records if r.date})), passage)
