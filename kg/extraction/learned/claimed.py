"""Claimed: what rules claim of a reading, ready to be asked by pair and by end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.extraction.statements.draft import Draft
from kg.model import PREDICATES, Predicate


class Claimed:
    """The drafts of rules by pair of clusters, by end, and by what the two ends have to do with third ones."""

    def __init__(self, drafts: Sequence[Draft], roles: Sequence[Predicate]) -> None:
        """``roles``: the predicates that give somebody a part in an event."""
        self._all_roles = roles
        self._nothing, self._no_roles = [0.0] * len(PREDICATES), [0.0] * len(roles)
        self._by_pair: dict[tuple[str, str], dict[Predicate, float]] = defaultdict(dict)
        self._about: dict[str, list[float]] = defaultdict(lambda: [0.0] * (2 * len(PREDICATES)))
        self._offices: dict[str, set[str]] = defaultdict(set)
        self._holders: dict[str, set[str]] = defaultdict(set)
        self._places: dict[str, set[str]] = defaultdict(set)
        for draft in drafts:
            known = self._by_pair[draft.subject, draft.object]
            known[draft.predicate] = max(draft.confidence, known.get(draft.predicate, 0.0))
            index = PREDICATES.index(draft.predicate)
            self._about[draft.subject][2 * index] = 1.0
            self._about[draft.object][2 * index + 1] = 1.0
            if draft.predicate == "holdsPost":
                self._offices[draft.subject].add(draft.object)
                self._holders[draft.object].add(draft.subject)
            if draft.predicate == "locatedIn":
                self._places[draft.object].add(draft.subject)

    def about(self, cluster: str) -> list[float]:
        """Whether any claim has the cluster as subject (even) or object (odd), by predicate."""
        return self._about[cluster]

    def of(self, subject: str, target: str) -> list[float]:
        """Claims of the pair in both directions; then which roles in ``subject`` rules give to ``target``'s relations.

        The relations are those who hold a post with it, the offices where it holds one, and units located there; the
        last group is the roles that ``target`` has in any other event.
        """
        about = self._about[target]
        return [
            *self._scores(subject, target),
            *self._scores(target, subject),
            *self._roles(subject, self._holders[target]),
            *self._roles(subject, self._offices[target]),
            *self._roles(subject, self._places[target]),
            *(about[2 * PREDICATES.index(role) + 1] for role in self._all_roles),
        ]

    def roles_of(self, subject: str, others: Sequence[str]) -> list[float]:
        """The roles in ``subject`` that rules give to each of ``others``."""
        known = [self._by_pair.get((subject, other), {}) for other in others]
        return [one.get(role, 0.0) for one in known for role in self._all_roles]

    def _scores(self, subject: str, target: str) -> list[float]:
        known = self._by_pair.get((subject, target))
        return [known.get(p, 0.0) for p in PREDICATES] if known else self._nothing

    def _roles(self, subject: str, others: set[str]) -> list[float]:
        found = [known for other in others if (known := self._by_pair.get((subject, other)))]
        return [max(known.get(role, 0.0) for known in found) for role in self._all_roles] if found else self._no_roles
