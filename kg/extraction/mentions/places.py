"""Places: regions, sites and other named areas of a document.

Four ways to name a place are read, in this order: a dateline ("BANYUMAS – "), a class word with a name ("Desa Duren",
"Aula Lapas Abepura"), a bare name that the gazetteer knows, and a bare name inside a chain ("Ngajum, Kabupaten
Malang"). A name inside the name of a unit or a person is no mention. Headlines, where every word has a capital, only
repeat what the body names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction.mentions.datelines import find_dateline
from kg.extraction.mentions.gazetteer import Gazetteer
from kg.extraction.mentions.passage import DATE_WORDS, WEEKDAYS, Passage, title_case
from kg.extraction.mentions.place_names import ADMINISTRATIVE, PlaceEntry, PlaceNames, place_names
from kg.model import Mention
from kg.vocabulary import PlaceWord, Vocabulary

_TOWARDS = frozenset(
    [
        *["di", "ke", "dari", "asal", "antara", "menuju", "sekitar", "seputar"],
        *["wilayah", "daerah", "kawasan", "warga", "masyarakat", "kabupaten", "kota", "kelahiran", "lewat", "pesisir"],
        *["perairan", "orang", "petani", "nelayan", "pemuda"],
    ]
)
# Behind these a name that no list has is a place where a place or a day follows; behind an origin only a district is.
_ORIGINS = frozenset(["dari", "asal", "kelahiran", "menuju", "kawasan", "wilayah"])
_LEADING = _ORIGINS | {"di", "ke", ","}
_JOINING = frozenset(["dan", "serta", "maupun", "hingga", "sampai", ",", "&"])
# Posts that head an area: the name behind them is the area's.
_HEADS = {
    "gubernur": "province", "wagub": "province", "bupati": "regency", "wabup": "regency", "walikota": "city",
    "wali kota": "city", "camat": "district", "lurah": "village", "kades": "village", "kepala desa": "village",
}  # fmt: skip
# Behind one of these a class word is part of a post: "Kepala Desa ...", "Koordinator Lapangan ...".
_OFFICES = frozenset(["kepala", "koordinator", "sekretaris", "perangkat", "petugas", "ketua", "pendamping", "badan"])
# Things of a people or a state that are named after it: "bahasa Jepang", "dolar AS".
_THINGS = frozenset(["bahasa", "dolar", "yen", "bumbu", "masakan", "batik", "tenun", "kain", "tari", "adat", "suku"])
_LARGER = frozenset(["district", "regency", "province"])
_SHORT_FORMS = frozenset(["kab", "kec", "prov", "kel"])
_LONGEST_AREA, _LONGEST_SITE = 3, 7


def find_places(
    passage: Passage, vocabulary: Vocabulary, units: Sequence[Mention] = (), persons: Sequence[Mention] = ()
) -> list[Mention]:
    """The place mentions of a document outside the mentions of ``units`` and ``persons``, in order."""
    reader = _Reader(passage, place_names(vocabulary), units, persons)
    found = reader.read()
    return sorted([*found, *reader.headline(found)], key=lambda mention: mention.span)


class _Reader:
    """One pass over the body's tokens."""

    def __init__(
        self, passage: Passage, names: PlaceNames, units: Sequence[Mention], persons: Sequence[Mention]
    ) -> None:
        self.passage = passage
        self.names = names
        self.units = passage.by_token(units)
        self.persons = passage.by_token(persons)
        self.short: dict[str, PlaceEntry] = {}  # "SBB", once "Kabupaten Seram Bagian Barat (SBB)" has said so
        self.doubtful: list[tuple[int, int, PlaceEntry]] = []  # bare names that count only if the text knows them
        self.last_end = -1

    def read(self) -> list[Mention]:
        """The mentions in the body."""
        position, dateline = find_dateline(self.passage, self.names)
        found = [self.mention(s, e, self.surface(s, e, entry), entry) for s, e, entry in dateline]
        while position < len(self.passage.tokens):
            step = None if self.taken(position) else self.classed(position) or self.bare(position)
            end, mention = step or (position + 1, None)
            if mention is not None:
                found.append(mention)
                self.last_end = end
            position = end
        known = {m.name.lower() for m in found} | {tail for unit in self.units.values() for tail in _tails(unit.name)}
        found += [self.mention(s, e, entry.name, entry) for s, e, entry in self.doubtful if entry.name.lower() in known]
        return found

    def headline(self, found: Sequence[Mention]) -> Iterator[Mention]:
        """The names that the body gave, where the title repeats them, and known names behind "di", "ke", "dari"."""
        known = {tuple(self.passage.words[i] for i in self.passage.document.token_range(m.span)): m for m in found}
        lengths = sorted({len(key) for key in known}, reverse=True)
        position, last = 0, self.passage.body
        while position < last:
            match = next((n for n in lengths if tuple(self.passage.words[position : position + n]) in known), 0)
            end = position + match
            if match and end <= last and not any(map(self.taken, range(position, end))):
                model = known[tuple(self.passage.words[position:end])]
                yield self.mention(position, end, model.name, PlaceEntry(model.name, model.kind, model.reference))
            elif not match and self.passage.before(position) in {"di", "ke", "dari"} and not self.taken(position):
                named = self.names.names.longest(self.passage.words, position, last)
                if named is not None and (named[0] == last or not self.passage.capital(named[0])):
                    yield self.mention(position, named[0], named[1].name, named[1])
            position += max(match, 1)

    # -- a class word and a name

    def classed(self, position: int) -> tuple[int, Mention] | None:
        match = self.names.classes.longest(self.passage.words, position)
        if match is None:
            return None
        end, word = match
        area = word.kind in ADMINISTRATIVE or word.kind == "island"
        return self.area(position, end, word) if area else self.site(position, end, word)

    def area(self, position: int, end: int, word: PlaceWord) -> tuple[int, Mention] | None:
        before = self.passage.before(position)
        if not self.passage.capital(position) or self.taken(end) or (before == "wali" and word.word == "Kota"):
            return None
        inner = self.names.classes.longest(self.passage.words, end)
        if before in _OFFICES or self.schemes(end) or (inner and inner[1].kind in _LARGER):
            return None
        known = self.area_names(word).longest(self.passage.words, end) if self.passage.capital(end) else None
        stop = known[0] if known else self.run(end, _LONGEST_AREA)
        if stop == end:
            return None
        name = title_case(self.passage.text(end, stop))
        entry = PlaceEntry(name, word.kind, self.names.code(word.kind, known[1].name if known else name))
        stop = self.with_abbreviation(stop, entry)
        opening = self.passage.text(position, end)
        opening = word.word if self.passage.words[position] in _SHORT_FORMS else title_case(opening)
        return stop, self.mention(position, stop, f"{opening} {name}", entry)

    def area_names(self, word: PlaceWord) -> Gazetteer[PlaceEntry]:
        if word.kind == "district":
            return self.names.districts
        return Gazetteer() if word.kind == "village" else self.names.names

    def schemes(self, position: int) -> bool:
        """Whether no name stands here but what an area is said to be: "Desa Binaan Imigrasi", "Kota Layak Anak"."""
        return self.passage.words[position : position + 1] != [] and self.passage.words[position] in self.names.schemes

    def site(self, position: int, end: int, word: PlaceWord) -> tuple[int, Mention] | None:
        if not self.passage.capital(position) and end not in self.units:
            return None
        if self.passage.before(position) in _OFFICES or (word.word == "Kampung" and self.schemes(end)):
            return None
        stop = self.site_end(end, word)
        if stop == end and not (word.word == "SAE" and self.passage.capital(position)):
            return None
        stop = self.with_abbreviation(stop)
        name = re.sub(r"\s*\([^)]*\)", "", self.site_name(position, end, stop)).strip()
        return stop, self.mention(position, stop, name, PlaceEntry(name, word.kind))

    def site_end(self, end: int, word: PlaceWord) -> int:
        """Where the name behind a site's class word ends: at the end of a run of capitals, or of a unit's mention."""
        stop = self.run(end, _LONGEST_SITE)
        stop = self.over_person(end, stop) if word.kind == "site" else stop
        if self.abbreviation(stop):  # "Tempat Pemakaman Umum (TPU) Kawi-kawi"
            beyond = self.run(stop + 3, _LONGEST_SITE)
            stop = beyond if beyond > stop + 3 else stop
        if stop == end or (stop in self.units and self.passage.gap(stop) == " "):
            while stop in self.units:
                stop += 1
        return stop

    def over_person(self, start: int, stop: int) -> int:
        """``stop``, or behind who the site is named after: "Bandara I Gusti Ngurah Rai", "Jalan KH. Nawawi"."""
        person = self.persons.get(stop)
        if person is None or stop - start > 3 or self.passage.gap(stop) not in {" ", ""}:
            return stop
        while self.persons.get(stop) is person:
            stop += 1
        return stop

    def site_name(self, start: int, end: int, stop: int) -> str:
        unit = self.units.get(end)
        text = self.passage.text(start, stop) if unit is None else f"{self.passage.text(start, end)} {unit.name}"
        return text[:1].upper() + text[1:]

    def abbreviation(self, position: int) -> str:
        """The short form in parentheses that stands at ``position``; empty where there is none."""
        marks = [token.text for token in self.passage.tokens[position : position + 3]]
        return marks[1] if len(marks) == 3 and marks[0] == "(" and marks[2] == ")" and marks[1].isalpha() else ""

    def with_abbreviation(self, stop: int, entry: PlaceEntry | None = None) -> int:
        """``stop``, or behind "(SBB)" where that follows; an area's short form is remembered for the rest."""
        short = self.abbreviation(stop)
        if short and entry is not None and short[0].isupper():
            self.short[short] = entry
        return stop + 3 if short else stop

    # -- a bare name

    def bare(self, position: int) -> tuple[int, Mention | None] | None:
        if not self.passage.capital(position):
            return None
        short = self.short.get(self.passage.tokens[position].text)
        if short is not None:
            return position + 1, self.mention(position, position + 1, short.name, short)
        match = self.names.names.longest(self.passage.words, position)
        if match and all(map(self.passage.capital, range(position, match[0]))):
            return self.known(position, *match)
        return self.chained(position)

    def known(self, position: int, end: int, entry: PlaceEntry) -> tuple[int, Mention | None]:
        """A name of the gazetteer: a mention where its surroundings or the name itself leave no doubt."""
        kind = self.head_kind(position)
        if self.passage.before(position) in _THINGS:
            return end, None
        if entry.kind == "country" and self.prefixed(position):
            return end, None  # "se-Indonesia" says how far, not where
        if kind:
            entry = PlaceEntry(entry.name, kind, self.names.code(kind, entry.name))
        elif self.continues(end) or (self.part_of_name(position) and not self.cued(position)):
            return end, None
        stop = self.with_abbreviation(end, entry)
        plain = entry.kind in {"province", "country"} or end - position > 1
        if kind or plain or self.cued(position) or self.located(stop) or self.listed(stop):
            return stop, self.mention(position, stop, self.surface(position, end, entry), entry)
        self.doubtful.append((position, stop, entry))
        return stop, None

    def chained(self, position: int) -> tuple[int, Mention] | None:
        """A name that only its surroundings make a place: after "di" or a place, before another place."""
        headed = self.headed(position)
        if headed is not None:
            return headed
        if self.passage.before(position) not in _LEADING:
            return None
        stop = self.run(position, _LONGEST_AREA)
        after = self.passage.before(position) != "," or self.joins_place(position - 1)
        if stop == position or not after or self.taken(stop):
            return None
        district = self.names.districts.longest(self.passage.words, position)
        whole = district is not None and district[0] == stop
        if not whole and (
            self.passage.before(position) in _ORIGINS or not (self.located(stop) or self.dated(position, stop))
        ):
            return None
        name = title_case(self.passage.text(position, stop))
        entry = PlaceEntry(name, "district" if whole else "other", self.names.code("district", name) if whole else "")
        return stop, self.mention(position, stop, name, entry)

    def headed(self, position: int) -> tuple[int, Mention] | None:
        """The district or village that the title before it heads: "Camat Kelapa Lima", "Lurah Damai, Imam Subekti"."""
        kind = self.head_kind(position)
        if kind == "district":
            match = self.names.districts.longest(self.passage.words, position)
            stop = match[0] if match else position
        elif kind == "village":
            stop = self.run(position, _LONGEST_AREA)
        else:
            return None
        person = self.persons.get(stop)
        named = person is not None and " " in person.text  # "Kades Bukit Liti": one word is rather the rest of the name
        if stop == position or not (named or kind == "district" or self.passage.words[stop : stop + 1] == [","]):
            return None
        name = title_case(self.passage.text(position, stop))
        return stop, self.mention(position, stop, name, PlaceEntry(name, kind, self.names.code(kind, name)))

    def dated(self, position: int, stop: int) -> bool:
        """Whether a comma and a day follow, as behind where something took place: "Kejati Bali, Renon, Selasa"."""
        words = self.passage.words
        return (
            self.passage.before(position) == ","
            and words[stop : stop + 1] == [","]
            and words[stop + 1 : stop + 2] != []
            and words[stop + 1] in WEEKDAYS
        )

    # -- looking around

    def taken(self, position: int) -> bool:
        return position in self.units or position in self.persons

    def head_kind(self, position: int) -> str:
        """The kind of area that the title before the name heads: "Bupati Kapuas" is of a regency."""
        word = self.passage.before(position)
        return _HEADS.get(f"{self.passage.before(position - 1)} {word}") or _HEADS.get(word, "")

    def cued(self, position: int) -> bool:
        """Whether a preposition precedes, or a conjunction that joins this name to the place before it."""
        word = self.passage.before(position)
        if word in _TOWARDS or self.prefixed(position):
            return True
        return word in _JOINING and self.joins_place(position - 1)

    def prefixed(self, position: int) -> bool:
        """Whether the name carries "se-" ("se-Jawa Timur")."""
        return self.passage.tokens[position] is not self.passage.document.tokens[position]

    def joins_place(self, mark: int) -> bool:
        """Whether a place, or a unit before a comma, ends right before the comma or conjunction at ``mark``."""
        if mark - 1 in self.units and self.passage.words[mark] == ",":
            return True
        return self.last_end == mark or (self.last_end == mark - 1 and self.passage.words[mark - 1] == ",")

    def located(self, stop: int) -> bool:
        """Whether a comma and the name of an area follow: "Ngajum, Kabupaten Malang"."""
        if stop + 1 >= len(self.passage.tokens) or self.passage.words[stop] != "," or self.taken(stop + 1):
            return False
        if not self.passage.capital(stop + 1):
            return False
        word = self.names.classes.longest(self.passage.words, stop + 1)
        if word is not None:
            return word[1].kind in ADMINISTRATIVE
        return self.names.names.longest(self.passage.words, stop + 1) is not None

    def listed(self, stop: int) -> bool:
        """Whether the name of another area is joined to this one: "Jepara dan Kudus"."""
        words = self.passage.words
        if words[stop : stop + 1] not in (["dan"], ["serta"]) or not self.passage.capital(stop + 1):
            return False
        return self.names.names.longest(words, stop + 1) is not None and not self.taken(stop + 1)

    def part_of_name(self, position: int) -> bool:
        """Whether the word before has a capital inside its sentence: then this is the end of some other name."""
        if position == 0 or self.passage.gap(position).strip(" ") or self.taken(position - 1):
            return False
        inside = self.passage.capital(position - 1) and not self.passage.opens_sentence(position - 1)
        return inside and self.passage.before(position) not in DATE_WORDS

    def continues(self, end: int) -> bool:
        """Whether a word with a capital follows that is no date and belongs to no person or unit."""
        if self.taken(end) or self.passage.gap(end) != " ":
            return False
        return self.passage.capital(end) and self.passage.words[end] not in DATE_WORDS

    def run(self, start: int, longest: int) -> int:
        """The end of the run of words with capitals (and numbers behind them) that begins at ``start``."""
        end = start
        while end < len(self.passage.tokens) and end - start < longest and not self.taken(end):
            if end > start and (self.passage.gap(end) not in {" ", ""} or self.opens_area(end)):
                break
            number = end > start and self.passage.tokens[end].text.isdigit()
            if not (self.passage.capital(end) or number) or self.passage.words[end] in DATE_WORDS:
                break
            end = self.over_mark(end + 1)
        return end

    def opens_area(self, position: int) -> bool:
        """Whether a known area with its class word stands here: "Kota Pangkalpinang" in "Taman Wilhelmina Kota …"."""
        match = self.names.classes.longest(self.passage.words, position)
        if match is None or match[1].kind not in ADMINISTRATIVE:
            return False
        return self.names.names.longest(self.passage.words, match[0]) is not None

    def over_mark(self, end: int) -> int:
        """``end``, or behind the apostrophe or slash that stands inside a name there ("Jami' Al Makmur")."""
        inside = end + 1 < len(self.passage.tokens) and self.passage.tokens[end].text in "'’/"
        return end + 1 if inside and not self.passage.gap(end) and self.passage.capital(end + 1) else end

    # -- making mentions

    def surface(self, start: int, end: int, entry: PlaceEntry) -> str:
        text = self.passage.text(start, end)
        return entry.name if text.isupper() and len(text) <= 5 else title_case(text)

    def mention(self, start: int, end: int, name: str, entry: PlaceEntry) -> Mention:
        text = self.passage.text(start, end)
        return Mention("Place", self.passage.span(start, end), text, name, entry.kind, entry.code)


def _tails(name: str) -> Iterator[str]:
    """The last one, two and three words of a unit's name: the place that it may be named after."""
    parts = name.lower().split()
    for length in (1, 2, 3):
        yield " ".join(parts[-length:])
