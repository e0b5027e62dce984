"""Blocking: which pairs of things are worth comparing, without comparing all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from kg.identity.dates import first_day
from kg.identity.knowledge import Knowledge, place_name, program_name
from kg.identity.profiles import Profile
from kg.identity.spelling import fold, initials, person_tokens, without_class

# In a block with more things than this, each is compared only with its next ones in an order that brings like together.
_BLOCK = 60
_WINDOW = 12
_EVENTS = 30
# Words of an event's name are in many names of one week; a participant or place in common says far more.
_WORD = "word "
_DAYS = 8


def candidates(profiles: list[Profile], knowledge: Knowledge) -> Iterator[tuple[Profile, Profile]]:
    """Pairs of profiles of one type that may be one thing, each once, in a fixed order."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for key in set(_keys(profile, knowledge)):
            blocks[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        if len(members) > 1:
            pairs.update(_pairs(key, members, profiles))
    for left, right in sorted(pairs):
        yield profiles[left], profiles[right]


def _pairs(key: str, members: list[int], profiles: list[Profile]) -> Iterator[tuple[int, int]]:
    if profiles[members[0]].type == "Event":
        yield from _near_in_time(members, profiles, _WINDOW if key.startswith(_WORD) else _EVENTS)
        return
    if len(members) <= _BLOCK:
        yield from combinations(members, 2)
        return
    for order in (_by_name, _by_region):
        ranked = sorted(members, key=lambda index: (order(profiles[index]), index))
        for position, left in enumerate(ranked):
            for right in ranked[position + 1 : position + 1 + _WINDOW]:
                yield min(left, right), max(left, right)


def _near_in_time(members: list[int], profiles: list[Profile], window: int) -> Iterator[tuple[int, int]]:
    days = {index: first_day(profiles[index].dates) or first_day(profiles[index].days) for index in members}
    ranked = sorted(members, key=lambda index: (days[index], index))
    for position, left in enumerate(ranked):
        for right in ranked[position + 1 : position + 1 + window]:
            if days[left] and days[right] - days[left] > _DAYS:
                break
            yield min(left, right), max(left, right)


def _by_name(profile: Profile) -> tuple[str, ...]:
    return (" ".join(person_tokens(profile.name)), *sorted(profile.regions))


def _by_region(profile: Profile) -> tuple[str, ...]:
    return (*sorted(profile.regions), " ".join(person_tokens(profile.name)))


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
        return [place_name(name).replace(" ", "") for name in profile.names] + list(_words(profile.name, 5))
    if profile.type == "Program":
        words = [word for name in profile.names for word in _words(program_name(name), 4)]
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
        yield from (f"{name.type} {word}" for word in name.rest.split() if len(word) > 2)
        if not name.rest:
            yield name.type
    for form in profile.forms:
        text = without_class(form)[0]
        if len(text.split()) > 1 or (len(text) > 4 and not knowledge.unit_name(text).type):
            yield text


def _words(name: str, least: int) -> Iterator[str]:
    return (word for word in fold(name).split() if len(word) >= least)
