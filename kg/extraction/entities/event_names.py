"""Names of events: what the text calls it, with who and where if that is missing."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.entities.reading import Reading
from kg.extraction.mentions.events import EventMention
from kg.extraction.mentions.unit_names import UnitMention
from kg.model import Mention

_ENOUGH_WORDS = 6


def event_name(reading: Reading, best: EventMention, mentions: Sequence[Mention]) -> str:
    """The name of an event: the phrase of its best mention, and the unit or place nearest to it unless named there.

    "Kunjungan kerja" in "Bapas Purwokerto melakukan kunjungan kerja" becomes "Kunjungan kerja Bapas Purwokerto".
    """
    phrase = best.phrase
    if best.form == "day" or len(phrase.split()) >= _ENOUGH_WORDS:
        return phrase
    around = _nearest(reading, best, mentions)
    return f"{phrase} {around}" if around and around.split()[-1].lower() not in phrase.lower() else phrase


def _nearest(reading: Reading, best: EventMention, mentions: Sequence[Mention]) -> str:
    """The name of the first unit in a sentence that mentions the event, else of the first place there."""
    for mention in [best, *mentions]:
        sentence = reading.document.sentences[reading.document.sentence_index(mention.span.start)]
        inside = list(reading.inside(sentence, ("Unit", "Place")))
        units = [m.text if _is_short_name(m) else c.name for m, c in inside if c.type == "Unit"]
        if units:
            return units[0]
        if inside:
            return f"di {inside[0][1].name}"
    return ""


def _is_short_name(mention: Mention) -> bool:
    """Whether a unit is called so: "Kalapas Ambon" is its head."""
    return isinstance(mention, UnitMention) and not (mention.titled or "(" in mention.text)
