"""Event words: the triggers of the vocabulary, ready to be looked up in running text and in titles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.extraction.mentions.gazetteer import Gazetteer, fold_phrase
from kg.vocabulary import EventTrigger, Vocabulary

EventForm = Literal["noun", "verb", "headline", "day", "anaphor"]
Reading = tuple[EventTrigger, EventForm]

# An object stands at most this many words behind its verb or noun: "menyerahkan secara simbolis SK remisi".
_OBJECT_WITHIN = 6


@dataclass(frozen=True, slots=True)
class EventWords:
    """``text`` and ``title`` map a phrase to what it can mean; ``holding`` are verbs that say an event takes place."""

    text: Gazetteer[tuple[Reading, ...]]
    title: Gazetteer[tuple[Reading, ...]]
    holding_before: frozenset[str]
    holding_after: frozenset[str]
    days: tuple[tuple[str, str], ...]

    def day_of(self, name: str) -> str:
        """The day of the year ("MM-DD") of a commemoration, by its name in lower case; empty where it has none."""
        return next((day for words, day in self.days if f" {words} " in f" {name} "), "")


@cache
def event_words(vocabulary: Vocabulary) -> EventWords:
    """The event words of a vocabulary."""
    triggers = vocabulary.event_triggers
    nouns = [(form, (t, "noun")) for t in triggers for noun in t.nouns for form in (noun, f"{noun}nya")]
    verbs = [(verb, (t, "verb")) for t in triggers for verb in t.verbs]
    headlines = [(form, (t, "headline")) for t in triggers for form in t.headline]
    cues = vocabulary.role_cues
    before = {c.cue for c in cues if c.role == "performedBy" and c.direction == "before"}
    after = {c.cue for c in cues if c.direction == "after" and c.cue.startswith("di") and " " not in c.cue}
    return EventWords(
        _gazetteer([*nouns, *verbs]),
        _gazetteer([*headlines, *nouns, *verbs]),
        frozenset(before | {"mengikuti", "menghadiri", "menjalani"}),
        frozenset(after | {"berlangsung", "dimulai", "dirangkai", "dirangkaikan", "dilangsungkan"}),
        tuple(sorted(((d.words, d.day) for d in vocabulary.named_days), key=lambda d: (-len(d[0].split()), d))),
    )


def _gazetteer(entries: Iterable[tuple[str, tuple[EventTrigger, str]]]) -> Gazetteer[tuple[Reading, ...]]:
    readings: dict[tuple[str, ...], list[Reading]] = {}
    for phrase, (trigger, form) in entries:
        readings.setdefault(fold_phrase(phrase), []).append((trigger, form))  # type: ignore[arg-type]
    found: Gazetteer[tuple[Reading, ...]] = Gazetteer()
    for words, meant in readings.items():
        found.add(words, tuple(meant))
    return found


@cache
def object_phrases(trigger: EventTrigger) -> frozenset[tuple[str, ...]]:
    """The objects of a trigger as folded words."""
    return frozenset(fold_phrase(phrase) for phrase in trigger.objects)


def meant(readings: Iterable[Reading], words: list[str], end: int) -> Reading | None:
    """Which of several readings the words from ``end`` on decide for: one whose object follows, else one without."""
    plain: Reading | None = None
    for reading in readings:
        objects = object_phrases(reading[0])
        if not objects:
            plain = plain or reading
        elif any(_follows(words, end, phrase) for phrase in objects):
            return reading
    return plain


def _follows(words: list[str], end: int, phrase: tuple[str, ...]) -> bool:
    for start in range(end, min(end + _OBJECT_WITHIN, len(words))):
        if words[start] in {".", ";", "”", '"'}:
            return False
        if tuple(words[start : start + len(phrase)]) == phrase:
            return True
    return False
