"""Canonical: which entities of different articles are one thing, and under which IRI the graph knows it.

Identity is data applied when quads are written: statements never change when two entities turn out to be one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.model import EntityType, Extraction
from kg.rdf.iris import Canonical, settle, slug
from kg.rdf.quads import post_key
from kg.settings import Settings

ThingType = EntityType | Literal["Post"]
Authority = Mapping[tuple[EntityType, str], Canonical]
"""``(type, reference)`` → the vocabulary row of that id (``kg.rdf.reference.authority``)."""

_CLASS = re.compile(r"\s+Kelas\s+[IVX]+(?:\s?[AB])?\b")
# Units and places come first: posts, persons and events are told apart and named by them.
_ORDER: tuple[ThingType, ...] = ("Unit", "Place", "Program", "Person", "Event", "Post")
# Types whose entities are rows of the vocabulary where they bear a row's very name. Names of places recur too often.
_NAMED_BY_AUTHORITY: frozenset[ThingType] = frozenset({"Unit", "Program"})

# Types of which two entities of one article are two things, though they be named alike. Of the other types, one thing
# has been found twice: articles do not name two offices, places or programmes alike.
_NEVER_JOINED: frozenset[ThingType] = frozenset({"Person", "Event"})

Names = dict[tuple[str, str], Canonical]
_Key = tuple[str, ...]
_Group = list["EntityRecord"]


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """What identity needs to know of one entity of one article, or of one post held there.

    ``units`` are ids of the same article's entities that tell the thing from others of its name: where a person holds
    posts, which unit a post is in, who performs an event. ``hosts`` are those who receive an event.
    """

    article_id: str
    entity_id: str
    type: ThingType
    name: str
    kind: str = ""
    date: str = ""
    reference: str = ""
    units: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


def records(extraction: Extraction) -> list[EntityRecord]:
    """The records of one extraction: its entities, and the posts held in its statements."""
    units: dict[str, set[str]] = defaultdict(set)
    hosts: dict[str, set[str]] = defaultdict(set)
    posts: dict[str, EntityRecord] = {}
    for statement in extraction.statements:
        if statement.predicate == "holdsPost":
            key = post_key(statement)
            posts[key] = EntityRecord(extraction.article_id, key, "Post", statement.post, units=(statement.object,))
        if statement.certainty == "negated":
            continue
        if statement.predicate in {"holdsPost", "performedBy"}:
            units[statement.subject].add(statement.object)
        elif statement.predicate == "hostedBy":
            hosts[statement.subject].add(statement.object)
    entities = [
        EntityRecord(
            extraction.article_id, entity.id, entity.type, entity.name, entity.kind, entity.date, entity.reference,
            tuple(sorted(units[entity.id])), tuple(sorted(hosts[entity.id])),
        )
        for entity in extraction.entities
    ]  # fmt: skip
    return [*entities, *posts.values()]


def canonical_iris(entity_records: Iterable[EntityRecord], authority: Authority, settings: Settings) -> Names:
    """IRI and label of every entity and post, by ``(article id, entity id or post key)``.

    The same reference, or the same type and name, is the same thing; a person only without a contradicting unit, a
    place only of the same kind, an event only of the same kind and date, and two persons or events of one article are
    two. What differs never shares an IRI: both sides of a clash are qualified. The outcome does not depend on the
    order of the records.
    """
    by_type: dict[ThingType, _Group] = defaultdict(list)
    for record in sorted(entity_records, key=lambda r: (r.article_id, r.entity_id)):
        by_type[record.type].append(record)
    names: Names = {}
    for type_ in _ORDER:
        names |= _name_type(type_, by_type[type_], names, authority, settings)
    return dict(sorted(names.items()))


def _name_type(type_: ThingType, group: _Group, names: Names, authority: Authority, settings: Settings) -> Names:
    """Names of the records of one type, given the names of the types before it."""
    rows = {reference: row for (kind, reference), row in authority.items() if kind == type_}
    by_label = _unique_labels(rows.values()) if type_ in _NAMED_BY_AUTHORITY else {}
    result: Names = {}
    alike: dict[_Key, _Group] = defaultdict(list)
    for record in group:
        row = rows.get(record.reference) or by_label.get(_fold(record.name))
        if row is None:
            alike[_key(record, names)].append(record)
        else:
            result[record.article_id, record.entity_id] = row
    things = {key: same for base, many in alike.items() for key, same in _things(base, many, names)}
    prefix = f"{settings.base_iri}{type_.lower()}/"
    taken = {row.iri.removeprefix(prefix) for row in rows.values()}
    slugs = settle({key: _ladder(same, names) for key, same in things.items()}, taken)
    for key, same in things.items():
        row = Canonical(prefix + slugs[key], _label(same))
        result.update({(record.article_id, record.entity_id): row for record in same})
    return result


def _unique_labels(rows: Iterable[Canonical]) -> dict[str, Canonical]:
    by_label: dict[str, set[Canonical]] = defaultdict(set)
    for row in rows:
        by_label[_fold(row.label)].add(row)
    return {label: next(iter(same)) for label, same in by_label.items() if len(same) == 1}


def _key(record: EntityRecord, names: Names) -> _Key:
    """What records must have in common to be taken for one thing."""
    name = _fold(record.name)
    if record.type == "Post":
        return name, *_units(record, names)
    if record.type == "Place":
        return name, record.kind
    if record.type == "Event":
        # Without a date nothing says that "rapat koordinasi" of two articles is one meeting.
        place = () if record.date else (record.article_id, record.entity_id)
        return name, record.kind, record.date, *place
    return (name,)


def _things(key: _Key, alike: _Group, names: Names) -> Iterator[tuple[_Key, _Group]]:
    """The different things among records with the same key, each with a key of its own."""
    if alike[0].type not in _NEVER_JOINED:
        yield key, alike
        return
    in_article = Counter(record.article_id for record in alike)
    rest = [record for record in alike if in_article[record.article_id] == 1]
    alone = [record for record in alike if in_article[record.article_id] > 1]
    if alike[0].type == "Person":
        circles, unplaced = _circles(rest, names)
        if len(circles) > 1:
            # A namesake without a unit could be either person.
            alone += unplaced
            for units, same in circles:
                yield (*key, *units), same
            rest = []
    if rest:
        yield key, rest
    for record in alone:
        yield (*key, record.article_id, record.entity_id), [record]


def _circles(group: _Group, names: Names) -> tuple[list[tuple[list[str], _Group]], _Group]:
    """Records linked by common units, with those units, and the records that have no unit."""
    circles: list[tuple[set[str], _Group]] = []
    unplaced = []
    for record in group:
        units = set(_units(record, names))
        if not units:
            unplaced.append(record)
            continue
        touching = [circle for circle in circles if circle[0] & units]
        circles = [circle for circle in circles if not circle[0] & units]
        same = [other for circle in touching for other in circle[1]]
        circles.append((units.union(*(circle[0] for circle in touching)), [*same, record]))
    return [(sorted(units), same) for units, same in circles], unplaced


def _ladder(same: _Group, names: Names) -> list[str]:
    """The slugs of a thing, from the shortest to the most qualified: by class, unit, kind, at last by article."""
    first, name = same[0], _label(same)
    units = sorted({unit for record in same for unit in _units(record, names)})
    tail = _tail(units[0]) if units else ""
    ladder = [name]
    if first.type == "Unit":
        ladder = [_CLASS.sub("", name), name, f"{name} {first.kind}"]
    elif first.type == "Place":
        ladder = [name, f"{name} {first.kind}"]
    elif first.type == "Person" and tail:
        ladder = [name, f"{name} {tail}"]
    elif first.type == "Post":
        ladder = [f"{name} {tail}", f"{name} {units[0].split('/')[-2]} {tail}"]
    elif first.type == "Event":
        hosts = sorted({_tail(host) for record in same for host in _named(record, record.hosts, names)})
        about = " ".join([tail, *(host for host in hosts[:1] if host != tail)])
        start = f"{first.date} {first.kind}"
        ladder = [f"{start} {about if tail else name}", f"{start} {name}", f"{start} {name} {about}"]
    article = min(record.article_id for record in same)
    steps = [slug(step) for step in [*ladder, f"{ladder[-1]} {article}"]]
    return list(dict.fromkeys(steps))


def _units(record: EntityRecord, names: Names) -> list[str]:
    return _named(record, record.units, names)


def _named(record: EntityRecord, ids: tuple[str, ...], names: Names) -> list[str]:
    """The IRIs of these entities of the record's article; what is not named before the record cannot qualify it."""
    keys = ((record.article_id, id_) for id_ in ids)
    return sorted({names[key].iri for key in keys if key in names})


def _tail(iri: str) -> str:
    return iri.rpartition("/")[2]


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())


def _label(same: _Group) -> str:
    """The name that most records give; of equals the longest, then the first by the alphabet."""
    counts = Counter(" ".join(record.name.split()) for record in same)
    return min(counts, key=lambda name: (-counts[name], -len(name), name))
