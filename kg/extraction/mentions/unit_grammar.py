"""Unit grammar: the name of one organisation, read from its head on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extraction.mentions.lexicon import Head, Lexicon, fold_text
from kg.extraction.mentions.unit_classes import read_class
from kg.extraction.mentions.unit_names import (
    NATION,
    UnitMention,
    UnitParts,
    canonical_name,
    compared_tail,
    reference,
    usual_form,
)
from kg.extraction.mentions.unit_tails import TailGrammar
from kg.extraction.mentions.words import Words
from kg.vocabulary import UnitType

_DEICTIC = frozenset({"ini", "itu", "tersebut", "setempat"})
_PAUSE = frozenset(',.;:“”"')
_BY_PLACE = ("place", "place?", "body")
# What only the unit that it belongs to completes, and what that one completes as well as a place or a name of its own.
_PARTS = frozenset({"parent", "part"})
_COMPLETED = frozenset({"place", "name"})
_IN_PARTS = frozenset({"number", "topic", "topic?", "place?", "name"})
# Kinds whose units are never named after a province alone: "lapas dan rutan Jatim" are many.
_LOCAL = frozenset({"Lapas", "Rutan", "Bapas", "LPKA", "LPP", "Rupbasan"})
_LONGEST_TITLE = 9
# Things that an official has by office: "rumah dinas", no department.
_OFFICIAL_THINGS = frozenset({"rumah", "mobil", "kendaraan", "perjalanan", "pakaian", "surat", "nota"})


@dataclass(slots=True)
class _Name:
    """A name while it is being read; all numbers are indices of tokens, ``stop`` where the name ends so far."""

    start: int
    stop: int
    head: Head
    kind: UnitType
    titled: bool
    first: str
    short: str = ""
    level: str = ""
    own: str = ""
    tail: str = ""
    known: bool = False

    @property
    def parts(self) -> UnitParts:
        """The parts as the canonical name is made of them."""
        head = f"{self.first} {self.own}" if self.own else self.first
        return UnitParts(self.kind, head, self.short, self.level, self.tail)


@dataclass(slots=True)
class UnitGrammar:
    """Reads unit names off one document, and learns the ends of names from those that no title stands before."""

    words: Words
    lexicon: Lexicon
    tails: TailGrammar

    def read(self, start: int) -> tuple[int, UnitMention] | None:
        """The unit that begins at token ``start``, with the index after it."""
        found = self.lexicon.heads.longest(self.words.folded, start)
        if found is None or self.words.is_(start - 1, *self.lexicon.words["legal"]):
            return None  # "Peraturan Menteri Hukum", "Jalan Jaksa Agung Suprapto"
        end, head = found
        if self._is_other_word(start, end, head):
            return None
        if head.upper and not self.words.tokens[start].text.isupper():
            return None
        if not self.words.capital[start] and not self._begins_small(start, end, head):
            return self._bare(start, end, head)
        if head.unit_type.follows == "behind":
            return self._behind(start, end, head)
        return self._named(start, end, head) or self._bare(start, end, head)

    def _begins_small(self, start: int, end: int, head: Head) -> bool:
        """Whether a head is one although its first word has no capital: "tim Inafis", "kelompok tani Maju Bersama"."""
        capital = self.words.capital
        if head.title is not None or end < start + 2:
            return False
        named = head.unit_type.follows == "name" and end < self.words.count and capital[end]
        return capital[end - 1] or named

    def _is_other_word(self, start: int, end: int, head: Head) -> bool:
        """Whether the head's words belong to something else: "Brigjen TNI", "Rumah Dinas Bupati", "sidang TPP"."""
        words = self.words
        if head.unit_type.kind == "TNI":
            ranks = (self.lexicon.before.longest(words.folded, i) for i in range(max(0, start - 2), start))
            return any(rank is not None and rank[1].kind.startswith("rank") and rank[0] >= end for rank in ranks)
        if words.is_(start, "dinas") and words.is_(start - 1, *_OFFICIAL_THINGS):
            return True
        return head.unit_type.kind == "Tim" and words.is_(start - 1, "sidang") and end == start + 1

    def _named(self, start: int, end: int, head: Head) -> tuple[int, UnitMention] | None:
        titled = head.title is not None or self._in_title(start)
        name = _Name(start, end, head, head.unit_type, titled, self.words.text(start, end))
        self._read_head(name)
        name.kind, name.level, name.stop = read_class(self.words, self.lexicon, self._settled(name), name.stop)
        if not titled and name.kind.follows in _COMPLETED and self._is_local(name.stop):
            return self._composed(name)
        if not (self._read_by_place(name) if name.kind.follows in _BY_PLACE else self._read_by_name(name)):
            return None
        if name.kind.follows in _PARTS or self._may_be_part(name):
            composed = self._composed(name)
            if composed is not None or name.kind.follows in _PARTS:
                return composed
        return self._finished(name)

    def _may_be_part(self, name: _Name) -> bool:
        """Whether the unit that follows can be what this one is a part of."""
        if name.tail:
            return False
        return name.kind.follows in _IN_PARTS or (name.kind.follows == "name" and self._is_local(name.stop))

    def _is_local(self, position: int) -> bool:
        """Whether a unit of a service that is ordered by places begins here: "Lapas ...", "Polres ...", "Kodim ..."."""
        found = self.lexicon.heads.longest(self.words.folded, position) if position < self.words.count else None
        if found is None or found[1].title is not None or found[1].upper:
            return False
        return found[1].unit_type.follows == "place" and found[1].unit_type.naming in ("short", "full")

    def _settled(self, name: _Name) -> UnitType:
        """The type of a short form that may stand for two, by whether a known place is all that follows."""
        rival = self.lexicon.rivals.get(fold_text(self.words.text(name.start, name.stop)))
        if rival is None or self.words.is_(name.stop, "(") or name.kind.follows != "place":
            return name.kind
        place = self.lexicon.places.longest(self.words.folded, name.stop)
        end = self.tails.name(name.stop, titled=False)
        return name.kind if place is not None and place[0] >= end else rival

    def _behind(self, start: int, end: int, head: Head) -> tuple[int, UnitMention] | None:
        """A name that its kind stands behind: "Qantas Airways", "Indonesia Financial Group (IFG)"."""
        words, lexicon = self.words, self.lexicon
        begin = start
        while begin > words.headline and words.capital[begin - 1] and words.same_sentence(begin - 1, start):
            word = words.folded[begin - 1]
            if words.first[begin - 1] or lexicon.stops(word) or lexicon.heads.longest(words.folded, begin - 1, begin):
                break
            begin -= 1
        if begin == start:
            return None
        stop, short = self._bracket(end)
        own = words.text(begin, end)
        return stop, self._mention(begin, stop, UnitParts(head.unit_type, own, short), own, titled=False)

    def _read_head(self, name: _Name) -> None:
        """The head with its bracketed short form, which may stand inside it: "Tim Penggerak (TP) PKK"."""
        words, heads = self.words, self.lexicon.heads
        head_end = name.stop
        name.stop, name.short = self._bracket(name.stop)
        if name.short:
            bridged = [*words.folded[name.start : head_end], *words.folded[name.stop : name.stop + 5]]
            whole = heads.longest(bridged, 0)
            if whole is not None and whole[0] > head_end - name.start and whole[1].title is None:
                name.stop += whole[0] - (head_end - name.start)
                name.kind, name.short = whole[1].unit_type, ""
                name.first = usual_form(name.kind)
                name.stop, _ = self._bracket(name.stop)
        regional = self._regional_office(name.kind, name.stop)
        if regional is not None:
            name.kind, name.stop = regional
            name.stop, _ = self._bracket(name.stop)
        if name.kind.follows in ("topic", "label", "topic?"):
            self._recognise_short(name)
        if name.head.title is not None or name.kind.follows == "body":
            dinas = name.kind.kind == "Dinas" and name.kind.follows == "place"
            name.first = name.kind.label_id if dinas else usual_form(name.kind)

    def _read_by_place(self, name: _Name) -> bool:
        """What a place completes: "Lapas ... Calang", "BNN" perhaps "Kota Bontang"."""
        kind, tails = name.kind, self.tails
        required = kind.follows != "place?"
        if kind.kind == "Dinas":
            more = tails.more_topics(name.stop)
            name.own, name.stop = self.words.text(name.stop, more) if more > name.stop else "", more
            self._read_introduced(name)
        else:
            name.stop = self._past_ministry(name.stop) if required else name.stop
        end = tails.place(name.stop, name.titled, required=required)
        if end == name.stop:
            return not required or kind.kind == "Dinas"
        name.tail, name.stop = self.words.text(name.stop, end), self._past_place_short(end)
        return not self._is_region_wide(name)

    def _is_region_wide(self, name: _Name) -> bool:
        tail = compared_tail(name.tail, self.lexicon)
        listed = (name.kind.kind, tail) in self.lexicon.authority
        return name.kind.kind in _LOCAL and tail in self.lexicon.provinces and not listed

    def _read_by_name(self, name: _Name) -> bool:
        """What a field of work, a proper name or a numeral completes, perhaps with a place behind it."""
        kind, words = name.kind, self.words
        if kind.follows == "part":
            end = self.tails.part(name.stop)
            name.own = words.text(name.stop, end) if end > name.stop else ""
            name.stop, name.short = self._bracket(end)
            return not name.titled
        if kind.follows in ("alone", "parent"):
            while words.is_(name.stop, *NATION) and words.same_sentence(name.start, name.stop):
                name.stop += 1
            return True
        end = self._name_end(kind, name.stop, name.titled)
        if end == name.stop and kind.follows != "topic?":
            return False
        name.own, name.stop = words.text(name.stop, end) if end > name.stop else "", end
        bracketed = self._read_introduced(name)
        goes_on = name.stop < words.count and words.capital[name.stop] and not name.titled
        if bracketed and kind.follows == "name" and goes_on:
            after = self.tails.name(name.stop, name.titled)
            if after > name.stop:
                name.first, name.own, name.stop = name.short, words.text(name.stop, after), after
                return after > end
        if kind.follows in ("topic", "topic?") or bracketed:
            end = self.tails.place(name.stop, name.titled, required=False)
            name.tail, name.stop = words.text(name.stop, end) if end > name.stop else "", end
        return True

    def _read_introduced(self, name: _Name) -> bool:
        """The short form in brackets behind a name; whether there is one."""
        stop, short = self._bracket(name.stop)
        found = stop > name.stop
        name.stop, name.short = stop, short or name.short
        if found and name.kind.follows in ("topic", "label"):
            self._recognise_short(name)
        return found

    def _recognise_short(self, name: _Name) -> None:
        """Take the type of a bracketed short form that is known: "Badan Pengawas Pemilu (Bawaslu)"."""
        known = self.lexicon.heads.longest(fold_text(name.short).split(), 0) if name.short else None
        if known is not None and known[1].title is None and known[1].unit_type.naming != "each":
            name.kind, name.known = known[1].unit_type, True

    def _finished(self, name: _Name) -> tuple[int, UnitMention]:
        parts, stop = self._regional_branch(name.parts, name.stop)
        if not name.titled and (name.own or name.tail):
            self.tails.tails.add(fold_text(name.tail or name.own).split(), True)
            self.tails.tails.add(compared_tail(name.tail, self.lexicon).split(), True)
        own = "" if parts.unit_type is not name.kind or name.known else name.own
        mention = self._mention(name.start, stop, parts, own, titled=name.head.title is not None)
        one_word = self.words.is_(name.start, fold_text(mention.text))
        if name.head.title is not None and not name.tail and one_word and not self._name_follows(stop):
            mention = replace(mention, anaphoric=True)  # "Kapolri" alone names neither man nor body
        return stop, mention

    def _past_place_short(self, end: int) -> int:
        """Past the short form of the place that ends a name: "Nusa Tenggara Timur (NTT)"."""
        close = self.words.closing(end)
        if close == end + 2 and self.lexicon.places.longest(self.words.folded, end + 1, close) is not None:
            return close + 1
        return end

    def _name_follows(self, position: int) -> bool:
        """Whether a capitalised word that is no title and no unit follows, perhaps behind a comma."""
        words = self.words
        after = position + 1 if words.is_(position, ",") else position
        if after >= words.count or not words.capital[after] or not words.same_sentence(position - 1, after):
            return False
        tables = (self.lexicon.heads, self.lexicon.titles)
        return all(table.longest(words.folded, after) is None for table in tables)

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

    def _regional_office(self, kind: UnitType, end: int) -> tuple[UnitType, int] | None:
        """A "Kantor Wilayah" together with the directorate or ministry that it is an office of."""
        if kind.follows != "body":
            return None
        found = self.lexicon.heads.longest(self.words.folded, end)
        if found is None or found[1].title is not None:
            return None
        regional = self.lexicon.regional.get(found[1].unit_type.id)
        return (regional, found[0]) if regional is not None else None

    def _regional_branch(self, parts: UnitParts, end: int) -> tuple[UnitParts, int]:
        """A directorate general with a province is its regional office: "Ditjenpas Babel"."""
        regional = self.lexicon.regional.get(parts.unit_type.id)
        if regional is None or parts.unit_type.follows != "alone":
            return parts, end
        place = self.lexicon.places.longest(self.words.folded, end)
        if place is None or place[1] not in self.lexicon.provinces:
            return parts, end
        if not self.words.capital[end] or not self.words.same_sentence(end - 1, end):
            return parts, end
        return UnitParts(regional, usual_form(regional), tail=self.words.text(end, place[0])), place[0]

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

    def _composed(self, name: _Name) -> tuple[int, UnitMention] | None:
        """A section with the unit that it belongs to: "Fakultas Hukum Universitas Airlangga"."""
        end, words = name.stop, self.words
        if not (end < words.count and words.capital[end] and words.same_sentence(end - 1, end)):
            return None
        inner = self.read(end)
        if inner is None or inner[1].anaphoric or inner[1].titled:
            return None
        mention = self._mention(name.start, inner[0], name.parts, name.own, titled=False)
        whole = f"{canonical_name(name.parts)} {inner[1].name}"
        tail = f"{mention.tail} {inner[1].tail}".strip()
        mention = replace(mention, name=whole, placed=True, tail=tail)
        return inner[0], replace(mention, whole=inner[1]) if self._is_whole(name.kind, inner[1]) else mention

    def _is_whole(self, kind: UnitType, unit: UnitMention) -> bool:
        """Whether the unit in the name of a part is one of its own, and no more words of the part's name."""
        local = self.lexicon.vocabulary.unit_type_by_id[unit.unit_type].naming in ("short", "full")
        if kind.follows == "name":
            return local
        if (
            kind.kind == "Perusahaan" or unit.kind == "Legislatif"
        ):  # "Bulog Kanwil NTT"; the one parliament needs no name
            return unit.kind == kind.kind and (unit.kind == "Perusahaan" or bool(unit.tail))
        return local or not (kind.kind == "Tim" and unit.kind == "TNI")  # "Satgas Pamtas Yonif ..." is the battalion

    def _mention(self, start: int, end: int, parts: UnitParts, own: str, titled: bool) -> UnitMention:
        kind = parts.unit_type
        tail = compared_tail(parts.tail, self.lexicon)
        own = fold_text(parts.head) if kind.naming == "each" else fold_text(own)
        span = self.words.span(start, end)
        return UnitMention(
            "Unit",
            span,
            span.of(self.words.document.text),
            canonical_name(parts),
            kind.kind,
            reference(parts, tail, self.lexicon) if tail else "",
            unit_type=kind.id,
            tail=f"{own} {tail}".strip(),
            unit_class=parts.unit_class,
            short=parts.short,
            titled=titled,
            placed=bool(tail),
        )

    def _bare(self, start: int, end: int, head: Head) -> tuple[int, UnitMention] | None:
        """A head alone, which means a unit named elsewhere: "Lapas", "polsek itu", "pihak rutan"."""
        kind, words = head.unit_type, self.words
        if kind.follows not in ("place", "body"):
            return None
        pointed = words.is_(end, *_DEICTIC) and words.same_sentence(start, end)
        governs = kind.kind == "Pemda" and end == start + 1  # "pemkab" means the one that the article is about
        if not (words.capital[start] or pointed or governs or words.is_(start - 1, "pihak")):
            return None
        begin = start - 1 if words.is_(start - 1, "pihak") else start
        stop = end + 1 if pointed else end
        span = words.span(begin, stop)
        return stop, UnitMention(
            "Unit",
            span,
            span.of(words.document.text),
            usual_form(kind),
            kind.kind,
            anaphoric=True,
            unit_type=kind.id,
            titled=head.title is not None,
        )

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
