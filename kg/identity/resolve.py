"""Resolve: the things that the entities of all articles are, type after type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from kg.identity.blocking import candidates
from kg.identity.clusters import Decisions, Scored, cluster, without_doubtful
from kg.identity.conflicts import conflict, is_weak
from kg.identity.features import Feature, features
from kg.identity.knowledge import Knowledge
from kg.identity.profiles import Names, Profile, Surroundings, make_profiles, surroundings
from kg.identity.records import EntityRecord, RecordKey, ThingType
from kg.identity.weights import Weights
from kg.rdf.iris import Canonical

THRESHOLDS: dict[ThingType, float] = {"Unit": 0.5, "Place": 0.5, "Program": 0.6, "Person": 0.7, "Event": 0.45}
"""Above these a pair is joined, unless something forbids it. To make one of two persons does the most harm."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair as the machine sees it: observations, what forbids it, and how sure it is that they are one."""

    left: Profile
    right: Profile
    features: tuple[Feature, ...]
    conflict: str
    score: float


@dataclass(frozen=True, slots=True)
class Resolver:
    """How things are resolved: by which knowledge, weights and decisions."""

    knowledge: Knowledge
    weights: Weights
    decisions: Decisions = field(default_factory=Decisions)

    def profiles(
        self, records: Iterable[EntityRecord], names: Names, around: Surroundings, rows: Mapping[str, Canonical], *,
        collapse: bool = True,
    ) -> list[Profile]:  # fmt: skip
        """The profiles of the records of one type, before any is compared."""
        apart = {key for pair in self.decisions.different for key in pair}
        return make_profiles(records, names, around, self.knowledge, rows, apart, collapse)

    def judge(self, left: Profile, right: Profile) -> Judged:
        """One pair, with everything that speaks for and against it."""
        found = tuple(features(left, right, self.knowledge))
        why_not = conflict(left, right, self.knowledge)
        return Judged(left, right, found, why_not, self.weights.probability(left.type, found))

    def judged(self, profiles: list[Profile]) -> Iterator[Judged]:
        """Every pair of profiles that is worth comparing."""
        for left, right in candidates(profiles, self.knowledge):
            yield self.judge(left, right)

    def things(self, profiles: list[Profile]) -> list[Profile]:
        """The things that the profiles of one type are. The profiles are used up."""
        if not profiles:
            return []
        threshold = THRESHOLDS[profiles[0].type]
        places = {id(profile): index for index, profile in enumerate(profiles)}
        scored = []
        for left, right in candidates(profiles, self.knowledge):
            # A conflict is found faster than a score, and most pairs have one.
            if not conflict(left, right, self.knowledge):
                score = self.weights.probability(left.type, features(left, right, self.knowledge))
                if score >= threshold:
                    scored.append(Scored(places[id(left)], places[id(right)], score))
        forbids = partial(conflict, knowledge=self.knowledge)
        scored = without_doubtful(profiles, scored, is_weak, forbids, threshold)
        return cluster(profiles, scored, threshold, forbids, self.decisions)


def by_type(records: Iterable[EntityRecord]) -> dict[ThingType, list[EntityRecord]]:
    """The records of each type, in a fixed order."""
    groups: dict[ThingType, list[EntityRecord]] = defaultdict(list)
    for record in sorted(records, key=lambda r: r.key):
        groups[record.type].append(record)
    return groups


def surroundings_of(groups: Mapping[ThingType, list[EntityRecord]], knowledge: Knowledge) -> Surroundings:
    """What surrounds the entities of all types, while nothing is named."""
    return surroundings((record for group in groups.values() for record in group), knowledge)


def keys_of(profile: Profile) -> list[RecordKey]:
    """The records of a thing, in order."""
    return sorted(record.key for record in profile.records)
