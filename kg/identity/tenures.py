"""Tenures: between which dates articles saw a person in a post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Article, Extraction
from kg.rdf.iris import tenure_iri
from kg.rdf.quads import CanonicalMap, is_day, post_key
from kg.rdf.terms import LABEL, ORG, TYPE, XSD, date_literal, named_graph, ontology
from kg.settings import Settings
from kg.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Observation:
    """One article saying that a person holds a post: IRIs, labels, and the ISO day of publication (or empty)."""

    person: str
    post: str
    unit: str
    label: str
    acting: bool
    day: str


def observations(
    article: Article, extraction: Extraction, canonical: CanonicalMap, vocabulary: Vocabulary
) -> list[Observation]:
    """The posts that an article states as held; what it denies, plans or merely alleges is no observation.

    A post is held for the time being where it begins with such a word of the vocabulary (Plt., Penjabat).
    """
    prefixes = tuple(f"{row.form} ".casefold() for row in vocabulary.titles if row.role == "prefix")
    day = article.published if is_day(article.published) else ""
    found = []
    for statement in extraction.statements:
        if statement.predicate != "holdsPost" or statement.certainty != "asserted":
            continue
        person, post, unit = (
            canonical[article.id, key] for key in (statement.subject, post_key(statement), statement.object)
        )
        label = f"{person.label}: {post.label} {unit.label}"
        acting = post.label.casefold().startswith(prefixes)
        found.append(Observation(person.iri, post.iri, unit.iri, label, acting, day))
    return found


def tenure_quads(observed: Iterable[Observation], settings: Settings) -> list[Quad]:
    """The tenures in the identity graph, one for each person and post, from the first to the last day observed."""
    days: dict[tuple[str, str], set[str]] = defaultdict(set)
    samples: dict[tuple[str, str], Observation] = {}
    for observation in observed:
        key = observation.person, observation.post
        samples[key] = min(samples.get(key, observation), observation, key=lambda o: (o.unit, o.label, o.acting))
        days[key] |= {observation.day} - {""}
    return [quad for key in sorted(samples) for quad in _tenure(samples[key], days[key], settings)]


def _tenure(observation: Observation, days: set[str], settings: Settings) -> list[Quad]:
    kg = ontology(settings.ontology_iri)
    node = NamedNode(tenure_iri(observation.person, observation.post, settings))
    facts: list[tuple[NamedNode, NamedNode | Literal]] = [
        (TYPE, kg["Tenure"]),
        (LABEL, Literal(observation.label)),
        (ORG["member"], NamedNode(observation.person)),
        (kg["post"], NamedNode(observation.post)),
        (ORG["organization"], NamedNode(observation.unit)),
        (kg["acting"], Literal(str(observation.acting).lower(), datatype=XSD["boolean"])),
    ]
    if days:
        facts += [(kg["firstObserved"], date_literal(min(days))), (kg["lastObserved"], date_literal(max(days)))]
    graph = named_graph("identity", settings)
    return [Quad(node, predicate, value, graph) for predicate, value in facts]
