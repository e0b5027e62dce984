"""Identity: fits the weights of identity to articles whose entities are told apart by hand."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from kg.errors import ArticleError, TrainingError
from kg.evaluation.annotation import AnnotatedEntity, Annotation, read_gold
from kg.identity.canonical import ORDER, canonical_iris, default_resolver
from kg.identity.conflicts import TOLD_APART
from kg.identity.copies import find_copies
from kg.identity.profiles import Profile
from kg.identity.records import EntityRecord, RecordKey, records
from kg.identity.resolve import by_type, surroundings_of
from kg.identity.weights import Weights
from kg.model import Article, Entity, EntityType, Evidence, Extraction, Predicate, Span, Statement
from kg.rdf.iris import Canonical
from kg.rdf.reference import authority
from kg.settings import Settings
from kg.vocabulary import load_vocabulary

Things = Mapping[RecordKey, str]
"""Which thing each entity of the annotated articles is."""
_PRIOR = 4.0


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of entities with its features (name to score), and whether the two are one thing."""

    type: str
    features: Mapping[str, float]
    same: bool


def read_things(path: Path) -> dict[RecordKey, str]:
    """The key in a file with the columns thing, article, entity; raises ``ArticleError`` where it has others."""
    with path.open(encoding="utf-8", newline="") as stream:
        try:
            return {(r["article"], r["entity"]): r["thing"] for r in csv.DictReader(stream, delimiter="\t")}
        except KeyError as error:
            raise ArticleError(str(path), f"has no column {error}: thing, article and entity are needed") from error


def read_records(folder: Path, settings: Settings) -> list[EntityRecord]:
    """The records of annotated articles as a perfect extractor would give them."""
    read = read_gold(folder, settings).articles
    copies = find_copies(article for article, _ in read)
    return [r for article, annotation in read for r in _records(article, annotation, copies.original[article.id])]


def _records(article: Article, annotation: Annotation, source: str) -> list[EntityRecord]:
    entities = tuple(
        Entity(e.id, cast(EntityType, e.type), e.name, _mentions(e.mentions), e.kind, e.date, _reference(e))
        for e in annotation.entities
    )
    statements = tuple(
        Statement(f.subject, cast(Predicate, f.predicate), f.object, (), 1.0, f.post) for f in annotation.facts
    )
    return records(Extraction(article.id, "gold/1", entities, statements), article.published, source)


def _mentions(quotes: Iterable[str]) -> tuple[Evidence, ...]:
    # Identity asks for the words alone, not for their place.
    return tuple(Evidence("text", Span(0, len(quote)), quote) for quote in quotes)


def _reference(entity: AnnotatedEntity) -> str:
    """The vocabulary row whose very name the entity bears, as an extractor would find it."""
    found = rows_by_name().get((entity.type, entity.name, entity.kind if entity.type == "Place" else ""), set())
    return next(iter(found)) if len(found) == 1 else ""


@cache
def rows_by_name() -> Mapping[tuple[str, str, str], set[str]]:
    """Ids of the vocabulary's rows by type, name or other name, and (places) kind."""
    vocabulary = load_vocabulary()
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for region in vocabulary.regions:
        for name in (region.label, region.name, *region.aliases):
            found["Place", name, region.kind].add(region.code)
    for unit in vocabulary.units:
        for name in (unit.name, *unit.aliases):
            found["Unit", name, ""].add(unit.id)
    for program in vocabulary.programs:
        for name in (program.label_id, *program.aliases):
            found["Program", name, ""].add(program.id)
    return found


def examples(found: Iterable[EntityRecord], things: Things, settings: Settings) -> list[Example]:
    """Every pair that blocking finds among entities of the key, unless one article tells the two apart.

    Two that stand in one article have day, place and company in common and are two all the same: learned from, they
    would speak against all that is shared. Units, places and programmes are named by the key, so that persons and
    events are judged among the right ones.
    """
    known = [r for r in found if r.key in things]
    rows, resolver, groups = authority(load_vocabulary(), settings), default_resolver(), by_type(known)
    names = {r.key: Canonical(things[r.key], r.name) for r in known}
    around = surroundings_of(groups, resolver.knowledge).named(known, names)
    pairs = []
    for type_ in ORDER:
        ids = {reference: row for (kind, reference), row in rows.items() if kind == type_}
        for pair in resolver.judged(resolver.profiles(groups[type_], names, around, ids, collapse=False)):
            if pair.conflict == TOLD_APART:
                continue
            scores = {feature.name: feature.score for feature in pair.features}
            pairs.append(Example(type_, scores, _thing(pair.left, things) == _thing(pair.right, things)))
    return pairs


def _thing(profile: Profile, things: Things) -> str:
    return things[profile.records[0].key]


def fit_weights(found: Iterable[Example]) -> Weights:
    """Logistic regression for each type. A false join costs twice what a missed one does.

    Raises ``TrainingError`` where a type has no pairs that are one, or none that are two.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    table: dict[tuple[str, str], float] = {}
    groups: dict[str, list[Example]] = defaultdict(list)
    for example in found:
        groups[example.type].append(example)
    for type_ in ORDER[:-1]:
        group = groups[type_]
        if len({example.same for example in group}) < 2:
            raise TrainingError(f"{type_}: the key needs pairs that are one thing and pairs that are two; add articles")
        sheet = DictVectorizer(sparse=False)
        numbers = sheet.fit_transform([example.features for example in group])
        model = LogisticRegression(C=_PRIOR, class_weight={False: 2.0, True: 1.0}, max_iter=2000)
        model.fit(numbers, [example.same for example in group])
        table[type_, "(start)"] = round(float(model.intercept_[0]), 2)
        for name, weight in zip(sheet.get_feature_names_out(), model.coef_[0], strict=True):
            table[type_, name] = round(float(weight), 2)
    return Weights(table)


@dataclass(frozen=True, slots=True)
class Agreement:
    """B-cubed precision, recall and F1 of one type, and how many joined things are several by the key."""

    type: str
    precision: float
    recall: float
    f1: float
    false_merges: tuple[tuple[str, ...], ...]


def agreement(found: Iterable[EntityRecord], things: Things, settings: Settings) -> list[Agreement]:
    """How well resolution of these records agrees with the key, type by type."""
    every = list(found)
    names = canonical_iris(every, authority(load_vocabulary(), settings), settings)
    types = {r.key: r.type for r in every if r.key in things}
    return [_agreement(t, {k: names[k].iri for k in types if types[k] == t}, things) for t in ORDER[:-1]]


def _agreement(type_: str, clusters: Mapping[RecordKey, str], things: Things) -> Agreement:
    by_thing: dict[str, set[RecordKey]] = defaultdict(set)
    by_cluster: dict[str, set[RecordKey]] = defaultdict(set)
    for key, iri in clusters.items():
        by_thing[things[key]].add(key)
        by_cluster[iri].add(key)
    shared = {key: len(by_cluster[iri] & by_thing[things[key]]) for key, iri in clusters.items()}
    count = max(len(clusters), 1)
    precision = sum(shared[key] / len(by_cluster[iri]) for key, iri in clusters.items()) / count
    recall = sum(shared[key] / len(by_thing[things[key]]) for key in clusters) / count
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    merged = [tuple(sorted({things[key] for key in keys})) for keys in by_cluster.values()]
    return Agreement(type_, precision, recall, f1, tuple(sorted(m for m in merged if len(m) > 1)))
