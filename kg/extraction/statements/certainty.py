"""Certainty: whether the clause around an event asserts it, plans it, denies it or only alleges it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from kg.extraction.mentions.gazetteer import Gazetteer
from kg.extraction.statements.draft import Draft
from kg.extraction.statements.event_book import EventBook
from kg.extraction.statements.scenes import Happening, Scene
from kg.model import Certainty
from kg.vocabulary import Vocabulary

# A cue stands at most this many words before the event's word, in the same clause.
_REACH = 5
_CLAUSE_MARKS = frozenset([",", ".", ";", ":", "yang", "karena", "sebab", "agar", "supaya", "setelah", "usai"])


def with_certainty(book: EventBook, drafts: Iterable[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """The drafts, each with the certainty of the event that it is about, or whose sentence it comes from."""
    found = _certainties(book, vocabulary)
    return [replace(draft, certainty=found.get(draft.subject, draft.certainty)) for draft in drafts]


@cache
def _cues(vocabulary: Vocabulary) -> Gazetteer[Certainty]:
    return Gazetteer((cue.cue, cue.certainty) for cue in vocabulary.certainty_cues)  # type: ignore[misc]


def _certainties(book: EventBook, vocabulary: Vocabulary) -> dict[str, Certainty]:
    """Events that every sentence naming them (but for the title) plans, denies or alleges, and how."""
    seen: dict[str, list[Certainty]] = {}
    for scene in book.body:
        for happening in scene.happenings:
            if happening.form != "anaphor":
                told = _certainty(book, scene, happening, _cues(vocabulary))
                seen.setdefault(happening.cluster.id, []).append(told)
    return {event: told[0] for event, told in seen.items() if "asserted" not in told}


def _certainty(book: EventBook, scene: Scene, happening: Happening, cues: Gazetteer[Certainty]) -> Certainty:
    """By the words before the event's word ("akan menggelar razia"), for a noun also behind ("razia akan digelar")."""
    words = book.passage.words
    before = range(happening.start - 1, max(scene.start, happening.start - _REACH) - 1, -1)
    behind = range(happening.end, min(scene.end, happening.end + _REACH)) if happening.form == "noun" else range(0)
    for positions in (before, behind):
        found: list[Certainty] = []
        for position in positions:
            if words[position] in _CLAUSE_MARKS:
                break
            match = cues.longest(words, position, scene.end)
            found += [match[1]] if match is not None else []
        if found:
            return "negated" if "negated" in found else found[0]  # "belum dijadwalkan" plans nothing
    return "asserted"
