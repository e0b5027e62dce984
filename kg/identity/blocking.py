"""Blocking: which pairs of things are worth comparing, without comparing all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from kg.identity.dates import span
from kg.identity.knowledge import Knowledge
from kg.identity.profiles import Profile
from kg.identity.spelling import fold, initials, person_tokens, without_class

# In a block with more things than this, each is compared only with its next ones in an order that brings like together.
_BLOCK = 32
_WINDOW = 8
_EVENTS = 30
# Words of an event's name are in many names of one week; a participant or place in common says far more.
_WORD = "word "
_DAYS = 8
_UNKNOWN = (0, 0)


def candidates(profiles: list[Profile], knowledge: Knowledge) -> Iterator[tuple[Profile, Profile]]:
    """Pairs of profiles of one type that may be one thing, each once, in a fixed order.

    A profile is in as many pairs as it has keys, times a constant, however many profiles there are.
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for key in set(_keys(profile, knowledge)):
            blocks[key].append(index)
    orders = _orders(profiles)
    # One number for each pair: at a million of them, tuples cost more than all comparing.
    pairs: set[int] = set()
    for key, members in blocks.items():
        pairs.update(
            min(left, right) * len(profiles) + max(left, right) for left, right in _pairs(key, members, orders)
        )
    for pair in sorted(pairs):
        left, right = divmod(pair, len(profiles))
        yield profiles[left], profiles[right]


@dataclass(frozen=True, slots=True)
class _Orders:
    """``ranks``: the places of each profile in orders that bring like together; ``days``: first and last, of events."""

    ranks: list[list[int]]
    days: list[tuple[int, int]]


def _orders(profiles: list[Profile]) -> _Orders:
    if profiles and profiles[0].type == "Event":
        days = [span(profile.dates) or span(profile.days) or _UNKNOWN for profile in profiles]
        return _Orders([], days)
    regions = [tuple(sorted(profile.regions)) for profile in profiles]
    names = [" ".join(person_tokens(profile.name)) for profile in profiles]
    by_name = sorted(range(len(profiles)), key=lambda index: (names[index], regions[index]))
    by_region = sorted(range(len(profiles)), key=lambda index: (regions[index], names[index]))
    return _Orders([_ranks(by_name), _ranks(by_region)], [])


def _ranks(order: list[int]) -> list[int]:
    ranks = [0] * len(order)
    for rank, index in enumerate(order):
        ranks[index] = rank
    return ranks


def _pairs(key: str, members: list[int], orders: _Orders) -> Iterator[tuple[int, int]]:
    if orders.days:
        yield from _near_in_time(members, orders.days, _WINDOW if key.startswith(_WORD) else _EVENTS)
        return
    if len(members) <= _BLOCK:
        yield from combinations(members, 2)
        return
    for ranks in orders.ranks:
        ranked = sorted(members, key=ranks.__getitem__)
        for position, left in enumerate(ranked):
            for right in ranked[position + 1 : position + 1 + _WINDOW]:
                yield left, right


def _near_in_time(members: list[int], days: list[tuple[int, int]], window: int) -> Iterator[tuple[int, int]]:
    ranked = sorted(members, key=days.__getitem__)
    for position, left in enumerate(ranked):
        for right in ranked[position + 1 : position + 1 + window]:
            if days[left] != _UNKNOWN and days[right][0] - days[left][1] > _DAYS:
                break
            yield left, right


def _keys(profile: Profile, knowledge: Knowledge) -> Iterable[str]:
    if profile.type == "Person":
        return _person_keys(profile)
    if profile.type == "Event":
        return [
            *profile.units,
            *profile.hosts,
            *profile.people,
            *profile.places,
            *profile.sources,
            *(_WORD + word for word in _words(profile.name, 5)),
        ]
    if profile.type == "Place":
        return [knowledge.place_name(name).replace(" ", "") for name in profile.names] + list(_words(profile.name, 5))
    if profile.type == "Program":
        words = [word for name in profile.names for word in _words(" ".join(knowledge.program_names(name)), 4)]
        return [*words, *profile.forms]
    return _unit_keys(profile, knowledge)


def _person_keys(profile: Profile) -> Iterator[str]:
    for name in profile.names:
        tokens = person_tokens(name)
        yield "".join(tokens)
        for token in tokens:
            if len(token) > 2:
                yield token
                # A letter may differ in the first half or in the second.
                yield f"{token[: len(token) // 2 + 1]} {tokens[-1] if token != tokens[-1] else tokens[0]}"


def _unit_keys(profile: Profile, knowledge: Knowledge) -> Iterator[str]:
    for text in profile.names:
        name = knowledge.unit_name(text)
        yield name.compact
        yield f"{name.type} {initials(name.rest)}"
        yield f"{name.type} {name.rest.replace(' ', '')}"
        if len(name.rest) > 3:
            yield name.rest.replace(" ", "")
        yield from (f"{name.type} {word}" for word in name.rest.split() if len(word) > 2)
        # An office without its town is that of a town near by.
        yield from (f"{name.type} in {code[:2]}" for code in profile.regions if name.type)
    for form in profile.forms:
        text = without_class(form)[0]
        if len(text.split()) > 1 or (len(text) > 4 and not knowledge.unit_name(text).type):
            yield text


def _words(name: str, least: int) -> Iterator[str]:
    return (word for word in fold(name).split() if len(word) >= least)
