"""Units: organisations named by a head ("Lapas", "Dinas", "Kapolres") and what the grammar lets follow it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extraction.mentions.gazetteer import Gazetteer, fold_phrase
from kg.extraction.mentions.lexicon import Head, Lexicon, fold_text
from kg.extraction.mentions.unit_names import (
    NATION,
    UnitMention,
    UnitParts,
    canonical_name,
    compared_tail,
    reference,
)
from kg.extraction.mentions.unit_tails import TailGrammar
from kg.extraction.mentions.words import Words
from kg.model import Span
from kg.vocabulary import UnitType

_LEVELS = {"i": "I", "1": "I", "ii": "II", "2": "II", "iii": "III", "3": "III", "ia": "IA", "1a": "IA", "ib": "IB",
           "iia": "IIA", "2a": "IIA", "iib": "IIB", "2b": "IIB", "iiia": "IIIA"}  # fmt: skip
_SUBTYPES = {"narkotika": "narkotika", "perempuan": "perempuan", "wanita": "perempuan", "pemuda": "pemuda",
             "terbuka": "terbuka", "khusus": "khusus"}  # fmt: skip
_OFFICE_LEVELS = frozenset({"khusus", "non", "tpi", "non-tpi"})
_DEICTIC = frozenset({"ini", "itu", "tersebut", "setempat"})
_PAUSE = frozenset(",.;:“”\"")
_LONGEST_TITLE = 9


def find_units(words: Words, lexicon: Lexicon) -> list[UnitMention]:
    """Every unit mention of a document in text order, none overlapping.

    A head without its tail ("Lapas", "polres tersebut") is an anaphoric mention; the title of a head ("Kapolres
    Nabire") is a mention of the unit. What headlines name is found where the body names it or a gazetteer has it.
    """
    grammar = UnitGrammar(words, lexicon, TailGrammar(words, lexicon))
    for _ in grammar.scan(words.headline):
        pass  # the body teaches the grammar the ends of names that titles and the headline need
    found = list(grammar.scan(0))
    return sorted([*found, *_introduced(words, lexicon, found)], key=lambda m: m.span)


@dataclass(slots=True)
class UnitGrammar:
    """Reads unit names off one document, and learns the ends of names from those that no title stands before."""

    words: Words
    lexicon: Lexicon
    tails: TailGrammar

    def scan(self, start: int) -> Iterator[UnitMention]:
        """The mentions from token ``start`` on."""
        position = start
        while position < len(self.words):
            read = self.read(position)
            if read is None:
                position = self._past_title(position)
            else:
                position, mention = read
                yield mention

    def _past_title(self, position: int) -> int:
        """The next token to look at; what a title is made of ("Kepala Pusat ...") begins no unit."""
        title = self.lexicon.titles.longest(self.words.folded, position) if self.words.capital[position] else None
        return title[0] if title is not None and title[1].role != "head" else position + 1

    def read(self, start: int) -> tuple[int, UnitMention] | None:
        """The unit that begins at token ``start``, with the index after it."""
        found = self.lexicon.heads.longest(self.words.folded, start)
        if found is None:
            return None
        end, head = found
        if self.words.is_(start - 1, *self.lexicon.words["legal"]):
            return None  # "Peraturan Menteri Hukum", "Jalan Jaksa Agung Suprapto"
        if head.upper and not self.words.tokens[start].text.isupper():
            return None
        if not self.words.capital[start]:
            return self._bare(start, end, head)
        return self._named(start, end, head) or self._bare(start, end, head)

    def _named(self, start: int, head_end: int, head: Head) -> tuple[int, UnitMention] | None:
        titled = head.title is not None or self._in_title(start)
        end, short = self._bracket(head_end)
        kind, end = self._regional_office(head.unit_type, end)
        end, short = self._bracket(end) if not short or kind is not head.unit_type else (end, short)
        kind, level, end = self._class(kind, end)
        name_end, tail_end = self._tail(kind, end, titled)
        if name_end < 0:
            return None
        first = self.words.text(start, head_end)
        if head.title is not None or kind.follows == "body":
            first = kind.label_id if kind.kind == "Dinas" and kind.follows == "place" else kind.short[0]
        if kind.follows not in ("place", "place?", "alone", "body") or kind.kind == "Dinas":
            first = f"{first} {self.words.text(end, name_end)}" if name_end > end else first
            after, introduced = self._bracket(name_end)
            short = introduced or short
            if after > name_end:
                tail_end = max(self.tails.place(after, titled, required=False), after)
                end = after
            else:
                end = name_end
        tail = self.words.text(end, tail_end) if tail_end > end and kind.follows != "alone" else ""
        parts = UnitParts(kind, first, short, level, tail)
        if kind.follows == "parent" or (not tail and kind.follows in ("number", "topic", "place?", "name")):
            composed = self._composed(start, tail_end, parts)
            if composed is not None or kind.follows == "parent":
                return composed
        parts, tail_end = self._regional_branch(parts, tail_end)
        tail_end = self._past_place_short(tail_end) if tail else tail_end
        if not titled:
            self.tails.tails.add(self.words.folded[head_end if name_end == tail_end else end : tail_end], True)
        mention = self._mention(start, tail_end, parts, titled=head.title is not None)
        if head.title is not None and not tail and head_end == start + 1 and not self._name_follows(tail_end):
            mention = replace(mention, anaphoric=True)  # "Kapolri" alone names neither man nor body
        return tail_end, mention

    def _past_place_short(self, end: int) -> int:
        """Past the short form of the place that ends a name: "Nusa Tenggara Timur (NTT)"."""
        close = self.words.closing(end)
        if close == end + 2 and self.lexicon.places.longest(self.words.folded, end + 1, close) is not None:
            return close + 1
        return end

    def _name_follows(self, position: int) -> bool:
        comma = self.words.is_(position, ",")
        after = position + 1 if comma else position
        return after < len(self.words) and self.words.capital[after] and self.words.same_sentence(position - 1, after)

    def _tail(self, kind: UnitType, end: int, titled: bool) -> tuple[int, int]:
        """Where the name proper ends and where its place ends; (-1, -1) where the type needs what is not there."""
        tails = self.tails
        if kind.follows in ("alone", "parent"):
            after = end
            while self.words.is_(after, *NATION) and kind.kind != "Pemda":
                after += 1
            return after, after
        if kind.follows in ("place", "body"):
            after = tails.more_topics(end) if kind.kind == "Dinas" else self._past_ministry(end)
            place = tails.place(after, titled)
            if place == after and kind.kind != "Dinas":
                return -1, -1
            return (after if kind.kind == "Dinas" else end), max(place, end)
        if kind.follows == "place?":
            return end, tails.place(end, titled, required=False)
        name_end = self._name_end(kind, end, titled)
        if name_end == end and kind.follows != "topic?":
            return -1, -1
        if kind.follows in ("name", "number", "label"):
            return name_end, name_end
        return name_end, tails.place(name_end, titled, required=False)

    def _name_end(self, kind: UnitType, end: int, titled: bool) -> int:
        if kind.follows in ("topic", "topic?"):
            return self.tails.topic(end, titled)
        if kind.follows == "name":
            return self.tails.name(end, titled, numbered=kind.kind == "Pendidikan")
        return self.tails.numeral(end) if kind.follows == "number" else self.tails.label(end)

    def _past_ministry(self, position: int) -> int:
        """Past a ministry's short name between an office and its place ("Kanwil Ditjenpas Kemenimipas Kalteng")."""
        found = self.lexicon.heads.longest(self.words.folded, position)
        if found is not None and found[1].unit_type.follows == "alone" and found[1].unit_type.kind == "Kementerian":
            return found[0]
        return position

    def _regional_office(self, kind: UnitType, end: int) -> tuple[UnitType, int]:
        """A "Kantor Wilayah" together with the directorate or ministry that it is an office of."""
        if kind.follows != "body":
            return kind, end
        found = self.lexicon.heads.longest(self.words.folded, end)
        if found is None or found[1].title is not None:
            return kind, end
        regional = self.lexicon.regional.get(found[1].unit_type.id)
        return (regional, found[0]) if regional is not None else (kind, end)

    def _regional_branch(self, parts: UnitParts, end: int) -> tuple[UnitParts, int]:
        """"Ditjenpas Babel": a directorate general with a province is its regional office."""
        regional = self.lexicon.regional.get(parts.unit_type.id)
        if regional is None or parts.unit_type.follows != "alone":
            return parts, end
        place = self.lexicon.places.longest(self.words.folded, end)
        if place is None or place[1] not in self.lexicon.provinces or not self.words.capital[end] or not self.words.same_sentence(end - 1, end):
            return parts, end
        return UnitParts(regional, regional.short[0], tail=self.words.text(end, place[0])), place[0]

    def _class(self, kind: UnitType, end: int) -> tuple[UnitType, str, int]:
        """Subtype and class, in either order: "Narkotika Kelas IIA", "Klas II B", "Kelas I Khusus TPI"."""
        level = ""
        position = end
        for _ in range(3):
            word = self.words.folded[position] if position < len(self.words) else ""
            subtype = self.lexicon.subtypes.get((kind.id, _SUBTYPES.get(word, "")))
            if subtype is not None:
                kind, position = subtype, position + 1
                continue
            found, after = self._level(position, bool(kind.classes))
            if not found:
                break
            level, position = found, after
            if kind.id == "kanim":
                while self.words.is_(position, *_OFFICE_LEVELS):
                    level += f" {self.words.tokens[position].text}"
                    position += 1
        return kind, level, position

    def _level(self, position: int, graded: bool) -> tuple[str, int]:
        words = self.words
        named = words.is_(position, "kelas", "klas", "kls", "tipe")
        number = position + 1 if named else position
        if number >= len(words) or not (named or (graded and words.tokens[number].text.isupper())):
            return "", position
        level = _LEVELS.get(words.folded[number], "")
        if level and words.is_(number + 1, "a", "b") and words.capital[number + 1]:
            return level + words.folded[number + 1].upper(), number + 2
        return level, number + 1 if level else position

    def _bracket(self, position: int) -> tuple[int, str]:
        """The abbreviation in brackets at ``position`` and the index after it; nothing where there is none."""
        close = self.words.closing(position)
        if close < 0 or close - position > 6:
            return position, ""
        inside = self.words.tokens[position + 1 : close]
        if not inside or not inside[0].text[0].isupper() or any(t.text.isdigit() or t.text == "," for t in inside):
            return position, ""
        short = self.words.text(position + 1, close)
        head = self.lexicon.heads.longest(self.words.folded, position + 1, close)
        return close + 1, "" if head is not None and head[1].title is not None else short

    def _composed(self, start: int, end: int, parts: UnitParts) -> tuple[int, UnitMention] | None:
        """A section with the unit that it belongs to: "Fakultas Hukum Universitas Airlangga"."""
        if not (end < len(self.words) and self.words.capital[end] and self.words.same_sentence(end - 1, end)):
            return None
        inner = self.read(end)
        if inner is None or inner[1].anaphoric or inner[1].titled:
            return None
        name = f"{canonical_name(parts)} {inner[1].name}"
        mention = self._mention(start, inner[0], parts, titled=False)
        return inner[0], replace(mention, name=name, tail=f"{mention.tail} {inner[1].tail}".strip())

    def _mention(self, start: int, end: int, parts: UnitParts, titled: bool) -> UnitMention:
        kind = parts.unit_type
        name = canonical_name(parts)
        own = name.removeprefix(kind.short[0]) if kind.follows not in ("place", "place?", "body", "alone") else ""
        tail = compared_tail(parts.tail if kind.follows in ("place", "place?", "body") else own, self.lexicon)
        if kind.naming == "each":
            tail = f"{fold_text(parts.head)} {tail}".strip()
        return UnitMention(
            "Unit",
            self.words.span(start, end),
            self.words.text(start, end),
            name,
            kind.kind,
            reference(parts, tail, self.lexicon) if tail else "",
            unit_type=kind.id,
            tail=tail,
            unit_class=parts.unit_class,
            short=parts.short,
            titled=titled,
        )

    def _bare(self, start: int, end: int, head: Head) -> tuple[int, UnitMention] | None:
        """A head alone, which means a unit named elsewhere: "Lapas", "polsek itu", "pihak rutan"."""
        kind, words = head.unit_type, self.words
        if kind.follows not in ("place", "body"):
            return None
        pointed = words.is_(end, *_DEICTIC) and words.same_sentence(start, end)
        if not (words.capital[start] or pointed or words.is_(start - 1, "pihak")):
            return None
        begin = start - 1 if words.is_(start - 1, "pihak") else start
        stop = end + 1 if pointed else end
        mention = UnitMention(
            "Unit",
            words.span(begin, stop),
            words.text(begin, stop),
            kind.short[0],
            kind.kind,
            anaphoric=True,
            unit_type=kind.id,
            titled=head.title is not None,
        )
        return stop, mention

    def _in_title(self, start: int) -> bool:
        """Whether the words before ``start`` are the title of a post, so that a person's name may follow the unit."""
        words = self.words
        for position in range(start - 1, max(-1, start - _LONGEST_TITLE), -1):
            if not words.same_sentence(position, start) or words.folded[position] in _PAUSE:
                return False
            if words.capital[position]:
                if self.lexicon.titles.longest(words.folded, position) is not None:
                    return True
            elif words.folded[position] not in ("dan", "&", "/", "(", ")"):
                return False
        return False


def _introduced(words: Words, lexicon: Lexicon, found: list[UnitMention]) -> Iterator[UnitMention]:
    """Later uses of the abbreviations that the article introduces in brackets ("... (UMMAS)", then "UMMAS")."""
    shorts: Gazetteer[UnitMention] = Gazetteer()
    for mention in found:
        if mention.short:
            shorts.add(fold_phrase(mention.short), mention)
    taken = [mention.span for mention in found]
    position = 0
    while position < len(words):
        match = shorts.longest(words.folded, position) if words.capital[position] else None
        if match is None or _overlaps(words.span(position, match[0]), taken):
            position += 1
            continue
        end, mention = match
        yield replace(mention, span=words.span(position, end), text=words.text(position, end), short="", titled=False)
        position = end


def _overlaps(span: Span, taken: list[Span]) -> bool:
    return any(span.overlaps(other) for other in taken)
