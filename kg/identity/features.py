"""Features: each way in which two things agree or differ, with the values that say so."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rapidfuzz import fuzz

from kg.identity.dates import days_apart
from kg.identity.knowledge import Knowledge
from kg.identity.profiles import Profile
from kg.identity.spelling import NameMatch, abbreviates, compare_names, fold, person_tokens, without_class
from kg.vocabulary import load_vocabulary

# Two words are one, spelled otherwise, where this share of their letters is common.
_SPELLED = 80
_BEST: tuple[NameMatch, ...] = ("equal", "variant", "initials", "part", "different")


@dataclass(frozen=True, slots=True)
class Feature:
    """One observation on two things: ``score`` from 0 to 1, what it means, and the ``values`` of both sides."""

    name: str
    score: float
    detail: str
    values: tuple[Collection[str], Collection[str]]

    @property
    def left(self) -> str:
        """The first side's values as a reader sees them: few ask, so they are put into words only then."""
        return _shown(self.values[0])

    @property
    def right(self) -> str:
        """The second side's values as a reader sees them."""
        return _shown(self.values[1])


def features(a: Profile, b: Profile, knowledge: Knowledge) -> list[Feature]:
    """All observations on two profiles of one type; those that say nothing are left out."""
    if a.type == "Person":
        found = _person(a, b)
    elif a.type == "Unit":
        found = _unit(a, b, knowledge)
    elif a.type == "Place":
        found = _place(a, b, knowledge)
    elif a.type == "Program":
        found = _program(a, b, knowledge)
    else:
        found = _event(a, b, knowledge)
    return [feature for feature in found if feature.score]


def _person(a: Profile, b: Profile) -> Iterator[Feature]:
    match, left, right = person_match(a, b)
    yield _values(f"name {match}", 1, f"the names are {match}", [left], [right])
    shorter = min(len(person_tokens(left)), len(person_tokens(right)))
    yield _values("name long", min(shorter - 1, 2) / 2, "words of the shorter name", [left], [right])
    yield from _shared("unit shared", a.units, b.units)
    near = (a.units & b.context) | (b.units & a.context)
    if not a.units & b.units:
        yield _values("unit in context", bool(near), "one's unit is named beside the other", near, near)
    yield from _shared("post shared", a.posts, b.posts)
    if a.posts and b.posts and not a.posts & b.posts:
        yield _values("post differs", True, "no post in common", a.posts, b.posts)
    common = a.people & b.people
    yield _values("people shared", min(len(common), 2) / 2, "named beside both", common, common)
    yield from _where(a, b)
    if not (a.context & b.context or near):
        yield _values("nothing around shared", True, "no unit or place in common", a.context, b.context)


def person_match(a: Profile, b: Profile) -> tuple[NameMatch, str, str]:
    """The strongest agreement between any two names of two persons."""
    if len(a.names) == len(b.names) == 1:
        (left,), (right,) = a.names, b.names
        return compare_names(left, right), left, right
    return min(
        ((compare_names(x, y), x, y) for x, y in product(sorted(a.names), sorted(b.names))),
        key=lambda found: _BEST.index(found[0]),
    )


