"""Events of one document: which words that tell of something are events, and which mean the same one.

Nouns of one family are one event, and so are a headline's or a verb's words with a noun of their family. A group of
words is an event where a noun tells of one by itself, or the title does, or the lead, "ini" or a verb of holding
confirm it. The event that title and lead agree on is the main one; "kegiatan ini" means the event before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.extraction.entities.event_dates import EventDays
from kg.extraction.entities.event_evidence import Evidence
from kg.extraction.entities.event_names import event_name
from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.events import EventMention
from kg.model import Document, Mention, Span

_FORM_RANK = {"noun": 0, "day": 1, "headline": 2, "verb": 3, "anaphor": 4}
_HANDING, _HANDED, _LAST_RANK = "Penyerahan", ("Penyerahan ", "Penyaluran "), 3.5
# A day that is only marked is less than what is done to mark it.
_MARKED_DAY = 0.4
_WHOLE = "whole"
_PART_OF = re.compile(r"\b(?:bagian|rangkaian|kelanjutan)\b")
_LONGEST_BETWEEN, _NAME_WORDS = 60, 3
_COMMEMORATION = ("Peringatan HUT", "Peringatan Hari", "Perayaan HUT", "Perayaan Hari")
_BARE = frozenset(["Peringatan", "Perayaan"])
_OPENING, _CLOSING = ("Pembukaan", "Pelepasan"), "Penutupan"
# Kinds whose date the main event does not lend: what is told of them lies before, or is told on another day.
_OWN_DATE = frozenset(["incident"])
# Kinds that are over on the day on which they begin, whatever goes on until a later one.
_ONE_DAY = frozenset(["signing", "award", "release", "ceremony", "visit", "transfer"])


@dataclass
class EventGroup:
    """Mentions that may be one event, while the clusters are being made."""

    family: str
    mentions: list[EventMention] = field(default_factory=list)
    date: str = ""

    @property
    def first(self) -> EventMention:
        """The mention that names the event best: a noun with the longest phrase before headlines and verbs."""
        return min(self.mentions, key=lambda m: (_rank(m), m.definite, -len(m.phrase), m.span))

    @property
    def kind(self) -> str:
        """The kind of the mention that names it."""
        return self.first.kind


def cluster_events(reading: Reading, mentions: Sequence[Mention]) -> list[Cluster]:
    """The events that ``mentions`` (of ``find_events``) stand for, main event first, with ids ``e1``, ``e2`` …

    ``reading`` holds the document's other clusters and its dates: names and dates of events are made of them.
    """
    events = [m for m in mentions if isinstance(m, EventMention)]
    evidence = Evidence(reading)
    groups = [g for g in _groups(reading.document, events) if evidence.holds(g.mentions)]
    groups.sort(key=lambda g: (-_prominence(reading.document, g, evidence), min(m.span for m in g.mentions)))
    _date(reading, groups, evidence.lead)
    _add_anaphors(groups, [m for m in events if m.anaphoric])
    return [_cluster(reading, number, group) for number, group in enumerate(groups, 1)]


def _rank(mention: EventMention) -> float:
    """Nouns first; but a bare "peringatan" tells less than the day that it marks."""
    if mention.name == _HANDING:
        return _LAST_RANK  # what is handed over says more
    bare = mention.form == "noun" and mention.phrase in _BARE
    return 1.5 if bare else _FORM_RANK[mention.form]


# -- grouping


def _groups(document: Document, events: Sequence[EventMention]) -> list[EventGroup]:
    groups: dict[str, EventGroup] = {}
    for mention in events:
        if not mention.anaphoric:
            family = _day_key(mention.family) if mention.form == "day" else mention.family
            groups.setdefault(family, EventGroup(family)).mentions.append(mention)
    _join_general(groups)
    _join_handing(groups)
    _join_adjacent(document, groups)
    _split_wholes(document, groups)
    return [group for group in groups.values() if group.mentions]


def _day_key(family: str) -> str:
    """What two names of one commemoration share: its first two words and its ordinal."""
    ordinal = re.search(r"ke (\d+)", family)
    words = family.split()
    return f"{words[0]} {ordinal[1]}" if words[0] == "hut" and ordinal else " ".join(words[:3])


def _join_general(groups: dict[str, EventGroup]) -> None:
    """Let a general family ("signing") join the first of its special ones ("signing-pks") that the text has."""
    for family in [f for f in groups if "-" not in f]:
        special = [g for f, g in groups.items() if f.startswith(f"{family}-")]
        if special:
            target = min(special, key=lambda g: min(m.span for m in g.mentions))
            target.mentions += groups.pop(family).mentions


def _join_handing(groups: dict[str, EventGroup]) -> None:
    """Let a bare "penyerahan" mean the first handing-over of which the text says what is handed over."""
    bare = next((f for f, g in groups.items() if g.mentions and all(m.name == _HANDING for m in g.mentions)), "")
    named = [g for g in groups.values() if any(m.name.startswith(_HANDED) for m in g.mentions)]
    if bare and named:
        min(named, key=lambda g: min(m.span for m in g.mentions)).mentions += groups.pop(bare).mentions


def _join_adjacent(document: Document, groups: dict[str, EventGroup]) -> None:
    """Let "upacara peringatan HUT …" be one event: a day joins the noun that stands right before it."""
    owner = {m.span: g for g in groups.values() for m in g.mentions}
    ordered = sorted(owner)
    for before, after in pairwise(ordered):
        first, second = owner[before], owner[after]
        touching = document.text[before.end : after.start].strip(" ") in {"", "dalam rangka"}
        day = next(m for m in second.mentions if m.span == after)
        if first is not second and touching and day.form == "day" and first.kind in {"ceremony", "religious"}:
            first.mentions += second.mentions
            owner.update((m.span, first) for m in second.mentions)
            second.mentions.clear()


def _split_wholes(document: Document, groups: dict[str, EventGroup]) -> None:
    """Keep "Panen itu merupakan bagian dari Panen Raya Serentak" apart: the second is what the first is part of."""
    for family, group in list(groups.items()):
        nouns = sorted((m for m in group.mentions if m.form == "noun"), key=lambda m: m.span)
        for part, whole in pairwise(nouns):
            between = document.text[part.span.end : whole.span.start]
            if len(between) <= _LONGEST_BETWEEN and _PART_OF.search(between) and "." not in between:
                named = [m for m in group.mentions if _same_name(m, whole) and m is not part]
                groups[f"{family} {_WHOLE}"] = EventGroup(f"{family} {_WHOLE}", named)
                group.mentions = [m for m in group.mentions if m not in named]
                break


def _same_name(mention: EventMention, whole: EventMention) -> bool:
    """Whether a mention begins with the words of the whole's name ("Panen Raya Serentak")."""
    words = whole.phrase.lower().split()[:_NAME_WORDS]
    return len(words) > 1 and mention.phrase.lower().split()[: len(words)] == words


