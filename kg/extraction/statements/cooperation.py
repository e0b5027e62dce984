"""Cooperation: units that work together, by a cue of partnership or side by side in one event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extraction.statements.cues import actors_after, actors_before
from kg.extraction.statements.draft import Draft
from kg.extraction.statements.event_book import EventBook
from kg.extraction.statements.scenes import Actor, Cue, Scene
from kg.model import Span

_PARTNERSHIP = frozenset(["partner", "ally"])
_TOGETHER = frozenset(["bersama", "berkolaborasi", "menggandeng"])
# Words of doing together, and how near behind them the unit stands that does ("bersama personel Polres Soe").
_JOINTLY = frozenset(["bersama", "bersama-sama"])
_NEAR = 3
_LONGEST_GAP = 12


def cooperation_drafts(book: EventBook) -> list[Draft]:
    """Which units of a document are said to work together, given what is known of its events."""
    found = [d for scene in book.scenes for d in (*_partners(book, scene), *_side_by_side(book, scene))]
    return found + [d for scene in book.body for d in _jointly(book, scene)]


def _partners(book: EventBook, scene: Scene) -> Iterator[Draft]:
    for cue in scene.cues:
        if not any(role.role in _PARTNERSHIP for role in cue.roles):
            continue
        before, after = _units(actors_before(book, scene, cue.start)), _units(actors_after(book, scene, cue.end))
        if len(before) > 1 and not after:  # "Lapas dan yayasan itu berkolaborasi"
            before, after = before[:1], before[1:]
        elif len(after) > 1 and not before and _noun(book, cue):  # "kerja sama Polri, kementerian dan …"
            before, after = after[:1], after[1:]
        sides = [a.cluster.id for a in before[:1]] or _organisers(book)
        for one in sides:
            for other in after:
                yield _draft(one, other.cluster.id, scene.span, 0.8 if before else 0.6, "cue of partnership")


def _noun(book: EventBook, cue: Cue) -> bool:
    return book.passage.words[cue.start] in {"kerja", "kerjasama", "kolaborasi", "sinergi", "kemitraan"}


def _organisers(book: EventBook) -> list[str]:
    """The first unit that carries the main event out: who looks for partners where the sentence names nobody."""
    return [d.object for d in book.objects(book.main, "performedBy") if book.type_of(d.object) == "Unit"][:1]


def _side_by_side(book: EventBook, scene: Scene) -> Iterator[Draft]:
    """ "dikerjakan A bersama B": two units with only that word and their names between them."""
    units = _units(scene.actors)
    for one, other in pairwise(units):
        between = book.passage.words[one.end : other.start]
        if len(between) <= _LONGEST_GAP and between[:1] and between[0] in _TOGETHER:
            yield _draft(one.cluster.id, other.cluster.id, scene.span, 0.7, "side by side")


def _jointly(book: EventBook, scene: Scene) -> Iterator[Draft]:
    """ "razia bersama Polres Soe dan Kodim": each with the unit before, or with who carries the main event out."""
    for position in range(scene.start, scene.end):
        if book.passage.words[position] not in _JOINTLY or not scene.happenings:
            continue
        behind = actors_after(book, scene, position + 1)
        if not behind or behind[0].cluster.type != "Unit" or behind[0].start - position > _NEAR:
            continue
        before = [a.cluster.id for a in _units(actors_before(book, scene, position))[:1]] or _organisers(book)
        for one in before:
            for other in _units(behind):
                if other.cluster.id != one:
                    yield _draft(one, other.cluster.id, scene.span, 0.6, "doing together")


def _units(actors: Sequence[Actor]) -> list[Actor]:
    return [a for a in actors if a.cluster.type == "Unit"]


def _draft(one: str, other: str, span: Span, confidence: float, rule: str) -> Draft:
    return Draft(one, "cooperatesWith", other, (span,), confidence, rule)