def _unit(a: Profile, b: Profile, knowledge: Knowledge) -> Iterator[Feature]:
    one, other = knowledge.unit_name(a.name), knowledge.unit_name(b.name)
    yield _values("name equal", one.compact == other.compact, "same type and rest", [a.name], [b.name])
    x, y = one.rest.split(), other.rest.split()
    if one.type == other.type and one.compact != other.compact:
        part = bool(x or y) and (set(x) <= set(y) or set(y) <= set(x))
        town = part and _town_left_out(a, b, " ".join(x), " ".join(y), knowledge)
        yield _values("town left out", town, "one leaves the town out", [a.name], [b.name])
        yield _values("name part", part and not town, "one leaves words out", [a.name], [b.name])
    names = (one.rest, other.rest), (without_class(a.name)[0], without_class(b.name)[0])
    short = any(abbreviates(left, right) or abbreviates(right, left) for left, right in names)
    yield _values("name initials", short, "one has initials of the other", [a.name], [b.name])
    yield _values(
        "words differ", not short and _each_has_its_own(x, y), "each has words of its own", [a.name], [b.name]
    )
    yield _values(
        "type differs", bool(one.type and other.type and one.type != other.type), "types", [one.type], [other.type]
    )
    alike = fuzz.token_sort_ratio(one.rest, other.rest) / 100
    yield _values("name alike", _above(alike, 0.6), "letters in common", [a.name], [b.name])
    whole = {without_class(form)[0] for form in a.forms} & {without_class(form)[0] for form in b.forms}
    whole = {form for form in whole if len(form.split()) > 1 or (len(form) > 4 and not knowledge.unit_name(form).type)}
    yield _values("form shared", bool(whole), "both are called", whole, whole)
    yield _values("kind differs", bool(a.kinds and b.kinds and not a.kinds & b.kinds), "kinds", a.kinds, b.kinds)
    yield from _where(a, b)
    yield from _shared("around shared", a.context - a.places, b.context - b.places)


def _town_left_out(a: Profile, b: Profile, left: str, right: str, knowledge: Knowledge) -> bool:
    """Whether the shorter of two names leaves out a region of the other that its article is about."""
    longer, shorter, bare = (left, right, b) if len(left) > len(right) else (right, left, a)
    more = " ".join(word for word in longer.split() if word not in shorter.split())
    return regions_meet(knowledge.regions_in(more), bare.regions)


def _place(a: Profile, b: Profile, knowledge: Knowledge) -> Iterator[Feature]:
    left, right = knowledge.place_name(a.name), knowledge.place_name(b.name)
    yield _values("name equal", left.replace(" ", "") == right.replace(" ", ""), "same name", [a.name], [b.name])
    alike = fuzz.token_set_ratio(left, right) / 100
    yield _values("name alike", _above(alike, 0.7), "letters in common", [a.name], [b.name])
    whole = {form for form in a.forms & b.forms if len(form) > 3}
    yield _values("form shared", bool(whole), "both are called", whole, whole)
    yield _values("kind differs", bool(a.kinds and b.kinds and not a.kinds & b.kinds), "kinds", a.kinds, b.kinds)
    yield _values("site", "site" in a.kinds & b.kinds, "both are sites", a.kinds, b.kinds)
    yield from _where(a, b)
    yield from _shared("around shared", a.context, b.context)


def _program(a: Profile, b: Profile, knowledge: Knowledge) -> Iterator[Feature]:
    left, right = max(
        product(knowledge.program_names(a.name), knowledge.program_names(b.name)),
        key=lambda names: (fuzz.token_sort_ratio(*names), names),
    )
    one, other = knowledge.program_core(left), knowledge.program_core(right)
    same = one == other and (left == right or len(one.split()) > 1)
    yield _values("name equal", same, "same name but for its owner", [a.name], [b.name])
    alike = fuzz.token_sort_ratio(left, right) / 100
    yield _values("name alike", _above(alike, 0.6), "letters in common", [a.name], [b.name])
    yield _values(
        "name part", float(fuzz.token_set_ratio(left, right) == 100), "one leaves words out", [a.name], [b.name]
    )
    differ = _each_has_its_own(left.split(), right.split())
    yield _values("words differ", differ, "each has words of its own", [a.name], [b.name])
    whole = {form for form in a.forms & b.forms if len(form) > 3}
    yield _values("form shared", bool(whole), "both are called", whole, whole)
    yield from _shared("around shared", a.context, b.context)


def _each_has_its_own(left: list[str], right: list[str]) -> bool:
    """Whether each of two names has a word that the other has not, however it be spelled."""
    return _lacks(left, right) and _lacks(right, left)


def _lacks(words: list[str], others: list[str]) -> bool:
    joined = "".join(others)
    return any(word not in joined and all(fuzz.ratio(word, o) < _SPELLED for o in others) for word in words)


