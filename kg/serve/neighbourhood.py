"""Neighbourhood: a small still picture of a thing and what it is directly linked to, laid out in two columns.

So is the answer to a question: what it asks about in the middle, and the events that it finds around that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kg.views.entity import EntityPage
from kg.views.facts import Fact, FactGroup
from kg.views.language import Language
from kg.views.things import Thing

WIDTH, ROW, TOP = 760, 44, 30
"""Width of the picture, height of one row and of the space above the first, in its own units."""

_MIDDLE, _REACH, _LETTERS = WIDTH / 2, 118, 34


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One linked thing: its name cut to fit, how it is linked, where it stands, and the curves that lead there."""

    thing: Thing
    name: str
    relation: str
    x: float
    y: float
    anchor: str
    path: str


@dataclass(frozen=True, slots=True)
class Centre:
    """What stands in the middle, at height ``y``, under its name, which is empty where the page says it."""

    thing: Thing
    name: str
    y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The neighbours that fit, out of ``total``, around what stands in the middle."""

    centres: tuple[Centre, ...]
    neighbours: tuple[Neighbour, ...]
    total: int
    height: int


def picture(page: EntityPage, language: Language, limit: int = 12) -> Picture:
    """A thing and its neighbours: some of every relation before more of any, so that none crowds out the rest."""
    links = _links(page)
    chosen = links[:limit]
    order = {group.key: place for place, group in enumerate(page.groups)}
    chosen.sort(key=lambda link: order[link[0].key])
    said = [(fact.other, _relation(group, fact, language)) for group, fact in chosen]
    return _laid_out([(page.thing, "")], said, len(links) + _unseen(page))


def answer_picture(asked: Sequence[Thing], events: Sequence[tuple[Thing, str]]) -> Picture:
    """What a question asks about, and the events that meet it, each with a word on it: all are linked to all."""
    return _laid_out([(thing, _cut(thing.label)) for thing in asked], events, len(events))


def _laid_out(middle: Sequence[tuple[Thing, str]], around: Sequence[tuple[Thing, str]], total: int) -> Picture:
    left, right = around[: len(around) // 2], around[len(around) // 2 :]
    rows = max(len(right), 2 * len(middle) - 1)
    height = TOP * 2 + (rows - 1) * ROW
    centres = tuple(
        Centre(thing, name, height / 2 + (2 * row - len(middle) + 1) * ROW) for row, (thing, name) in enumerate(middle)
    )
    neighbours = tuple(
        _neighbour(thing, text, x, height / 2 + (row - (len(side) - 1) / 2) * ROW, anchor, centres)
        for side, x, anchor in ((left, _MIDDLE - _REACH, "end"), (right, _MIDDLE + _REACH, "start"))
        for row, (thing, text) in enumerate(side)
    )
    return Picture(centres, neighbours, total, height)


def _links(page: EntityPage) -> list[tuple[FactGroup, Fact]]:
    """(group, fact) for each thing that a fact links, once: one of every group, then a second of every group …"""
    groups = [[(group, fact) for fact in group.facts if fact.asserted] for group in page.groups if not group.reference]
    seen: dict[str, tuple[FactGroup, Fact]] = {}
    for link in _woven(groups):
        seen.setdefault(link[1].other.iri, link)
    return list(seen.values())


def _woven(groups: list[list[tuple[FactGroup, Fact]]]) -> Iterator[tuple[FactGroup, Fact]]:
    for layer in zip_longest(*groups):
        yield from (link for link in layer if link is not None)


def _unseen(page: EntityPage) -> int:
    return sum(group.total - len(group.facts) for group in page.groups if not group.reference)


def _relation(group: FactGroup, fact: Fact, language: Language) -> str:
    return fact.post.title if fact.post is not None else language.heading(group.predicate, group.direction)


def _neighbour(thing: Thing, text: str, x: float, y: float, anchor: str, centres: Sequence[Centre]) -> Neighbour:
    turn = (x + _MIDDLE) / 2
    path = " ".join(f"M{_MIDDLE:g},{c.y:g} C{turn:g},{c.y:g} {turn:g},{y:g} {x:g},{y:g}" for c in centres)
    return Neighbour(thing, _cut(thing.label), _cut(text), x, y, anchor, path)


def _cut(text: str) -> str:
    return text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1].rstrip()}…"
