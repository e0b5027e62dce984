"""Profiles: what is known together of records that are one thing, as it is compared with others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from kg.identity.knowledge import Knowledge
from kg.identity.records import EntityRecord, RecordKey, ThingType
from kg.identity.spelling import bracketed, fold, person_tokens
from kg.rdf.iris import Canonical

Names = dict[RecordKey, Canonical]
Key = tuple[str, ...]
# Of these two entities of one article are two things, though they be named alike. Of the other types, one thing has
# been found twice: articles do not name two offices, places or programmes alike.
NEVER_JOINED: frozenset[ThingType] = frozenset({"Person", "Event"})
# Where the article is says nothing of where these are.
_WIDE = frozenset({"country", "island", "province", "regency", "city"})
# Named in articles of every region: that two name them both says nothing.
_EVERYWHERE = frozenset({"Kementerian", "Ditjen", "country", "island"})
_SETS = (
    "names", "forms", "kinds", "dates", "rows", "articles", "units", "owners", "hosts", "people", "places", "programs",
    "posts", "regions", "context", "days", "sources",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Profile:
    """One thing as far as it is known: each set holds what any of its records say; things are named by their IRIs.

    ``owners`` are what its ``units`` are part of, ``context`` are the units and places of its articles, ``regions``
    codes of where it is, ``rows`` the vocabulary rows it is, ``days`` when its articles appeared, ``sources`` what they
    are near-copies of.
    """

    type: ThingType
    key: Key
    records: list[EntityRecord]
    names: Counter[str] = field(default_factory=Counter)
    forms: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    programs: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    context: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The name that most records give; of equals the longest, then the first by the alphabet."""
        return min(self.names, key=lambda name: (-self.names[name], -len(name), name))

    def absorb(self, other: Profile) -> None:
        """Take over everything that is known of another profile."""
        self.records += other.records
        for name in _SETS:
            if more := getattr(other, name):
                getattr(self, name).update(more)
        self.key = min(self.key, other.key)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Of each article, the units and places it names, the codes of their regions, and the names of its people.

    ``own`` are the codes of each unit and place by itself, ``wholes`` the units that a unit is part of.
    """

    context: Mapping[str, frozenset[str]]
    regions: Mapping[str, frozenset[str]]
    people: Mapping[str, frozenset[str]]
    own: Mapping[RecordKey, frozenset[str]]
    wholes: Mapping[RecordKey, tuple[str, ...]]

    def named(self, records: Iterable[EntityRecord], names: Names) -> Surroundings:
        """The same with what is named of the units and places among the records."""
        context: dict[str, set[str]] = defaultdict(set)
        for record in records:
            if record.key in self.own and record.key in names and record.kind not in _EVERYWHERE:
                context[record.article_id].add(names[record.key].iri)
        return replace(self, context=_frozen(context))


def surroundings(records: Iterable[EntityRecord], knowledge: Knowledge) -> Surroundings:
    """The surroundings of all articles, while none of their units and places is named."""
    regions: dict[str, set[str]] = defaultdict(set)
    people: dict[str, set[str]] = defaultdict(set)
    own: dict[RecordKey, frozenset[str]] = {}
    wholes: dict[RecordKey, tuple[str, ...]] = {}
    for record in records:
        if record.type == "Person":
            people[record.article_id].add(" ".join(person_tokens(record.name)))
        elif record.type in {"Unit", "Place"}:
            own[record.key] = own_regions(record, knowledge)
            regions[record.article_id] |= own[record.key]
            if record.wholes:
                wholes[record.key] = record.wholes
    return Surroundings({}, _frozen(regions), _frozen(people), own, wholes)


def _frozen(groups: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {article: frozenset(found) for article, found in groups.items()}


def own_regions(record: EntityRecord, knowledge: Knowledge) -> frozenset[str]:
    """Codes of the province, regency or city that a unit or place is in, by reference or else by its name."""
    if record.type == "Place":
        code = record.reference if record.reference in knowledge.vocabulary.region_by_code else ""
        if code:
            return frozenset({code[:5]})
        level = record.kind if record.kind in {"regency", "city", "province"} else ""
        return knowledge.region_codes.get(knowledge.place_name(record.name), frozenset()) if level else frozenset()
    if record.reference in knowledge.unit_regions:
        return knowledge.unit_regions[record.reference]
    name = knowledge.unit_name(record.name)
    return knowledge.regions_in(name.rest, name.level)


def make_profiles(
    records: Iterable[EntityRecord], names: Names, around: Surroundings, knowledge: Knowledge,
    rows: Mapping[str, Canonical], apart: Collection[RecordKey] = (), collapse: bool = True,
) -> list[Profile]:  # fmt: skip
    """Profiles of the records of one type, by key.

    Records that nobody would hold for two things share one, unless they are in ``apart`` or ``collapse`` is off.
    """
    ordered = sorted(records, key=lambda r: r.key)
    alike = Counter((r.article_id, fold(r.name)) for r in ordered)
    bound = _bound(ordered, knowledge, rows)
    found: dict[Key, Profile] = {}
    for record in ordered:
        profile = _profile(record, names, around)
        profile.rows = bound[record.key]
        single = not collapse or record.key in apart
        if record.type in NEVER_JOINED and alike[record.article_id, fold(record.name)] > 1:
            single = True
        profile.key = record.key if single else _key(record, profile)
        if profile.key in found:
            found[profile.key].absorb(profile)
        else:
            found[profile.key] = profile
    return [found[key] for key in sorted(found)]


def _profile(record: EntityRecord, names: Names, around: Surroundings) -> Profile:
    def named(ids: Iterable[str]) -> set[str]:
        return {names[record.article_id, id_].iri for id_ in ids if (record.article_id, id_) in names}

    name = " ".join(record.name.split())
    profile = Profile(record.type, record.key, [record], Counter([name]))
    profile.forms = {fold(form) for text in (record.name, *record.forms) for form in (text, *bracketed(text))}
    # An event of kind "other" is of a kind of its own; a place is only one that is not told more exactly.
    profile.kinds, profile.dates = (
        {record.kind} - ({"", "other"} if record.type == "Place" else {""}),
        {record.date} - {""},
    )
    profile.articles, profile.days = {record.article_id}, {record.published} - {""}
    profile.sources = {record.source} - {""}
    profile.units, profile.hosts, profile.places = named(record.units), named(record.hosts), named(record.places)
    profile.people, profile.programs = named(record.people), named((*record.programs, *record.wholes))
    wholes = (whole for id_ in record.units for whole in around.wholes.get((record.article_id, id_), ()))
    profile.owners = named(wholes)
    profile.posts = {fold(post) for post in record.posts}
    profile.context = set(around.context.get(record.article_id, ())) - named([record.entity_id])
    around_it = around.regions.get(record.article_id, frozenset())
    if record.type == "Person":
        profile.people = set(around.people.get(record.article_id, ())) - {" ".join(person_tokens(record.name))}
        held = {code for id_ in record.units for code in around.own.get((record.article_id, id_), ())}
        profile.regions = held or set(around_it)
    else:
        profile.regions = set(around.own.get(record.key, ()))
        if not profile.regions and record.kind not in _WIDE:
            profile.regions = set(around_it)
    return profile


def _bound(
    records: Iterable[EntityRecord], knowledge: Knowledge, rows: Mapping[str, Canonical]
) -> dict[RecordKey, set[str]]:
    """The vocabulary row of each record, if any.

    Where an article names two programmes that seem to be one row, only what bears its very name is that.
    """
    bound = {record.key: _rows(record, knowledge, rows) for record in records}
    rivals: dict[Key, list[EntityRecord]] = defaultdict(list)
    for record in records:
        if record.type == "Program" and bound[record.key]:
            rivals[record.article_id, *sorted(bound[record.key])].append(record)
    for (_, row), same in rivals.items():
        label = knowledge.program_name(rows[row].label)
        closest = min(same, key=lambda r: (-fuzz.ratio(label, knowledge.program_name(r.name)), r.entity_id))
        for record in same:
            if knowledge.program_name(record.name) != knowledge.program_name(closest.name):
                bound[record.key] = set()
    return bound


def _rows(record: EntityRecord, knowledge: Knowledge, rows: Collection[str]) -> set[str]:
    """The row of the vocabulary that a record is: by reference, or by its name where only one row has it."""
    if record.reference in rows:
        return {record.reference}
    found: Collection[str] = ()
    if record.type == "Unit":
        name = knowledge.unit_name(record.name)
        classes = knowledge.unit_classes
        found = [r for r in knowledge.units_by_name.get(name.compact, ()) if _class_fits(name.unit_class, classes[r])]
    elif record.type == "Program":
        found = knowledge.programs_by_name.get(knowledge.program_name(record.name), ())
    elif record.type == "Place":
        found = knowledge.places_by_name.get((knowledge.place_name(record.name), record.kind), ())
    found = [row for row in found if row in rows]
    return set(found) if len(found) == 1 else set()


def _class_fits(one: str, other: str) -> bool:
    return not one or not other or one == other


def _key(record: EntityRecord, profile: Profile) -> Key:
    """What records have in common that nobody would hold for two things."""
    name = fold(record.name)
    if profile.rows:
        return "row", *sorted(profile.rows)
    if record.type == "Person":
        if profile.units:
            return name, "units", *sorted(profile.units)
        return (name, "regions", *sorted(profile.regions)) if len(name.split()) > 1 and profile.regions else record.key
    if record.type == "Unit":
        return name, record.kind, *sorted(profile.regions)
    if record.type == "Place":
        return (name, record.kind, *sorted(profile.regions)) if record.kind != "site" else record.key
    if record.type == "Program":
        return (name,)
    return record.key
