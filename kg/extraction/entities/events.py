"""Events of one document: which words that tell of something are events, and which mean the same one.

Nouns of one family are one event unless their days or words keep them apart, and so are a headline's or a verb's words
with a noun of their family. A group of words is an event where a noun tells of one by itself, or the title does, or the
lead, "ini" or a verb of holding confirm it. The event that title and lead agree on is the main one; "kegiatan ini"
means the event before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.extraction.entities.distinct_events import separate
from kg.extraction.entities.event_dates import EventDays
from kg.extraction.entities.event_evidence import Evidence
from kg.extraction.entities.event_groups import FORM_RANK, HANDING, OWN_DATE, EventGroup
from kg.extraction.entities.event_names import event_name
from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.events import EventMention
from kg.model import Document, Mention

_HANDED = ("Penyerahan ", "Penyaluran ")
# A day that is only marked is less than what is done to mark it, and another happening less than that of the article.
_MARKED_DAY = 0.4
_COMMEMORATION = ("Peringatan HUT", "Peringatan Hari", "Perayaan HUT", "Perayaan Hari")
_OPENING, _CLOSING = ("Pembukaan", "Pelepasan"), "Penutupan"
# Kinds that are over on the day on which they begin, whatever goes on until a later one.
_ONE_DAY = frozenset(["signing", "award", "release", "ceremony", "visit", "transfer"])


def cluster_events(reading: Reading, mentions: Sequence[Mention]) -> list[Cluster]:
    """The events that ``mentions`` (of ``find_events``) stand for, main event first, with ids ``e1``, ``e2`` …

    ``reading`` holds the document's other clusters and its dates: names and dates of events are made of them.
    """
    events = [m for m in mentions if isinstance(m, EventMention)]
    evidence = Evidence(reading)
    days = EventDays(reading, evidence.lead)
    groups = [g for g in _groups(reading, events, days) if evidence.holds(g.mentions)]
    groups.sort(key=lambda g: (-_prominence(reading.document, g, evidence), min(m.span for m in g.mentions)))
    _date(groups, days)
    _add_anaphors(groups, [m for m in events if m.anaphoric])
    return [_cluster(reading, number, group) for number, group in enumerate(groups, 1)]


# -- grouping


def _groups(reading: Reading, events: Sequence[EventMention], days: EventDays) -> list[EventGroup]:
    document = reading.document
    groups: dict[str, EventGroup] = {}
    for mention in events:
        if not mention.anaphoric:
            family = _day_key(mention.family) if mention.form == "day" else mention.family
            groups.setdefault(family, EventGroup(family)).mentions.append(mention)
    _join_general(groups)
    _join_handing(groups)
    _join_adjacent(document, groups)
    return [group for group in separate(reading, groups, days) if group.mentions]


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
    bare = next((f for f, g in groups.items() if g.mentions and all(m.name == HANDING for m in g.mentions)), "")
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
    marked = marked or group.whole or group.apart
    return score * (_MARKED_DAY if marked else 1.0)


# -- dates


def _date(groups: Sequence[EventGroup], days: EventDays) -> None:
    """Give each event the day of its own words; the main one that of the lead, which others may borrow."""
    for index, group in enumerate(groups):
        best_first: list[EventMention] = sorted(group.mentions, key=lambda m: (FORM_RANK[m.form], m.span))
        own = days.of(best_first)
        if index == 0:
            lead_day = days.leading if group.kind in _ONE_DAY else days.main
            group.date = (own or lead_day) if group.kind in OWN_DATE else (lead_day or own)
        elif group.first.form == "day":
            group.date = days.marked(group.first.day, group.first.phrase)
        elif group.apart:
            group.date = own
        else:
            group.date = own or ("" if group.kind in OWN_DATE else days.leading)
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
