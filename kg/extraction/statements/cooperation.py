"""Cooperation: units that work together, by a cue of partnership or by signing an agreement with each other."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.entities.reading import Reading
from kg.extraction.statements.cues import actors_after, actors_before
from kg.extraction.statements.draft import Draft
from kg.extraction.statements.event_book import EventBook
from kg.extraction.statements.scenes import Actor, Scene
from kg.vocabulary import Vocabulary


def cooperation_statements(reading: Reading, vocabulary: Vocabulary) -> list[Draft]:
    """Which units of a document are said to work together."""
    book = EventBook(reading, vocabulary)
    return [draft for scene in book.scenes for draft in (*_partners(book, scene), *_signers(book, scene))]


def _partners(book: EventBook, scene: Scene) -> Iterator[Draft]:
    for cue in scene.cues:
        if any(role.role == "partner" for role in cue.roles):
            for one in _units(actors_before(book, scene, cue.start))[:1]:
                for other in _units(actors_after(book, scene, cue.end)):
                    yield _draft(one, other, scene, 0.8, "cue of partnership")


def _signers(book: EventBook, scene: Scene) -> Iterator[Draft]:
    """The first unit of a sentence about a signing works with the others there that are joined to it."""
    if scene.title or not any(h.cluster.kind == "signing" for h in scene.happenings):
        return
    units = [a for a in _units(list(scene.actors)) if book.passage.before(a.start) not in {"di", "dari", "milik"}]
    for other in units[1:]:
        yield _draft(units[0], other, scene, 0.6, "signing together")


def _units(actors: list[Actor]) -> list[Actor]:
    return [a for a in actors if a.cluster.type == "Unit"]


def _draft(one: Actor, other: Actor, scene: Scene, confidence: float, rule: str) -> Draft:
    return Draft(one.cluster.id, "cooperatesWith", other.cluster.id, (scene.span,), confidence, rule)
