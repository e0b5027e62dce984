"""Tagging: mentions that the model sees and rules did not, made into mentions like theirs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.extraction.mentions.events import EventMention
from kg.extraction.mentions.lexicon import fold_text
from kg.extraction.mentions.unit_names import UnitMention
from kg.model import Document, EntityType, Mention, Span

_POINTING = ("ini", "itu", "tersebut")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A stretch that the model takes for a mention: type, characters, kind, and how sure it is (0..1)."""

    type: EntityType
    span: Span
    kind: str = ""
    score: float = 1.0


def add_tagged(
    document: Document,
    mentions: Sequence[Mention],
    tagged: Sequence[Tagged],
    trusted: Collection[tuple[str, Span]] = frozenset(),
) -> list[Mention]:
    """``mentions`` with those of ``tagged`` added, in text order.

    A mention of the rules that overlaps a tagged one gives way, unless it is ``trusted`` (type and span): then the
    tagged one is left out. Words that only point back ("kegiatan ini") are left to the
    rules, which know what they mean.
    """
    found, kept = list(mentions), set(trusted)
    for one in sorted(tagged, key=lambda t: (-t.score, t.span, t.type)):
        rivals = [m for m in found if m.span.overlaps(one.span) and m.type not in ("Post", "Date")]
        words = one.span.of(document.text).lower().split()
        if words and words[-1] not in _POINTING and not any((m.type, m.span) in kept for m in rivals):
            found = [m for m in found if m not in rivals]
            found.append(_mention(document, one))
            kept.add((one.type, one.span))
    return sorted(found, key=lambda m: (m.span, m.type))


def _mention(document: Document, tagged: Tagged) -> Mention:
    text = tagged.span.of(document.text)
    name = " ".join(text.split())
    if tagged.type == "Event":
        phrase = name[:1].upper() + name[1:]
        return EventMention(
            "Event", tagged.span, text, name, tagged.kind, phrase=phrase, family=fold_text(name), strong=True
        )
    if tagged.type == "Unit":
        return UnitMention("Unit", tagged.span, text, name, tagged.kind, tail=fold_text(name))
    return Mention(tagged.type, tagged.span, text, name, tagged.kind)
