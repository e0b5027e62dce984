"""Vocabulary: all tables together, read once and never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from kg.vocabulary.location import data_folder
from kg.vocabulary.rows import (
    AmbiguousForm,
    AuthorityLink,
    AuthorityUnit,
    CertaintyCue,
    DescriptiveNoun,
    EventTrigger,
    Kind,
    NamedDay,
    NamedPlace,
    NamePart,
    PlaceWord,
    PostType,
    ProgramType,
    Region,
    RegionName,
    RegionPoint,
    RoleCue,
    RulePrecision,
    SpeechVerb,
    Spelling,
    Succession,
    TenureCue,
    TitleWord,
    UnitType,
    Word,
)
from kg.vocabulary.table import Row, read_rows

# Which file holds which rows; every reader and checker of the vocabulary goes by this table.
FILES = {
    "unit_types.tsv": UnitType,
    "units.tsv": AuthorityUnit,
    "posts.tsv": PostType,
    "titles.tsv": TitleWord,
    "words.tsv": Word,
    "programs.tsv": ProgramType,
    "kinds.tsv": Kind,
    "event_triggers.tsv": EventTrigger,
    "role_cues.tsv": RoleCue,
    "rule_precision.tsv": RulePrecision,
    "certainty_cues.tsv": CertaintyCue,
    "tenure_cues.tsv": TenureCue,
    "descriptions.tsv": DescriptiveNoun,
    "named_days.tsv": NamedDay,
    "place_words.tsv": PlaceWord,
    "name_parts.tsv": NamePart,
    "speech_verbs.tsv": SpeechVerb,
    "spellings.tsv": Spelling,
    "successions.tsv": Succession,
    "links.tsv": AuthorityLink,
    "places.tsv": NamedPlace,
    "region_names.tsv": RegionName,
    "regions.tsv": Region,
    "region_points.tsv": RegionPoint,
    "ambiguous.tsv": AmbiguousForm,
}
_NAMES: Mapping[type, str] = {row_type: name for name, row_type in FILES.items()}


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Every table of a vocabulary folder as a tuple of rows in file order, with look-ups by id.

    Each table is read when it is first asked for: a command that needs no regions does not pay for 7,800 of them.
    Vocabularies compare by identity, so one can be the key of a cache. Reading raises ``VocabularyError``.
    """

    folder: Path

    @cached_property
    def unit_types(self) -> tuple[UnitType, ...]:
        """Kinds of organisations."""
        return self._rows(UnitType)

    @cached_property
    def units(self) -> tuple[AuthorityUnit, ...]:
        """The units of the corrections service."""
        return self._rows(AuthorityUnit)

    @cached_property
    def posts(self) -> tuple[PostType, ...]:
        """Posts."""
        return self._rows(PostType)

    @cached_property
    def titles(self) -> tuple[TitleWord, ...]:
        """Words that begin the title of a post."""
        return self._rows(TitleWord)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Function words and cue words by class."""
        return self._rows(Word)

    @cached_property
    def programs(self) -> tuple[ProgramType, ...]:
        """Programmes, schemes and policies."""
        return self._rows(ProgramType)

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """Kinds of units, events, places and programmes."""
        return self._rows(Kind)

    @cached_property
    def event_triggers(self) -> tuple[EventTrigger, ...]:
        """Words that name or tell an event."""
        return self._rows(EventTrigger)

    @cached_property
    def role_cues(self) -> tuple[RoleCue, ...]:
        """Phrases that tell the part someone plays in an event."""
        return self._rows(RoleCue)

    @cached_property
    def ambiguous(self) -> tuple[AmbiguousForm, ...]:
        """Forms that name several rows."""
        return self._rows(AmbiguousForm)

    @cached_property
    def rule_precision(self) -> tuple[RulePrecision, ...]:
        """How often each rule of the extraction is right."""
        return self._rows(RulePrecision)

    @cached_property
    def certainty_cues(self) -> tuple[CertaintyCue, ...]:
        """Words that make a clause planned, negated or alleged."""
        return self._rows(CertaintyCue)

    @cached_property
    def tenure_cues(self) -> tuple[TenureCue, ...]:
        """Words that tell the start or the end of a term of office."""
        return self._rows(TenureCue)

    @cached_property
    def descriptions(self) -> tuple[DescriptiveNoun, ...]:
        """Common nouns that stand for somebody or something named before."""
        return self._rows(DescriptiveNoun)

    @cached_property
    def named_days(self) -> tuple[NamedDay, ...]:
        """Commemorations with a fixed day of the year."""
        return self._rows(NamedDay)

    @cached_property
    def place_words(self) -> tuple[PlaceWord, ...]:
        """Class words that open a place's name."""
        return self._rows(PlaceWord)

    @cached_property
    def name_parts(self) -> tuple[NamePart, ...]:
        """Degrees, ranks, honorifics and particles of persons' names."""
        return self._rows(NamePart)

    @cached_property
    def speech_verbs(self) -> tuple[SpeechVerb, ...]:
        """Verbs of saying."""
        return self._rows(SpeechVerb)

    @cached_property
    def spellings(self) -> tuple[Spelling, ...]:
        """Written forms that one hears alike."""
        return self._rows(Spelling)

    @cached_property
    def successions(self) -> tuple[Succession, ...]:
        """Which type of unit took over from which."""
        return self._rows(Succession)

    @cached_property
    def links(self) -> tuple[AuthorityLink, ...]:
        """IRIs under which other authorities know rows."""
        return self._rows(AuthorityLink)

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Provinces, regencies, cities and districts of Indonesia."""
        return self._rows(Region)

    @cached_property
    def region_names(self) -> tuple[RegionName, ...]:
        """Usual names of regions, out of which ``regions.tsv`` is written."""
        return self._rows(RegionName)

    @cached_property
    def region_points(self) -> tuple[RegionPoint, ...]:
        """Where regencies and cities lie."""
        return self._rows(RegionPoint)

    @cached_property
    def places(self) -> tuple[NamedPlace, ...]:
        """Countries, islands, towns and sites that are no administrative area by their name."""
        return self._rows(NamedPlace)

    def _rows(self, row_type: type[Row]) -> tuple[Row, ...]:
        return read_rows(self.folder / _NAMES[row_type], row_type)

    def texts(self) -> Iterator[str]:
        """Every cell of every table, as it stands there: the words that the vocabulary speaks."""
        for path in sorted(self.folder.glob("*.tsv")):
            for line in path.read_text(encoding="utf-8").splitlines():
                if not line.startswith("#"):
                    yield from line.replace("|", "\t").split("\t")

    @cached_property
    def unit_type_by_id(self) -> Mapping[str, UnitType]:
        """Kinds of organisations by id."""
        return {row.id: row for row in self.unit_types}

    @cached_property
    def program_by_id(self) -> Mapping[str, ProgramType]:
        """Programmes by id."""
        return {row.id: row for row in self.programs}

    @cached_property
    def region_by_code(self) -> Mapping[str, Region]:
        """Regions by code."""
        return {row.code: row for row in self.regions}

    @cached_property
    def point_by_code(self) -> Mapping[str, tuple[float, float]]:
        """Latitude and longitude by code; of a province those of the middle of its regencies and cities."""
        points = {row.code: (float(row.latitude), float(row.longitude)) for row in self.region_points}
        provinces: dict[str, list[tuple[float, float]]] = {}
        for code, point in points.items():
            provinces.setdefault(code.partition(".")[0], []).append(point)
        middles = {
            code: (round(sum(p[0] for p in inside) / len(inside), 3), round(sum(p[1] for p in inside) / len(inside), 3))
            for code, inside in provinces.items()
        }
        return {**middles, **points}


@cache
def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """The vocabulary of a folder, by default the one that comes with Simpul; one object per folder and process."""
    return Vocabulary(folder or data_folder("vocabulary"))
