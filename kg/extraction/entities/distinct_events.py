"""Distinct events: words of one family that tell of several happenings, kept apart.

"Panen itu bagian dari Panen Raya Serentak" tells of a part and a whole; "kunjungan serupa dilakukan ke Lapas Ambon" and
"panen berikutnya" of another happening; and so do words whose sentences name another day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from kg.extraction.entities.event_dates import EventDays
from kg.extraction.entities.event_groups import FORM_RANK, OWN_DATE, EventGroup
from kg.extraction.entities.reading import Reading
from kg.extraction.mentions.events import EventMention
from kg.model import Document, Mention

_PART_OF = re.compile(r"\b(?:bagian|rangkaian|kelanjutan)\b")
_LONGEST_BETWEEN, _NAME_WORDS = 60, 3
_ANOTHER = re.compile(
    r"(?:\s+\w+){0,2}?\s+(?:serupa|sejenis|berikutnya|selanjutnya|balasan|mendatang)\b", re.IGNORECASE
)
# "Penghargaan serupa" goes to others at the same ceremony.
_SHARED = frozenset(["award"])


def separate(reading: Reading, groups: Mapping[str, EventGroup], days: EventDays) -> list[EventGroup]:
    """``groups`` by family, and behind them those that their words of another happening make."""
    parts = [*groups.values()]
    wholes = [whole for group in parts for whole in _wholes(reading.document, group)]
    others = [other for group in (*parts, *wholes) for other in _others(reading, group)]
    return [*parts, *wholes, *others, *(other for group in (*parts, *wholes) for other in _of_other_days(group, days))]


def _without(group: EventGroup, taken: list[EventMention]) -> None:
    group.mentions = [m for m in group.mentions if m not in taken]


def _wholes(document: Document, group: EventGroup) -> list[EventGroup]:
    """Keep "Panen itu merupakan bagian dari Panen Raya Serentak" apart: the second is what the first is part of."""
    nouns = sorted((m for m in group.mentions if m.form == "noun"), key=lambda m: m.span)
    for part, whole in pairwise(nouns):
        between = document.text[part.span.end : whole.span.start]
        if len(between) <= _LONGEST_BETWEEN and _PART_OF.search(between) and "." not in between:
            named = [m for m in group.mentions if _same_name(m, whole) and m is not part]
            _without(group, named)
            return [EventGroup(group.family, named, whole=True)]
    return []


def _same_name(mention: EventMention, whole: EventMention) -> bool:
    """Whether a mention begins with the words of the whole's name ("Panen Raya Serentak")."""
    words = whole.phrase.lower().split()[:_NAME_WORDS]
    return len(words) > 1 and mention.phrase.lower().split()[: len(words)] == words


def _others(reading: Reading, group: EventGroup) -> list[EventGroup]:
    """What "kunjungan serupa" and "panen berikutnya" tell of, beside other words of the family."""
    found = [m for m in group.mentions if _is_another(reading, m)]
    if not found or len(found) == len(group.mentions):
        return []
    _without(group, found)
    return [EventGroup(group.family, found, apart=True)]


def _is_another(reading: Reading, mention: EventMention) -> bool:
    if mention.form != "noun" or not mention.strong or mention.kind in _SHARED:
        return False
    return _ANOTHER.match(reading.document.text, mention.span.end) is not None and _is_placed(reading, mention)


def _is_placed(reading: Reading, mention: Mention) -> bool:
    """Whether the sentence says where, when or by which body: else it tells of a habit."""
    sentence = reading.document.sentences[reading.document.sentence_index(mention.span.start)]
    if any(sentence.covers(day.span) for day in reading.dates):
        return True
    return any(True for _ in reading.inside(sentence, ("Unit", "Place")))


def _of_other_days(group: EventGroup, days: EventDays) -> list[EventGroup]:
    """What sentences tell of another day than that of the group; "razia itu" stays with what it points back at."""
    if len(group.mentions) < 2 or not days.several:
        return []
    told: dict[str, list[EventMention]] = {}
    for mention in group.mentions:
        if day := days.told(mention, group.mentions):
            told.setdefault(day, []).append(mention)
    best_first = sorted(group.mentions, key=lambda m: (FORM_RANK[m.form], m.span))
    kept = days.of(best_first) if group.kind in OWN_DATE else days.leading
    if kept not in told:
        return []  # no word of the family is sure to tell of the main day
    found = []
    for day, mentions in told.items():
        if day != kept and not _overlap(day, kept) and not any(m.definite for m in mentions):
            _without(group, mentions)
            found.append(EventGroup(group.family, mentions, apart=True))
    return found


def _overlap(one: str, other: str) -> bool:
    """Whether two dates, days or ranges, can be the same: "2025-10" holds "2025-10-29"."""
    first, _, last = one.partition("/")
    begin, _, end = other.partition("/")
    length = min(len(first), len(begin))
    return first[:length] <= (end or begin)[:length] and begin[:length] <= (last or first)[:length]
