"""Neighbourhood: a small still picture of a thing and what it is directly linked to, laid out in two columns."""

from __future__ import annotations

from collections.abc import Iterator
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
    """One linked thing: its name cut to fit, how it is linked, where it stands, and the curve that leads there."""

    thing: Thing
    name: str
    relation: str
    x: float
    y: float
    anchor: str
    path: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The neighbours that fit, out of ``total``; the thing itself stands in the middle, at height ``y``."""

    neighbours: tuple[Neighbour, ...]
    total: int
    height: int
    y: float


def picture(page: EntityPage, language: Language, limit: int = 12) -> Picture:
    """A thing and its neighbours: some of every relation before more of any, so that none crowds out the rest."""
    links = _links(page)
    chosen = links[:limit]
    order = {group.key: place for place, group in enumerate(page.groups)}
    chosen.sort(key=lambda link: order[link[0].key])
    left = chosen[: len(chosen) // 2]
    right = chosen[len(chosen) // 2 :]
    rows = max(len(right), 1)
    middle = TOP + (rows - 1) * ROW / 2
    sides = ((left, _MIDDLE - _REACH, "end"), (right, _MIDDLE + _REACH, "start"))
    neighbours = tuple(
        _neighbour(group, fact, x, middle + (row - (len(side) - 1) / 2) * ROW, anchor, middle, language)
        for side, x, anchor in sides
        for row, (group, fact) in enumerate(side)
    )
    return Picture(neighbours, len(links) + _unseen(page), TOP * 2 + (rows - 1) * ROW, middle)


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


def _neighbour(
    group: FactGroup, fact: Fact, x: float, y: float, anchor: str, middle: float, language: Language
) -> Neighbour:
    relation = fact.post.title if fact.post is not None else language.heading(group.predicate, group.direction)
    turn = (x + _MIDDLE) / 2
    path = f"M{_MIDDLE:g},{middle:g} C{turn:g},{middle:g} {turn:g},{y:g} {x:g},{y:g}"
    return Neighbour(fact.other, _cut(fact.other.label), _cut(relation), x, y, anchor, path)


def _cut(text: str) -> str:
    return text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1].rstrip()}…"
