"""Knowledge: what the vocabulary says about names of units, places and programmes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from kg.identity.spelling import bracketed, fold, without_class
from kg.vocabulary import UnitType, Vocabulary

# Kinds of regions whose word stands in names of their offices, and of areas that are named with and without theirs.
_LEVELS = frozenset({"province", "regency", "city"})
_NONE: frozenset[str] = frozenset()
_AREAS = _LEVELS | {"district", "village"}


@dataclass(frozen=True, slots=True)
class UnitName:
    """The parts of a unit's name: type (a row of ``unit_types.tsv`` or empty), class, the rest, level of its region."""

    type: str
    unit_class: str
    rest: str
    level: str = ""

    @property
    def compact(self) -> str:
        """Type and rest without spaces: Lubukbasung and Lubuk Basung are alike."""
        return f"{self.type}:{self.rest.replace(' ', '')}"


@dataclass(frozen=True, eq=False)
class Knowledge:
    """Look-ups over a vocabulary; one object for each (``knowledge_of``)."""

    vocabulary: Vocabulary

    @cached_property
    def _types(self) -> dict[str, UnitType]:
        """Folded long and short forms of unit types to the type; forms that two types share name neither."""
        found: dict[str, set[UnitType]] = defaultdict(set)
        for row in self.vocabulary.unit_types:
            for form in (row.label_id, *row.short):
                found[fold(form)].add(row)
        return {form: next(iter(rows)) for form, rows in found.items() if len(rows) == 1 and form}

    @cached_property
    def _owners_of_types(self) -> dict[str, frozenset[str]]:
        """Ids of unit types to the one-word forms of what is above them: in their names these say nothing."""
        by_id = self.vocabulary.unit_type_by_id
        found: dict[str, frozenset[str]] = {}
        for row in self.vocabulary.unit_types:
            words, parent = set(), by_id.get(row.parent_type)
            while parent:
                words |= {fold(form) for form in parent.short if " " not in fold(form)}
                parent = by_id.get(parent.parent_type)
            found[row.id] = frozenset(words)
        return found

    @cached_property
    def _regional_offices(self) -> dict[str, str]:
        """Ids of central offices to those of their regional ones: "Kemenkumham NTT" is "Kanwil Kemenkumham NTT"."""
        offices = {row.id: row for row in self.vocabulary.unit_types if row.kind == "Kanwil"}
        return {row.parent_type: row.id for row in offices.values() if row.parent_type not in {"", *offices}}

    @cached_property
    def _silent(self) -> frozenset[str]:
        """Folded words that tell a unit from no other: RI."""
        return frozenset(fold(row.word) for row in self.vocabulary.words if row.word_class == "silent")

    @cached_property
    def _area_words(self) -> dict[str, str]:
        """Folded words that the name of an area may leave out, to its kind: ``kab`` to ``regency``."""
        return {
            fold(form): row.kind
            for row in self.vocabulary.place_words
            for form in (row.word, *row.variants)
            if row.keep == "no" and row.kind in _AREAS
        }

    @cached_property
    def _levels(self) -> dict[str, str]:
        """Those that tell the level of the region in a unit's name."""
        return {word: kind for word, kind in self._area_words.items() if kind in _LEVELS}

    @lru_cache(maxsize=100_000)  # noqa: B019 - a vocabulary and what is known of it live as long as the process
    def place_name(self, name: str) -> str:
        """The folded name of a place without the word for what it is: ``asahan`` of "Kab. Asahan"."""
        words = fold(name).split()
        for length in (2, 1):
            if len(words) > length and " ".join(words[:length]) in self._area_words:
                return " ".join(words[length:])
        return " ".join(words)

    @cached_property
    def _program_words(self) -> frozenset[str]:
        """The words for programme in both languages."""
        kinds = [kind for kind in self.vocabulary.kinds if (kind.type, kind.id) == ("Program", "program")]
        return frozenset(fold(label) for kind in kinds for label in (kind.label_id, kind.label_en))

    @lru_cache(maxsize=100_000)  # noqa: B019 - as above
    def program_name(self, name: str) -> str:
        """The folded name of a programme without the word "program"."""
        folded = fold(name)
        return " ".join(word for word in folded.split() if word not in self._program_words) or folded

    @lru_cache(maxsize=100_000)  # noqa: B019 - as above
    def program_names(self, name: str) -> tuple[str, ...]:
        """The folded names that a programme's name holds: itself, or the long and the short one."""
        return tuple(self.program_name(form) for form in bracketed(name)) or (self.program_name(name),)

    @cached_property
    def region_codes(self) -> dict[str, frozenset[str]]:
        """Folded names of provinces, regencies and cities to their codes."""
        found: dict[str, set[str]] = defaultdict(set)
        for region in self.vocabulary.regions:
            if region.level < 3:
                for form in (region.label, *region.aliases):
                    found[fold(form)].add(region.code)
        return {form: frozenset(codes) for form, codes in found.items() if len(form) > 2}

    @cached_property
    def _place_labels(self) -> dict[str, str]:
        """Folded other names of regions to the folded label: ``kalsel`` to ``kalimantan selatan``."""
        return {
            fold(alias): fold(region.label)
            for region in self.vocabulary.regions
            if region.level < 3
            for alias in region.aliases
        }

    @cached_property
    def unit_regions(self) -> dict[str, frozenset[str]]:
        """Ids of units of the authority list to the codes of where they are."""
        by_name = {region.name: region.code for region in self.vocabulary.regions if region.level == 2}
        by_name |= {region.label: region.code for region in self.vocabulary.regions if region.level == 1}
        return {
            unit.id: frozenset([by_name.get(unit.regency) or by_name.get(unit.province) or ""]) - {""}
            for unit in self.vocabulary.units
        }

    @lru_cache(maxsize=100_000)  # noqa: B019 - as above
    def unit_name(self, name: str) -> UnitName:
        """The parts of a unit's name, with other names of types and regions made one."""
        text, unit_class = without_class(name)
        words = text.split()
        row, length = self._type_of(words)
        # Of many bodies of one type, the form tells which it is: Bulog, Perhutani; Kantor Staf, Kantor SAR.
        if row and not (row.naming == "each" or row.follows.startswith("topic")):
            words = words[length:]
        # A level opens the name of a region: "Kota Blitar". What closes a name is part of it: "Polres Blitar Kota".
        level = next((self._levels[word] for word in words[:-1] if word in self._levels), "")
        rest = [word for word in words[:-1] if word not in self._levels] + words[-1:]
        told = [
            word for word in rest if word not in self._silent | self._owners_of_types.get(row.id if row else "", _NONE)
        ]
        name = " ".join(self._with_labels(told if told or row else rest))
        type_ = row.id if row else ""
        if name in self.region_codes:
            type_ = self._regional_offices.get(type_, type_)
        return UnitName(type_, unit_class, name, level)

    def _type_of(self, words: list[str]) -> tuple[UnitType | None, int]:
        """The type that a name begins with, by the longest form, and of how many words that is."""
        for length in range(min(6, len(words)), 0, -1):
            row = self._types.get(" ".join(words[:length]))
            if row:
                return row, length
        return None, 0

    def is_bare(self, name: UnitName) -> bool:
        """Whether a name is only that of a type of which there is one under each of many others: TPP, Satreskrim."""
        row = self.vocabulary.unit_type_by_id.get(name.type)
        return row is not None and not name.rest and bool(row.parent_type) and row.follows != "alone"

    def _with_labels(self, words: list[str]) -> Iterator[str]:
        for word in words:
            yield self._place_labels.get(word, word)

    def regions_in(self, name: str, level: str = "") -> frozenset[str]:
        """Codes of the regions that the words of a folded name may mean, by its longest such part."""
        words = name.split()
        for length in range(min(4, len(words)), 0, -1):
            for start in range(len(words) - length, -1, -1):
                codes = self.region_codes.get(" ".join(words[start : start + length]))
                if codes:
                    kinds = {c for c in codes if not level or self.vocabulary.region_by_code[c].kind == level}
                    return frozenset(kinds or codes)
        return frozenset()

    @cached_property
    def units_by_name(self) -> dict[str, frozenset[str]]:
        """Type and town of each unit of the authority list, and its other names, to the ids of the rows."""
        found: dict[str, set[str]] = defaultdict(set)
        for unit in self.vocabulary.units:
            for form in (unit.name, *unit.aliases):
                found[self.unit_name(form).compact].add(unit.id)
        return {name: frozenset(ids) for name, ids in found.items()}

    @cached_property
    def unit_classes(self) -> dict[str, str]:
        """Ids of units of the authority list to their class, folded."""
        return {unit.id: unit.unit_class.casefold() for unit in self.vocabulary.units}

    @cached_property
    def programs_by_name(self) -> dict[str, frozenset[str]]:
        """Folded names of programmes, without the word for programme, to ids."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.vocabulary.programs:
            for form in (row.label_id, *row.aliases):
                found[self.program_name(form)].add(row.id)
        return {name: frozenset(ids) for name, ids in found.items()}

    @cached_property
    def _owners(self) -> frozenset[str]:
        """Words with which the name of an owner begins at the end of a programme's name: kementerian, menimipas."""
        words: set[str] = set()
        for row in self.vocabulary.unit_types:
            if row.kind == "Kementerian":
                for form in (row.label_id, *row.short, *row.head_titles, *row.head_contractions):
                    words.add(fold(form).split()[0])
        return frozenset(words)

    @lru_cache(maxsize=100_000)  # noqa: B019 - as above
    def program_core(self, name: str) -> str:
        """The folded name of a programme without the ministry or minister it is named after."""
        words = self.program_name(name).split()
        end = next((i for i, word in enumerate(words) if i and word in self._owners), len(words))
        return " ".join(words[:end])

    @cached_property
    def _deeds(self) -> dict[str, frozenset[str]]:
        """Folded nouns of events to the families (or names) of their rows."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.vocabulary.event_triggers:
            for noun in (row.name, *row.nouns):
                found[fold(noun)].add(row.family or row.name)
        return {noun: frozenset(deeds) for noun, deeds in found.items()}

    @lru_cache(maxsize=100_000)  # noqa: B019 - as above
    def deeds(self, name: str) -> frozenset[str]:
        """What deeds an event's name begins with, as finely as the vocabulary tells: of "Upacara pembukaan" both."""
        words, start = fold(name).split(), 0
        found: set[str] = set()
        while start < len(words):
            forms = [" ".join(words[start : start + length]) for length in range(1, 5)]
            known = [form for form in forms if form in self._deeds]
            if not known:
                break
            found.update(*(self._deeds[form] for form in known))
            start += len(known[-1].split())
        return frozenset(found)

    @cached_property
    def places_by_name(self) -> dict[tuple[str, str], frozenset[str]]:
        """Folded name without level, and kind, of provinces, regencies, cities and named places, to ids."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for region in self.vocabulary.regions:
            if region.level < 3:
                for form in (region.label, region.name, *region.aliases):
                    found[self.place_name(form), region.kind].add(region.code)
        for place in self.vocabulary.places:
            if place.kind != "site":
                for form in (place.name, *place.aliases):
                    found[self.place_name(form), place.kind].add(place.id)
        return {name: frozenset(ids) for name, ids in found.items()}


@cache
def knowledge_of(vocabulary: Vocabulary) -> Knowledge:
    """What is known by a vocabulary, worked out once."""
    return Knowledge(vocabulary)
