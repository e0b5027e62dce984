"""Canonical: which entities of different articles are one thing, and under which IRI the graph knows it.

Identity is data applied when quads are written: statements never change when two entities turn out to be one.
"""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from kg.identity.clusters import Decisions
from kg.identity.knowledge import knowledge_of
from kg.identity.profiles import Names, Profile
from kg.identity.records import EntityRecord, ThingType, records
from kg.identity.resolve import Resolver, by_type, keys_of, surroundings_of
from kg.identity.spelling import fold, strip_class
from kg.identity.weights import load_weights
from kg.model import EntityType
from kg.rdf.iris import Canonical, settle, slug
from kg.settings import Settings
from kg.vocabulary import load_vocabulary

Authority = Mapping[tuple[EntityType, str], Canonical]
"""``(type, reference)`` → the vocabulary row of that id (``kg.rdf.reference.authority``)."""

# Units and places come first: programmes, posts, persons and events are told apart and named by them.
ORDER: tuple[ThingType, ...] = ("Unit", "Place", "Program", "Person", "Event", "Post")
# Units and places are named twice: by themselves, and once it is known which of them stand around each other.
_PASSES: tuple[ThingType, ...] = ("Unit", "Place", *ORDER)
_Key = tuple[str, ...]
__all__ = ["ORDER", "Authority", "EntityRecord", "Names", "ThingType", "canonical_iris", "default_resolver", "records"]


def default_resolver(decisions: Decisions | None = None) -> Resolver:
    """A resolver with the vocabulary and weights that come with Simpul, and what persons have decided."""
    return Resolver(knowledge_of(load_vocabulary()), load_weights(), decisions or Decisions())


def canonical_iris(
    entity_records: Iterable[EntityRecord], authority: Authority, settings: Settings, decisions: Decisions | None = None
) -> Names:
    """IRI and label of every entity and post, by ``(article id, entity id or post key)``.

    Things are joined as ``kg.identity.resolve`` finds them and ``decisions`` demand. What differs never shares an IRI:
    both sides of a clash are qualified. The outcome does not depend on the order of the records.
    """
    with _cycles_left_alone():
        return _iris(entity_records, authority, settings, default_resolver(decisions))


@contextmanager
def _cycles_left_alone() -> Iterator[None]:
    """Keep Python from looking for cycles of objects: here are millions of objects and no cycle.

    Its looks at all of them are what made the whole grow faster than n log n (``tests/benchmarks/identity.py``).
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _iris(
    entity_records: Iterable[EntityRecord], authority: Authority, settings: Settings, resolver: Resolver
) -> Names:
    groups = by_type(entity_records)
    around = surroundings_of(groups, resolver.knowledge)
    names: Names = {}
    for type_ in _PASSES:
        if type_ == "Post":
            names |= _name_posts(groups[type_], names, settings)
            continue
        rows = {reference: row for (kind, reference), row in authority.items() if kind == type_}
        profiles = resolver.profiles(groups[type_], names, around, rows)
        names |= _name_things(type_, resolver.things(profiles), rows, settings)
        if type_ in {"Unit", "Place"}:
            around = around.named((*groups["Unit"], *groups["Place"]), names)
    return dict(sorted(names.items()))


def _name_things(type_: ThingType, things: list[Profile], rows: Mapping[str, Canonical], settings: Settings) -> Names:
    """IRI and label for each record of things of one type: of the row that a thing is, or made of its name."""
    prefix = f"{settings.base_iri}{type_.lower()}/"
    result: Names = {}
    unnamed: dict[_Key, Profile] = {}
    used: set[str] = set()
    for thing in sorted(things, key=lambda t: (-len(t.records), t.key)):
        row = min(thing.rows, default="")
        if row and row not in used:
            # A person may have said that two things with the row's name are two; the larger one keeps it.
            used.add(row)
            result.update(dict.fromkeys(keys_of(thing), rows[row]))
        else:
            unnamed[thing.key] = thing
    taken = {row.iri.removeprefix(prefix) for row in rows.values()}
    slugs = settle({key: _ladder(thing) for key, thing in unnamed.items()}, taken)
    for key, thing in unnamed.items():
        result.update(dict.fromkeys(keys_of(thing), Canonical(prefix + slugs[key], thing.name)))
    return result


def _name_posts(group: list[EntityRecord], names: Names, settings: Settings) -> Names:
    """A post is one wherever it has the same title in the same unit."""
    alike: dict[_Key, list[EntityRecord]] = defaultdict(list)
    for record in group:
        alike[fold(record.name), *_named(record, record.units, names)].append(record)
    slugs = settle({key: _post_ladder(same, key[1:]) for key, same in alike.items()})
    result: Names = {}
    for key, same in alike.items():
        row = Canonical(f"{settings.base_iri}post/{slugs[key]}", _label(same))
        result.update({record.key: row for record in same})
    return result


def _post_ladder(same: list[EntityRecord], units: _Key) -> list[str]:
    name, tail = _label(same), _tail(units[0]) if units else ""
    ladder = [f"{name} {tail}"] + ([f"{name} {units[0].split('/')[-2]} {tail}"] if units else [])
    return _steps(ladder, min(record.article_id for record in same))


def _ladder(thing: Profile) -> list[str]:
    """The slugs of a thing, from the shortest to the most qualified: by class, unit, kind, at last by article."""
    name = thing.name
    tail = _tail(min(thing.units, default=""))
    ladder = [name]
    if thing.type == "Unit":
        ladder = [strip_class(name), name, f"{name} {min(thing.kinds, default='')}"]
    elif thing.type == "Place":
        ladder = [name, f"{name} {min(thing.kinds, default='')}"]
    elif thing.type == "Person" and tail:
        ladder = [name, f"{name} {tail}"]
    elif thing.type == "Event":
        host = _tail(min(thing.hosts, default=""))
        about = " ".join([tail, *([host] if host and host != tail else [])])
        start = f"{_usual_date(thing)} {min(thing.kinds, default='')}"
        ladder = [f"{start} {about if tail else name}", f"{start} {name}", f"{start} {name} {about}"]
    return _steps(ladder, min(thing.articles))


def _steps(ladder: list[str], article: str) -> list[str]:
    return list(dict.fromkeys(slug(step) for step in [*ladder, f"{ladder[-1]} {article}"]))


def _usual_date(thing: Profile) -> str:
    """The date that most articles give; of equals the most exact, then the first."""
    counts = Counter(record.date for record in thing.records if record.date)
    return min(counts, key=lambda date: (-counts[date], -len(date), date), default="")


def _named(record: EntityRecord, ids: tuple[str, ...], names: Names) -> list[str]:
    """The IRIs of these entities of the record's article; what is not named before the record cannot qualify it."""
    keys = ((record.article_id, id_) for id_ in ids)
    return sorted({names[key].iri for key in keys if key in names})


def _tail(iri: str) -> str:
    return iri.rpartition("/")[2]


def _label(same: list[EntityRecord]) -> str:
    """The name that most records give; of equals the longest, then the first by the alphabet."""
    counts = Counter(" ".join(record.name.split()) for record in same)
    return min(counts, key=lambda name: (-counts[name], -len(name), name))
