"""Unit names: the parts that an organisation's name is made of, and the canonical name they give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extraction.mentions.lexicon import AREA_WORDS, Lexicon, fold_text
from kg.model import Mention
from kg.vocabulary import UnitType

_CODE = re.compile(r"[0-9/\-]+|[ivx]+")
_BRACKET = re.compile(r"\s*\([^)]*\)")
NATION = frozenset({"ri", "republik", "indonesia"})


@dataclass(frozen=True, slots=True)
class UnitMention(Mention):
    """A mention of an organisation with the parts of its name.

    ``unit_type`` is the id of its row in ``unit_types.tsv``, empty where no row fits; ``tail`` what its name ends in,
    folded ("siak sri indrapura"), empty for a bare "Lapas"; ``unit_class`` "IIB" or empty; ``short`` the abbreviation
    that the article introduces with it ("TPP"); ``titled`` whether the words are the title of its head ("Kalapas
    Calang"), ``placed`` whether they name its place. ``whole`` is the unit that the name says it is a part of ("Polres
    Nabire" of "Satreskrim Polres Nabire"), ``nested`` whether the mention stands inside that of a part.
    """

    unit_type: str = ""
    tail: str = ""
    unit_class: str = ""
    short: str = ""
    titled: bool = False
    placed: bool = False
    whole: UnitMention | None = None
    nested: bool = False

    def wholes(self) -> Iterator[UnitMention]:
        """The units that it is a part of by its name, the nearest first."""
        if self.whole is not None:
            yield replace(self.whole, nested=True)
            yield from self.whole.wholes()


@dataclass(frozen=True, slots=True)
class UnitParts:
    """What the grammar read: the type, its words up to the tail, the bracketed short form, class and tail words."""

    unit_type: UnitType
    head: str
    short: str = ""
    unit_class: str = ""
    tail: str = ""


def usual_form(kind: UnitType) -> str:
    """The short form that a kind of unit usually goes by, or its name where it has none."""
    return kind.short[0] if kind.short else kind.label_id


def canonical_name(parts: UnitParts) -> str:
    """The name by the guidelines: short form, class and place for the corrections service, else the article's words.

    "Long Form (LF) Tail" is "LF Tail", "Long Form (LF)" stays the long form.
    """
    kind = parts.unit_type
    tail = _BRACKET.sub("", parts.tail)
    if kind.naming == "long":
        return kind.label_id
    level = f"Kelas {parts.unit_class}" if parts.unit_class else ""
    if kind.naming in ("short", "full"):
        head = kind.label_id if kind.naming == "full" else usual_form(kind)
        tail = tail.removeprefix("Provinsi ") if kind.kind == "Kanwil" else tail
        return " ".join(part for part in (head, level, tail) if part)
    head = _head(parts) if parts.short and tail else parts.head
    return " ".join(part for part in (head, level, tail) if part)


def _head(parts: UnitParts) -> str:
    """The short form, or where that alone does not say what it is, the first word with it ("Dinas PUPR")."""
    whole = parts.unit_type.short[0] if parts.unit_type.short else ""
    first = whole if whole and parts.head.startswith(whole) else parts.head.split()[0]
    known = any(parts.short in (*t.short, t.label_id) for t in (parts.unit_type,))
    alone = (
        known or parts.short[:2].lower() == first[:2].lower() or (parts.short.isupper() and parts.short[0] == first[0])
    )
    return parts.short if alone or first.startswith("Kepolisian") else f"{first} {parts.short}"


def compared_tail(tail: str, lexicon: Lexicon) -> str:
    """The tail of a name for comparison: folded, without area words, a region's short form written out."""
    folded = [w for w in fold_text(_BRACKET.sub("", tail)).split() if w not in NATION]
    words = [w for i, w in enumerate(folded) if w not in AREA_WORDS or i == len(folded) - 1]
    while len(words) > 1 and _CODE.fullmatch(words[0]):  # "0706/Temanggung", "II/Sriwijaya"
        words = words[1:]
    result: list[str] = []
    position = 0
    while position < len(words):
        place = lexicon.places.longest(words, position)
        if place is not None:
            position, name = place
            result.append(name)
        else:
            result.append(words[position])
            position += 1
    return " ".join(result)


def reference(parts: UnitParts, tail: str, lexicon: Lexicon) -> str:
    """The id of the one row of the authority list that kind, place, class and subtype allow; empty where not unique."""
    kind = parts.unit_type
    rows = lexicon.authority.get((kind.kind, tail), ())
    subtype = kind.id.partition("-")[2]
    if kind.kind == "Kanwil":
        rows = rows if kind.id == "kanwil-ditjenpas" else ()
    elif kind.kind in ("Lapas", "Rutan"):
        rows = tuple(row for row in rows if (row.subtype == subtype if subtype else row.subtype == "umum"))
    if parts.unit_class:
        rows = tuple(row for row in rows if row.unit_class in (parts.unit_class, ""))
    return rows[0].id if len(rows) == 1 else ""
