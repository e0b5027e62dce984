"""Place names: the names of regions, countries, islands and towns, and the class words that open a place's name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.extraction.mentions.gazetteer import Gazetteer
from kg.vocabulary import PlaceWord, Region, Vocabulary

ADMINISTRATIVE = ("province", "regency", "city", "district", "village")
# Of areas that share a bare name, the first of these kinds is meant.
_RANK = {"city": 0, "regency": 1, "province": 2, "district": 3}


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A known place: its usual name, its kind, the code of its region (empty where it has none)."""

    name: str
    kind: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """What the vocabulary knows of places, ready to be looked up in running text.

    ``names`` are areas whose bare name is a place by itself, ``districts`` are too many and too ambiguous for that;
    ``classes`` are class words ("Kabupaten", "Aula"), ``schemes`` words that say what an area is to be ("Binaan").
    """

    names: Gazetteer[PlaceEntry]
    districts: Gazetteer[PlaceEntry]
    classes: Gazetteer[PlaceWord]
    schemes: frozenset[str]
    regions: dict[tuple[str, str], tuple[Region, ...]]

    def code(self, kind: str, label: str) -> str:
        """The Kemendagri code of the region of this kind and bare name; empty where there is none or several."""
        found = self.regions.get((kind, label.lower()), ())
        return found[0].code if len(found) == 1 else ""


@cache
def place_names(vocabulary: Vocabulary) -> PlaceNames:
    """The place names of a vocabulary: named places come first, then cities, regencies, provinces, prisons' towns."""
    ranked = sorted(vocabulary.regions, key=lambda region: (_RANK[region.kind], region.code))
    labels = {region.code: region.label for region in ranked}
    entries = [
        (form, PlaceEntry(place.name, place.kind, place.region if labels.get(place.region) == place.name else ""))
        for place in vocabulary.places
        for form in (place.name, *place.aliases)
    ]
    entries += [
        (form, PlaceEntry(region.label, region.kind, region.code))
        for region in ranked
        if region.kind != "district"
        for form in (region.label, *region.aliases)
    ]
    entries += [(unit.town, PlaceEntry(unit.town, "city")) for unit in vocabulary.units if unit.town]
    return PlaceNames(
        Gazetteer(entries),
        Gazetteer((r.name, PlaceEntry(r.name, "district", r.code)) for r in ranked if r.kind == "district"),
        Gazetteer((variant, word) for word in vocabulary.place_words for variant in word.variants),
        frozenset(row.word for row in vocabulary.words if row.word_class == "scheme"),
        _by_name(vocabulary.regions),
    )


def _by_name(regions: tuple[Region, ...]) -> dict[tuple[str, str], tuple[Region, ...]]:
    found: dict[tuple[str, str], list[Region]] = {}
    for region in regions:
        name = region.name if region.kind == "district" else region.label
        for form in {name.lower(), *(alias.lower() for alias in region.aliases)}:
            found.setdefault((region.kind, form), []).append(region)
    return {key: tuple(rows) for key, rows in found.items()}
