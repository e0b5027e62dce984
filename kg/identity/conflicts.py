"""Conflicts: what no agreement can outweigh. Two things in conflict are never joined by the machine."""

from __future__ import annotations

import re

from kg.identity.dates import days_apart
from kg.identity.features import person_match, regions_meet
from kg.identity.knowledge import Knowledge
from kg.identity.profiles import NEVER_JOINED, Profile
from kg.identity.spelling import abbreviates, person_tokens, without_class

_ROMAN = re.compile(r"\b[IVX]+\b")
_NUMBER = re.compile(r"\d+")
# Articles of one happening come within days of it, and may be wrong about its day by as much.
_DAYS = 7
TOLD_APART = "one article tells them apart"
"""The conflict of two that stand in one article."""


def conflict(a: Profile, b: Profile, knowledge: Knowledge) -> str:
    """Why two profiles of one type cannot be one thing; empty where nothing forbids it."""
    if a.rows and b.rows and not a.rows & b.rows:
        return "they are different rows of the vocabulary"
    if a.type in NEVER_JOINED and a.articles & b.articles:
        return TOLD_APART
    if a.type == "Person":
        return _persons(a, b)
    if a.type == "Event":
        return _events(a, b)
    if a.type == "Unit":
        return _units(a, b, knowledge)
    if a.type == "Place":
        return _places(a, b)
    return _programs(a, b) if a.type == "Program" else ""


def _programs(a: Profile, b: Profile) -> str:
    if a.articles & b.articles:
        return TOLD_APART
    if _numbers(a) and _numbers(b) and not _numbers(a) & _numbers(b):
        return "their numbers differ"
    # "Remisi Umum" and "Remisi Umum II" are two schemes, "TMMD" and "TMMD ke-126" may be one.
    return "their Roman numbers differ" if _romans(a) != _romans(b) else ""


def _romans(profile: Profile) -> set[str]:
    return {match for name in profile.names for match in _ROMAN.findall(name)}


def _persons(a: Profile, b: Profile) -> str:
    if person_match(a, b)[0] == "different":
        return "the names are different"
    if a.units & b.units or a.units & b.context or b.units & a.context:
        return ""
    meet = regions_meet(a.regions, b.regions)
    if not meet and not a.context & b.context and not a.people & b.people and not _telling(a, b):
        return "nothing but a common name connects them"
    apart = a.units and b.units and a.regions and b.regions and not meet
    return "they hold posts in different regions" if apart else ""


def _telling(a: Profile, b: Profile) -> bool:
    """Whether the names are of three words or more, so that namesakes are rare."""
    return all(max(len(person_tokens(name)) for name in profile.names) > 2 for profile in (a, b))


def _events(a: Profile, b: Profile) -> str:
    if a.hosts and b.hosts and not a.hosts & b.hosts and not (a.hosts & b.units or a.units & b.hosts):
        return "they have different hosts"
    told = days_apart(a.dates, b.dates)
    apart = days_apart(a.dates | a.days, b.dates | b.days) if told is None else told
    if apart is not None and apart > _DAYS:
        return f"{apart} days lie between them"
    shared = (a.units | a.hosts | a.people | a.places) & (b.units | b.hosts | b.people | b.places)
    if told is None and not shared and not a.sources & b.sources:
        return "no date, and no participant or place in common"
    return ""


def _units(a: Profile, b: Profile, knowledge: Knowledge) -> str:
    one, other = _classes(a), _classes(b)
    if one and other and not one & other:
        return "their classes differ"
    names = knowledge.unit_name(a.name), knowledge.unit_name(b.name)
    if a.articles & b.articles and names[0].type == names[1].type and not _one_office(names[0].rest, names[1].rest):
        return TOLD_APART
    if all(map(knowledge.is_bare, names)) and a.regions and b.regions and not regions_meet(a.regions, b.regions):
        return "they bear only the name of their kind, in different regions"
    left, right = (knowledge.regions_in(name.rest, name.level) for name in names)
    if left and right and not regions_meet(left, right):
        return "their names have different regions"
    if names[0].level and names[1].level and names[0].level != names[1].level:
        return "their names have different levels of region"
    if _numbers(a) and _numbers(b) and not _numbers(a) & _numbers(b):
        return "their numbers differ"
    return ""


def _one_office(left: str, right: str) -> bool:
    """Whether what is left of two names of one type, in one article, is the same but for spaces or initials."""
    return left.replace(" ", "") == right.replace(" ", "") or abbreviates(left, right) or abbreviates(right, left)


def _classes(profile: Profile) -> set[str]:
    return {without_class(name)[1] for name in profile.names} - {""}


def _places(a: Profile, b: Profile) -> str:
    if a.kinds and b.kinds and not a.kinds & b.kinds:
        return "they are of different kinds"
    if a.regions and b.regions and not regions_meet(a.regions, b.regions):
        return "they are in different regions"
    if "site" in a.kinds and _numbers(a) != _numbers(b):
        return "their numbers differ"
    return ""


def _numbers(profile: Profile) -> set[str]:
    return {number.lstrip("0") for name in profile.names for number in _NUMBER.findall(name)}


def is_weak(profile: Profile) -> bool:
    """Whether little tells a person from namesakes: no post, or a name of one word."""
    short = all(len(person_tokens(name)) < 2 for name in profile.names)
    return profile.type == "Person" and (not profile.units or short)


__all__ = ["TOLD_APART", "conflict", "is_weak"]
