"""Accounts: why things of a workspace are one or two, and which pairs a person should look at first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.errors import NotFoundError
from kg.identity.canonical import ORDER, Authority, canonical_iris, default_resolver
from kg.identity.conflicts import TOLD_APART
from kg.identity.features import Feature
from kg.identity.ledger import Item, Judgement, decisions, settled, standing
from kg.identity.profiles import Names, Profile, Surroundings
from kg.identity.records import EntityRecord, ThingType
from kg.identity.resolve import THRESHOLDS, Judged, Resolver, by_type, surroundings_of
from kg.rdf.iris import Canonical
from kg.settings import Settings

# A pair is worth a look where the machine is about this unsure.
_UNSURE = 0.35


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair of things that a person should look at, with how much a look is worth, from 0 to 1."""

    pair: Judged
    worth: float

    @property
    def items(self) -> tuple[Item, Item]:
        """How a judgement names the two."""
        return item_of(self.pair.left), item_of(self.pair.right)


def item_of(profile: Profile) -> Item:
    """The first entity of a thing, as a judgement names it."""
    record = min(profile.records, key=lambda r: r.key)
    return Item(record.article_id, record.name)


def items_of(records: Iterable[EntityRecord]) -> set[Item]:
    """How judgements name these entities."""
    return {Item(record.article_id, record.name) for record in records}


def between(ledger: Iterable[Judgement], type_: str, left: set[Item], right: set[Item]) -> list[Judgement]:
    """The entries that hold of one entity of each side."""
    return [
        entry
        for entry in standing(ledger)
        if entry.type == type_
        and ((entry.left in left and entry.right in right) or (entry.left in right and entry.right in left))
    ]