# -- judging


def _prominence(document: Document, group: EventGroup, evidence: Evidence) -> float:
    """How much the article is about this event: title, lead and later mentions, nouns before verbs."""
    weight = {"noun": 1.0, "headline": 1.0, "day": 0.3, "verb": 0.5}
    score = 0.0
    for mention in group.mentions:
        place = 2.0 if mention.span.start < document.body or evidence.in_lead(mention) else 0.6
        score += weight[mention.form] * place * (1.0 if mention.strong else 0.7)
        score += 0.3 * mention.definite + 0.2 * mention.held
    marked = group.first.phrase.startswith(_COMMEMORATION) and not any(m.held for m in group.mentions)
    marked = marked or group.family.endswith(_WHOLE)
    return score * (_MARKED_DAY if marked else 1.0)


# -- dates


def _date(reading: Reading, groups: Sequence[EventGroup], lead: Span) -> None:
    """Give each event the day of its own words; the main one that of the lead, which others may borrow."""
    days = EventDays(reading, lead)
    for index, group in enumerate(groups):
        best_first: list[EventMention] = sorted(group.mentions, key=lambda m: (_FORM_RANK[m.form], m.span))
        own = days.of(best_first)
        if index == 0:
            lead_day = days.leading if group.kind in _ONE_DAY else days.main
            group.date = (own or lead_day) if group.kind in _OWN_DATE else (lead_day or own)
        elif group.first.form == "day":
            group.date = days.marked(group.first.day, group.first.phrase)
        else:
            group.date = own or ("" if group.kind in _OWN_DATE else days.leading)
        group.date = _end_of(group)


def _end_of(group: EventGroup) -> str:
    """The date of a group; of an opening the first day of several, of a closing the last one."""
    first, _, last = group.date.partition("/")
    if last and group.first.phrase.startswith(_OPENING):
        return first
    return last if last and group.first.phrase.startswith(_CLOSING) else group.date


# -- back-references and clusters


def _add_anaphors(groups: Sequence[EventGroup], anaphors: Sequence[EventMention]) -> None:
    """Let "kegiatan ini" mean the last event named before it in running text, else the main one.

    The "upacara" of "inspektur upacara" means the ceremony of which other words tell, where there is one.
    """
    if not groups:
        return
    named = sorted(((m, g) for g in groups for m in g.mentions if m.form == "noun"), key=lambda pair: pair[0].span)
    for anaphor in anaphors:
        same = next((g for g in groups if anaphor.family and g.family == anaphor.family), None)
        if same is not None:
            same.mentions.append(anaphor)
            continue
        before = [g for m, g in named if m.span < anaphor.span]
        (before[-1] if before and before[-1] is groups[0] else groups[0]).mentions.append(anaphor)


def _cluster(reading: Reading, number: int, group: EventGroup) -> Cluster:
    mentions = tuple(sorted(group.mentions, key=lambda m: m.span))
    name = event_name(reading, group.first, mentions)
    return Cluster(f"e{number}", "Event", name, mentions, group.kind, group.date)
