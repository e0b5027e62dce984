"""Meaning: what must be said of entities, pair by pair, so that builds do what a person means of whole things."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from kg.errors import NotFoundError
from kg.identity.accounts import Accounts, between, items_of
from kg.identity.ledger import Item, Judgement, Verdict
from kg.identity.records import EntityRecord
from kg.identity.resolve import Judged

_OPPOSITE: dict[Verdict, Verdict] = {"same": "different", "different": "same"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something, when, and why: what the entries of one act have in common."""

    who: str
    when: str
    why: str = ""

    def on(self, verdict: Verdict, type_: str, left: Item, right: Item) -> Judgement:
        """An entry about two entities of one type."""
        return Judgement(self.when, self.who, verdict, type_, left, right, self.why)

    def naming(self, type_: str, item: Item, label: str) -> Judgement:
        """An entry that says what the thing of an entity is rightly called."""
        return self.on("name", type_, item, Item("", label))

    def undoing(self, entries: Iterable[Judgement]) -> list[Judgement]:
        """Entries that take back others, the last one first."""
        return [self.on("undo", e.type, e.left, e.right) for e in reversed(list(entries))]


def on_pair(
    accounts: Accounts, speaker: Speaker, verdict: Verdict, pair: tuple[Item, Item], judged: Judged
) -> list[Judgement]:
    """A verdict on two things, said of a pair of their entities, and of every pair of which the opposite was said."""
    type_, sides = judged.left.type, (items_of(judged.left.records), items_of(judged.right.records))
    said = between(accounts.ledger, type_, *sides)
    against = [(e.left, e.right) for e in said if e.verdict == _OPPOSITE.get(verdict)]
    # A pair is one, whichever of the two is named first.
    pairs = {frozenset(found): found for found in [*against, pair]}
    return [speaker.on(verdict, type_, *found) for found in pairs.values()]


def parting(
    accounts: Accounts, speaker: Speaker, records: list[EntityRecord], apart: Collection[Item]
) -> list[Judgement]:
    """What parts a thing into two: the entities ``apart`` are one, the others another.

    Raises ``NotFoundError`` where ``apart`` names what the thing has not, or nothing, or everything.
    """
    items = items_of(records)
    ones, others = sorted(set(apart)), sorted(items - set(apart))
    if not ones or not others or not set(ones) <= items:
        raise NotFoundError("a thing is parted into some of its entities and the others")
    type_, first = records[0].type, others[0]
    said = between(accounts.ledger, type_, set(ones), set(others))
    crossing = [(min(e.left, e.right), max(e.left, e.right)) for e in said if e.verdict == "same"]
    split = [(min(one, first), max(one, first)) for one in ones]
    rest = [record for record in records if Item(record.article_id, record.name) in others[1:]]
    # One of each lot that nobody would hold for two things: the others of the lot go where it goes.
    heads = [min(items_of(lot.records)) for lot in accounts.profiles(rest)]
    together = [*pairwise(ones), *((first, head) for head in heads)]
    return [
        *(speaker.on("different", type_, *pair) for pair in dict.fromkeys([*split, *crossing])),
        *(speaker.on("same", type_, *pair) for pair in together),
    ]