class Accounts:
    """Questions about the identity of the entities in records, given what persons have said.

    Things are as a build finds them that has obeyed the first ``obeyed`` entries of the ledger, by default all.
    """

    def __init__(
        self,
        records: Iterable[EntityRecord],
        ledger: Iterable[Judgement],
        authority: Authority,
        settings: Settings,
        obeyed: int | None = None,
    ) -> None:
        self.records = list(records)
        self.ledger = list(ledger)
        self.settings = settings
        self._authority = authority
        self._groups = by_type(self.records)
        self._decisions = decisions(self.ledger[:obeyed], self.records)

    @cached_property
    def names(self) -> Names:
        """IRI and label of every entity."""
        return canonical_iris(self.records, self._authority, self.settings, self._decisions)

    @cached_property
    def _around(self) -> Surroundings:
        return surroundings_of(self._groups, self._resolver.knowledge).named(self.records, self.names)

    @cached_property
    def _resolver(self) -> Resolver:
        return default_resolver(self._decisions)

    def hear(self, ledger: Iterable[Judgement]) -> None:
        """Take note of what persons have said since; things stay as they are until the next build."""
        self.ledger = list(ledger)

    def why(self, left: str, right: str) -> Judged:
        """Everything that speaks for and against two things being one.

        Each is an IRI (or its end, ``person/suparman``), or one entity of one article: ``ARTICLE#NAME``. Raises
        ``NotFoundError`` where there is none, or the two are of different types.
        """
        a, b = self.thing(left), self.thing(right)
        if a.type != b.type:
            raise NotFoundError(f"{left} is a {a.type}, {right} a {b.type}: only things of one type can be one")
        return self._resolver.judge(a, b)

    def pair(self, type_: str, left: Item, right: Item) -> Judged:
        """Everything that speaks for and against the things of two entities being one.

        Of two entities of one thing, only these two are compared. Raises ``NotFoundError`` where there is no such.
        """
        sides = [
            [r for r in self.records if r.type == type_ and Item(r.article_id, r.name) == i] for i in (left, right)
        ]
        if type_ == "Post" or left == right or not all(sides):
            raise NotFoundError(f"there are no two such entities of type {type_}")
        iris = [self.names[side[0].key].iri for side in sides]
        if iris[0] != iris[1]:
            sides = [[r for r in self._groups[side[0].type] if self.names[r.key].iri == iri]
                     for side, iri in zip(sides, iris, strict=True)]  # fmt: skip
        a, b = (self.whole(side) for side in sides)
        return self._resolver.judge(a, b)

    def weighed(self, pair: Judged) -> list[tuple[Feature, float]]:
        """Each observation on a pair with what it adds to the log-odds of the two being one."""
        weights = self._resolver.weights
        return [(found, weights.of(pair.left.type, found.name) * found.score) for found in pair.features]

    def said(self, pair: Judged) -> list[Judgement]:
        """What persons have said of entities of these two that still holds."""
        return between(self.ledger, pair.left.type, items_of(pair.left.records), items_of(pair.right.records))

    def named(self, thing: Profile) -> list[Judgement]:
        """What persons have said of a thing's name that still holds; the last one counts."""
        items = items_of(thing.records)
        named = [entry for entry in standing(self.ledger) if entry.verdict == "name" and entry.type == thing.type]
        return [entry for entry in named if entry.left in items]

    def find(self, name: str) -> list[EntityRecord]:
        """The records that an IRI, its end, or ``ARTICLE#NAME`` stands for; raises ``NotFoundError``."""
        article, mark, entity = name.partition("#")
        found = [r for r in self.records if mark and r.article_id == article and entity in (r.name, r.entity_id)]
        if not found:
            iri = name if "://" in name else self.settings.base_iri + name
            found = [r for r in self.records if r.key in self.names and self.names[r.key].iri == iri]
        found = [r for r in found if r.type != "Post"]
        if not found:
            raise NotFoundError(f"nothing is called {name!r}: give an IRI, its end (person/suparman) or ARTICLE#NAME")
        return found

    def thing(self, name: str) -> Profile:
        """What is known together of the records that a name stands for, as ``find`` has it."""
        found = self.find(name)
        return self.whole([r for r in found if r.type == found[0].type])

    def whole(self, records: list[EntityRecord]) -> Profile:
        """What is known together of records of one type."""
        first, *others = self.profiles(records)
        for profile in others:
            first.absorb(profile)
        return first

    def profiles(self, records: list[EntityRecord]) -> list[Profile]:
        """The records of one type in lots that nobody would hold for two things."""
        rows = self._rows(records[0].type) if records else {}
        return self._resolver.profiles(records, self.names, self._around, rows)

    def _rows(self, type_: ThingType) -> Mapping[str, Canonical]:
        return {reference: row for (kind, reference), row in self._authority.items() if kind == type_}

    def doubts(self) -> list[Doubt]:
        """The pairs of things that a person should look at, the most worthwhile first.

        Things that the machine nearly joined, or that a rule kept apart though all else agrees; the more articles, the
        sooner. Pairs of which a person has said something are left out.
        """
        known = settled(self.ledger)
        return [d for d in self._doubted if (d.pair.left.type, *sorted(d.items)) not in known]

    @cached_property
    def _doubted(self) -> list[Doubt]:
        found = [doubt for type_ in ORDER if type_ != "Post" for doubt in self._doubts(type_)]
        return sorted(found, key=lambda d: (-d.worth, d.pair.left.type, d.items))

    def _doubts(self, type_: ThingType) -> Iterator[Doubt]:
        things: dict[str, list[EntityRecord]] = {}
        for record in self._groups[type_]:
            things.setdefault(self.names[record.key].iri, []).append(record)
        profiles = [self.whole(records) for _, records in sorted(things.items())]
        for pair in self._resolver.judged(profiles):
            distance = abs(pair.score - THRESHOLDS[type_])
            told = pair.conflict == TOLD_APART or "different rows" in pair.conflict
            if not told and (distance <= _UNSURE or (pair.conflict and pair.score >= THRESHOLDS[type_])):
                size = min(len(pair.left.articles), len(pair.right.articles))
                yield Doubt(pair, round((1 - min(distance, 1)) * (1 - 0.5**size), 4))
