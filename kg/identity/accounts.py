"""Accounts: why things of a workspace are one or two, and which pairs a person should look at first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.errors import NotFoundError
from kg.identity.canonical import ORDER, Authority, canonical_iris, default_resolver
from kg.identity.ledger import Item, Judgement, Verdict, decisions, settled, standing
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


class Accounts:
    """Questions about the identity of the entities in records, given what persons have said."""

    def __init__(
        self, records: Iterable[EntityRecord], ledger: Iterable[Judgement], authority: Authority, settings: Settings
    ) -> None:
        self.records = list(records)
        self.ledger = list(ledger)
        self.settings = settings
        self._authority = authority
        self._groups = by_type(self.records)

    @cached_property
    def names(self) -> Names:
        """IRI and label of every entity."""
        return canonical_iris(self.records, self._authority, self.settings, decisions(self.ledger, self.records))

    @cached_property
    def _around(self) -> Surroundings:
        return surroundings_of(self._groups, self.names, self._resolver.knowledge)

    @cached_property
    def _resolver(self) -> Resolver:
        return default_resolver(decisions(self.ledger, self.records))

    def why(self, left: str, right: str) -> Judged:
        """Everything that speaks for and against two things being one.

        Each is an IRI (or its end, ``person/suparman``), or one entity of one article: ``ARTICLE#NAME``. Raises
        ``NotFoundError`` where there is none, or the two are of different types.
        """
        a, b = self._profile(left), self._profile(right)
        if a.type != b.type:
            raise NotFoundError(f"{left} is a {a.type}, {right} a {b.type}: only things of one type can be one")
        return self._resolver.judge(a, b)

    def said(self, pair: Judged) -> list[Judgement]:
        """What persons have said of entities of these two that still holds."""
        items = [{Item(r.article_id, r.name) for r in side.records} for side in (pair.left, pair.right)]
        return [
            entry
            for entry in standing(self.ledger)
            if entry.type == pair.left.type
            and ((entry.left in items[0] and entry.right in items[1])
                 or (entry.left in items[1] and entry.right in items[0]))
        ]  # fmt: skip

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

    def _profile(self, name: str) -> Profile:
        found = self.find(name)
        return self._whole([r for r in found if r.type == found[0].type])

    def _whole(self, records: list[EntityRecord]) -> Profile:
        rows = self._rows(records[0].type)
        profiles = self._resolver.profiles(records, self.names, self._around, rows)
        for profile in profiles[1:]:
            profiles[0].absorb(profile)
        return profiles[0]

    def _rows(self, type_: ThingType) -> Mapping[str, Canonical]:
        return {reference: row for (kind, reference), row in self._authority.items() if kind == type_}

    def doubts(self) -> list[Doubt]:
        """The pairs of things that a person should look at, the most worthwhile first.

        Things that the machine nearly joined, or that a rule kept apart though all else agrees; the more articles, the
        sooner. Pairs of which a person has said something are left out.
        """
        known = settled(self.ledger)
        found = [doubt for type_ in ORDER if type_ != "Post" for doubt in self._doubts(type_)]
        open_ = [d for d in found if (d.pair.left.type, *sorted(d.items)) not in known]
        return sorted(open_, key=lambda d: (-d.worth, d.pair.left.type, d.items))

    def _doubts(self, type_: ThingType) -> Iterator[Doubt]:
        things: dict[str, list[EntityRecord]] = {}
        for record in self._groups[type_]:
            things.setdefault(self.names[record.key].iri, []).append(record)
        profiles = [self._whole(records) for _, records in sorted(things.items())]
        for pair in self._resolver.judged(profiles):
            distance = abs(pair.score - THRESHOLDS[type_])
            told = "one article tells" in pair.conflict or "different rows" in pair.conflict
            if not told and (distance <= _UNSURE or (pair.conflict and pair.score >= THRESHOLDS[type_])):
                size = min(len(pair.left.articles), len(pair.right.articles))
                yield Doubt(pair, round((1 - min(distance, 1)) * (1 - 0.5**size), 4))


def entry(verdict: Verdict, pair: tuple[Item, Item], type_: str, who: str, when: str, why: str = "") -> Judgement:
    """A new entry of the ledger about two entities."""
    return Judgement(when, who, verdict, type_, pair[0], pair[1], why)
