"""Pair: two things that may be one, side by side, with their evidence and what speaks for and against it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.identity.accounts import Accounts, item_of
from kg.identity.ledger import Item, Judgement
from kg.identity.profiles import Profile
from kg.identity.resolve import THRESHOLDS, Judged
from kg.rdf.iris import article_iri, kind_iri
from kg.store import Store
from kg.views.evidence import Evidence
from kg.views.passages import passages
from kg.views.things import Thing, things

_PASSAGES = 4
"""From how many articles of a thing words are shown, the latest first."""
_SHOWN = 12
"""How many of a thing's names, posts or units are shown."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: how a judgement names it, what it is called in the graph, and what is known of it.

    ``kinds`` are IRIs, ``dates`` those of an event; ``days`` are those on which its ``articles`` appeared.
    """

    item: Item
    thing: Thing
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    units: tuple[Thing, ...]
    posts: tuple[str, ...]
    dates: tuple[str, ...]
    days: tuple[str, ...]
    articles: int
    passages: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """Something in which two things agree or differ, the values of both, and what it adds to the log-odds."""

    name: str
    left: str
    right: str
    weight: float


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two sides of one type, what the machine says of them, and what persons have said."""

    type: str
    left: Side
    right: Side
    observations: tuple[Observation, ...]
    conflict: str
    score: float
    threshold: float
    said: tuple[Judgement, ...]

    @property
    def is_one(self) -> bool:
        """Whether the graph holds them for one thing."""
        return self.left.thing.iri == self.right.thing.iri


def pair_page(store: Store, accounts: Accounts, pair: Judged) -> PairPage:
    """What a person needs to see of a pair to decide."""
    weighed = [Observation(found.name, found.left, found.right, weight) for found, weight in accounts.weighed(pair)]
    return PairPage(
        pair.left.type,
        _side(store, accounts, pair.left),
        _side(store, accounts, pair.right),
        tuple(sorted(weighed, key=lambda o: (-abs(o.weight), o.name))),
        pair.conflict,
        pair.score,
        THRESHOLDS[pair.left.type],
        tuple(accounts.said(pair)),
    )


def _side(store: Store, accounts: Accounts, profile: Profile) -> Side:
    settings, iri = accounts.settings, accounts.names[profile.records[0].key].iri
    latest = sorted({(r.published, r.article_id) for r in profile.records}, reverse=True)[:_PASSAGES]
    articles = [article_iri(article, settings) for _, article in latest]
    words = passages(store, iri, articles)
    units = sorted(profile.units | profile.hosts)[:_SHOWN]
    named = things(store, [iri, *units])
    return Side(
        item_of(profile),
        named[iri],
        tuple(name for name, _ in sorted(profile.names.items(), key=lambda n: (-n[1], n[0])))[:_SHOWN],
        tuple(kind_iri(profile.type.lower(), kind, settings) for kind in sorted(profile.kinds)),
        tuple(named[unit] for unit in units),
        tuple(sorted({post for record in profile.records for post in record.posts}))[:_SHOWN],
        tuple(sorted(profile.dates)),
        tuple(sorted(profile.days)),
        len(profile.articles),
        tuple(words[article] for article in articles if article in words),
    )
