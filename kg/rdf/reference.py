"""Reference: the vocabulary as a graph: units, regions, places, programmes, kinds, and the ontology with its labels."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.model import EntityType
from kg.rdf.iris import Canonical, kind_iri, settle, slug
from kg.rdf.terms import ALT_LABEL, LABEL, OWL, SCHEMA, SKOS, TYPE, decimal_literal, named_graph, ontology
from kg.settings import Settings
from kg.vocabulary import AuthorityLink, AuthorityUnit, NamedPlace, ProgramType, Region, Vocabulary, data_folder

_Fact = tuple[NamedNode, NamedNode | Literal]
_Authority = Mapping[tuple[EntityType, str], Canonical]

# The word that tells areas of one name apart; the official name of a regency or city begins with its own.
_LEVEL_WORD = {"province": "provinsi", "district": "kecamatan"}

_RELATIONS = {"sameAs": OWL["sameAs"], "exactMatch": SKOS["exactMatch"]}


@cache
def authority(vocabulary: Vocabulary, settings: Settings) -> _Authority:
    """IRI and label of every unit, programme, region and named place, by type and id (a region's id is its code).

    A unit goes without its class and an area without its level where the rest is enough: ``unit/bapas-purwokerto`` and
    ``place/banjarnegara``, but ``place/kabupaten-bogor`` and ``place/kota-bogor``.
    """
    units = {unit.id: [slug(_type_and_town(unit)), slug(unit.name), unit.id] for unit in vocabulary.units}
    programs = {program.id: [slug(program.id)] for program in vocabulary.programs}
    labels: dict[tuple[EntityType, str], str] = {("Unit", unit.id): unit.name for unit in vocabulary.units}
    labels |= {("Program", program.id): program.label_id for program in vocabulary.programs}
    labels |= {("Place", region.code): region.label for region in vocabulary.regions}
    labels |= {("Place", place.id): place.name for place in vocabulary.places}
    slugs: dict[EntityType, dict[str, str]] = {
        "Unit": settle(units), "Program": settle(programs), "Place": _place_slugs(vocabulary),
    }  # fmt: skip
    return {
        (type_, key): Canonical(f"{settings.base_iri}{type_.lower()}/{slugs[type_][key]}", label)
        for (type_, key), label in labels.items()
    }


def _type_and_town(unit: AuthorityUnit) -> str:
    return unit.name.replace(f" Kelas {unit.unit_class} ", " ") if unit.unit_class else unit.name


def _place_slugs(vocabulary: Vocabulary) -> dict[str, str]:
    """Slugs of places: provinces, regencies and cities first, so that a district never changes theirs."""
    large = {r.code: _region_ladder(r, vocabulary) for r in vocabulary.regions if r.level < 3}
    slugs = settle(large)
    small = {r.code: _region_ladder(r, vocabulary) for r in vocabulary.regions if r.level == 3}
    small |= {
        place.id: _place_ladder(place, vocabulary) for place in vocabulary.places if not _is_region(place, vocabulary)
    }
    slugs |= settle(small, set(slugs.values()))
    return slugs | {p.id: slugs[p.region] for p in vocabulary.places if _is_region(p, vocabulary)}


def _is_region(place: NamedPlace, vocabulary: Vocabulary) -> bool:
    """Whether a named place is only the bare name of a region, which then is the thing meant ("Semarang")."""
    region = vocabulary.region_by_code.get(place.region)
    return region is not None and region.label == place.name


def _region_ladder(region: Region, vocabulary: Vocabulary) -> list[str]:
    word = _LEVEL_WORD.get(region.kind)
    full = f"{word} {region.label}" if word else region.name
    steps = [region.label, full]
    if region.level == 3:
        steps.append(f"{full} {vocabulary.region_by_code[region.parent].name}")
    return [slug(step) for step in steps]


def _place_ladder(place: NamedPlace, vocabulary: Vocabulary) -> list[str]:
    region = vocabulary.region_by_code.get(place.region)
    return [slug(place.name), slug(f"{place.name} {region.name if region else place.kind}")]


def reference_quads(
    vocabulary: Vocabulary, settings: Settings, districts: Collection[str] = (), labels: Mapping[str, str] | None = None
) -> list[Quad]:
    """The quads of the reference graph, in a fixed order.

    ``labels`` are those that persons have corrected, by IRI; what the vocabulary calls these is another name then.

    Of the regions it holds provinces, regencies, cities, and of the 7,300 districts those whose codes are given: the
    ones that articles speak of. The ontology and the SKOS kinds come along, so that a page can name every term.
    """
    writer = _Reference(vocabulary, settings, labels or {})
    nodes = [
        *(fact for unit in vocabulary.units for fact in writer.unit(unit)),
        *(fact for region in vocabulary.regions if region.level < 3 or region.code in districts
          for fact in writer.region(region)),
        *(fact for place in vocabulary.places if not _is_region(place, vocabulary) for fact in writer.place(place)),
        *(fact for program in vocabulary.programs for fact in writer.program(program)),
    ]  # fmt: skip
    graph = named_graph("reference", settings)
    quads = [Quad(subject, predicate, value, graph) for subject, (predicate, value) in nodes]
    return list(dict.fromkeys([*quads, *ontology_quads(settings)]))


@cache
def ontology_quads(settings: Settings) -> tuple[Quad, ...]:
    """The ontology and the kinds (every ``ontology/*.ttl`` but the shapes) as quads of the reference graph."""
    default, graph, quads = Settings(), named_graph("reference", settings), []
    for path in sorted(data_folder("ontology").glob("*.ttl")):
        if path.name == "shapes.ttl":
            continue
        text = path.read_text(encoding="utf-8")
        text = text.replace(default.ontology_iri, settings.ontology_iri).replace(default.base_iri, settings.base_iri)
        triples = parse(text, format=RdfFormat.TURTLE)
        quads += [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples]
    return tuple(quads)


class _Reference:
    """Writes rows of the vocabulary as facts about their nodes."""

    def __init__(self, vocabulary: Vocabulary, settings: Settings, labels: Mapping[str, str]) -> None:
        self.settings = settings
        self.labels = labels
        self.kg = ontology(settings.ontology_iri)
        self.vocabulary = vocabulary
        self.rows = authority(vocabulary, settings)
        self.region_by_name = {region.name: region.code for region in vocabulary.regions if region.level == 2}
        self.province_by_name = {region.label: region.code for region in vocabulary.regions if region.level == 1}
        self.links: dict[tuple[str, str], list[AuthorityLink]] = {}
        for link in vocabulary.links:
            self.links.setdefault((link.file, link.id), []).append(link)
        self.unit_by_name = {unit.name: unit.id for unit in vocabulary.units}

    def unit(self, unit: AuthorityUnit) -> Iterator[tuple[NamedNode, _Fact]]:
        facts = [*self._named("Unit", unit.id, unit.type, unit.aliases), *self._linked("units.tsv", unit.id)]
        if unit.unit_class:
            facts.append((self.kg["unitClass"], Literal(unit.unit_class)))
        place = self.region_by_name.get(unit.regency) or self.province_by_name.get(unit.province)
        if place:
            facts.append((self.kg["locatedIn"], self._node("Place", place)))
        office = self.unit_by_name.get(f"Kanwil Ditjenpas {unit.kanwil}")
        if office and office != unit.id:
            facts.append((self.kg["partOf"], self._node("Unit", office)))
        return self._about("Unit", unit.id, facts)

    def region(self, region: Region) -> Iterator[tuple[NamedNode, _Fact]]:
        facts = self._named("Place", region.code, region.kind, (region.name, *region.aliases))
        facts += self._linked("regions.tsv", region.code)
        facts.append((self.kg["code"], Literal(region.code)))
        if region.parent:
            facts.append((self.kg["locatedIn"], self._node("Place", region.parent)))
        if point := self.vocabulary.point_by_code.get(region.code):
            facts += zip((SCHEMA["latitude"], SCHEMA["longitude"]), map(decimal_literal, point), strict=True)
        return self._about("Place", region.code, facts)

    def place(self, place: NamedPlace) -> Iterator[tuple[NamedNode, _Fact]]:
        facts = [*self._named("Place", place.id, place.kind, place.aliases), *self._linked("places.tsv", place.id)]
        if place.region in self.vocabulary.region_by_code:
            facts.append((self.kg["locatedIn"], self._node("Place", place.region)))
        return self._about("Place", place.id, facts)

    def program(self, program: ProgramType) -> Iterator[tuple[NamedNode, _Fact]]:
        facts = self._named("Program", program.id, program.kind, program.aliases)
        facts += self._linked("programs.tsv", program.id)
        if program.parent_id:
            facts.append((self.kg["partOf"], self._node("Program", program.parent_id)))
        return self._about("Program", program.id, facts)

    def _node(self, type_: EntityType, key: str) -> NamedNode:
        return NamedNode(self.rows[type_, key].iri)

    def _named(self, type_: EntityType, key: str, kind: str, aliases: Iterable[str]) -> list[_Fact]:
        row = self.rows[type_, key]
        label = self.labels.get(row.iri, row.label)
        facts: list[_Fact] = [
            (TYPE, self.kg[type_]),
            (LABEL, Literal(label)),
            (self.kg["kind"], NamedNode(kind_iri(type_.lower(), kind, self.settings))),
        ]
        names = aliases if label == row.label else (row.label, *aliases)
        return [*facts, *((ALT_LABEL, Literal(name)) for name in dict.fromkeys(names) if name != label)]

    def _linked(self, file: str, key: str) -> list[_Fact]:
        """Under which IRIs other authorities know a row."""
        return [(_RELATIONS[link.relation], NamedNode(link.iri)) for link in self.links.get((file, key), [])]

    def _about(self, type_: EntityType, key: str, facts: Iterable[_Fact]) -> Iterator[tuple[NamedNode, _Fact]]:
        node = self._node(type_, key)
        return ((node, fact) for fact in facts)
