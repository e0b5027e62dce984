"""Clusters: which profiles are joined, given how sure each pair is and what forbids it, in whatever order they come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kg.identity.profiles import Profile
from kg.identity.records import RecordKey

Conflict = Callable[[Profile, Profile], str]
Pair = tuple[RecordKey, RecordKey]
_MARGIN = 0.05


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair of profiles by index, and how sure it is that they are one."""

    left: int
    right: int
    score: float


@dataclass(frozen=True, slots=True)
class Decisions:
    """What persons have decided: pairs of records that are one thing, and pairs that are two."""

    same: Collection[Pair] = ()
    different: Collection[Pair] = ()


@dataclass(slots=True)
class _Forest:
    """Profiles joined so far: of each cluster a root, whose profile is that of the whole."""

    profiles: list[Profile]
    forbidden: Mapping[RecordKey, set[RecordKey]]
    roots: list[int] = field(init=False)
    judged: dict[int, set[RecordKey]] = field(init=False)

    def __post_init__(self) -> None:
        self.roots = list(range(len(self.profiles)))
        self.judged = {
            index: {record.key for record in profile.records if record.key in self.forbidden}
            for index, profile in enumerate(self.profiles)
        }

    def find(self, index: int) -> int:
        while self.roots[index] != index:
            self.roots[index] = self.roots[self.roots[index]]
            index = self.roots[index]
        return index

    def told_apart(self, a: int, b: int) -> bool:
        return any(self.forbidden[key] & self.judged[b] for key in self.judged[a])

    def join(self, a: int, b: int) -> None:
        # The smaller into the larger, so that a thing in all articles costs n log n.
        if (len(self.profiles[a].records), self.profiles[b].key) < (
            len(self.profiles[b].records),
            self.profiles[a].key,
        ):
            a, b = b, a
        self.roots[b] = a
        self.profiles[a].absorb(self.profiles[b])
        self.judged[a] |= self.judged[b]


def cluster(
    profiles: list[Profile], scored: Iterable[Scored], threshold: float, conflict: Conflict, decisions: Decisions
) -> list[Profile]:
    """The things: the surest pairs are joined first, unless the clusters they are in by then contradict each other.

    What a person has decided goes before everything. The profiles are used up. The result depends on the profiles'
    keys and scores, not on their order.
    """
    forest = _Forest(profiles, _forbidden(decisions))
    homes = {record.key: index for index, profile in enumerate(profiles) for record in profile.records}
    for left, right in sorted(decisions.same):
        if left in homes and right in homes:
            a, b = forest.find(homes[left]), forest.find(homes[right])
            if a != b and not forest.told_apart(a, b):
                forest.join(a, b)
    keys = [profile.key for profile in profiles]
    likely = [pair for pair in scored if pair.score >= threshold]
    for pair in sorted(likely, key=lambda p: (-round(p.score, 6), keys[p.left], keys[p.right])):
        a, b = forest.find(pair.left), forest.find(pair.right)
        if a != b and not forest.told_apart(a, b) and not conflict(forest.profiles[a], forest.profiles[b]):
            forest.join(a, b)
    roots = sorted({forest.find(index) for index in range(len(profiles))})
    return sorted((forest.profiles[root] for root in roots), key=lambda profile: profile.key)


def _forbidden(decisions: Decisions) -> dict[RecordKey, set[RecordKey]]:
    forbidden: dict[RecordKey, set[RecordKey]] = defaultdict(set)
    for left, right in decisions.different:
        forbidden[left].add(right)
        forbidden[right].add(left)
    return dict(forbidden)


def without_doubtful(
    profiles: list[Profile], scored: list[Scored], weak: Callable[[Profile], bool], conflict: Conflict, threshold: float
) -> list[Scored]:
    """The pairs without those of a weak profile that could as well be either of two things in conflict."""
    ends: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for pair in scored:
        if pair.score >= threshold:
            for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
                if weak(profiles[one]) and not weak(profiles[other]):
                    ends[one].append((pair.score, other))
    doubtful = {index for index, found in ends.items() if _torn(found, profiles, conflict)}
    return [
        pair
        for pair in scored
        if not (pair.left in doubtful and not weak(profiles[pair.right]))
        and not (pair.right in doubtful and not weak(profiles[pair.left]))
    ]


def _torn(found: list[tuple[float, int]], profiles: list[Profile], conflict: Conflict) -> bool:
    """Whether another of the ends is about as likely as the best one, and contradicts it."""
    best_score, best = max(found, key=lambda end: (end[0], -end[1]))
    return any(
        best_score - score <= _MARGIN and conflict(profiles[best], profiles[other])
        for score, other in found
        if other != best
    )