def _event(a: Profile, b: Profile, knowledge: Knowledge) -> Iterator[Feature]:
    # Of all types, events have by far the most pairs to compare: what says nothing is not even made.
    alike = _above(fuzz.token_set_ratio(event_words(a.name), event_words(b.name)) / 100, 0.4)
    if alike:
        yield _values("name alike", alike, "words in common", [a.name], [b.name])
    if a.kinds and b.kinds and a.kinds.isdisjoint(b.kinds):
        yield _values("kind differs", True, "kinds", a.kinds, b.kinds)
    deeds = knowledge.deeds(a.name), knowledge.deeds(b.name)
    if all(deeds):
        name = "deed differs" if deeds[0].isdisjoint(deeds[1]) else "deed same"
        yield _values(name, True, "what is done", *deeds)
    apart = days_apart(a.dates, b.dates)
    yield from _days(a, b, apart)
    agents, others = a.units | a.hosts, b.units | b.hosts
    yield from _shared("agents shared", agents, others)
    if agents.isdisjoint(others):
        within = (a.owners & others) | (b.owners & agents)
        yield _values("agent within", bool(within), "one side's is part of the other's", within, within)
    if not (agents and others):
        yield _values("agents unknown", True, "one side names nobody", agents, others)
    if a.hosts and b.hosts and a.hosts.isdisjoint(others) and b.hosts.isdisjoint(agents):
        yield _values("hosts differ", True, "no host in common", a.hosts, b.hosts)
    if apart == 0 and a.hosts & b.hosts and agents & others:
        yield _values("who, where and when shared", True, "by one at one place on one day", a.hosts & b.hosts, a.dates)
    yield from _shared("people shared", a.people, b.people)
    yield from _shared("place shared", a.places | a.hosts, b.places | b.hosts)
    if a.places and b.places and (a.places | a.hosts).isdisjoint(b.places | b.hosts):
        yield _values("places differ", True, "no place in common", a.places, b.places)
    yield from _shared("programme shared", a.programs, b.programs)
    yield from _shared("around shared", a.context, b.context)


def _days(a: Profile, b: Profile, apart: int | None) -> Iterator[Feature]:
    if apart is None:
        published = days_apart(a.days | a.dates, b.days | b.dates)
        yield _values("day unknown, reports near", published is not None and published <= 7, "reported", a.days, b.days)
    elif apart == 0:
        yield _values("day same", True, "same day", a.dates, b.dates)
    elif apart <= 2:
        yield _values("day near", True, "a day or two apart", a.dates, b.dates)
    else:
        yield _values("day far", True, "more than two days apart", a.dates, b.dates)


@lru_cache(maxsize=100_000)
def event_words(name: str) -> str:
    """The folded name of an event, with classes of units left out."""
    return without_class(name)[0]


def _where(a: Profile, b: Profile) -> Iterator[Feature]:
    if a.regions and b.regions:
        same = regions_meet(a.regions, b.regions)
        yield _values("region shared" if same else "region differs", True, "regions", a.regions, b.regions)


def regions_meet(a: Collection[str], b: Collection[str]) -> bool:
    """Whether one of the regions is, or lies in, one of the others."""
    return any(x.startswith(y) or y.startswith(x) for x in a for y in b)


def _shared(name: str, a: set[str], b: set[str]) -> Iterator[Feature]:
    """How much of the smaller set is in the other."""
    common = a & b
    if common:
        yield _values(name, len(common) / min(len(a), len(b)), "in both", common, common)


def _values(name: str, score: float, detail: str, left: Collection[str], right: Collection[str]) -> Feature:
    return Feature(name, float(score), detail, (left, right))


def _above(alike: float, least: float) -> float:
    """How far a likeness is above the least that counts, from 0 to 1."""
    return min(1.0, max(0.0, (alike - least) / (1 - least)))


def _shown(values: Collection[str]) -> str:
    tails = sorted(_said(value) for value in values)
    return ", ".join(tails[:5]) + (f", +{len(tails) - 5}" if len(tails) > 5 else "")


def _said(value: str) -> str:
    """A value in words: the end of an IRI, the name of a region for its code."""
    region = load_vocabulary().region_by_code.get(value)
    return region.label if region is not None else value.rpartition("/")[2] if "://" in value else value


__all__ = ["Feature", "features", "fold", "person_match", "regions_meet"]
