from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import owlrl
import pytest
from pyoxigraph import Quad
from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import FOAF, ORG, PROV, SKOS

import kg
from kg.identity.canonical import canonical_iris, records
from kg.identity.tenures import observations, tenure_quads
from kg.model import PREDICATES, SIGNATURES, Article, Boundary, Extraction, Predicate, Statement
from kg.rdf.quads import article_quads
from kg.rdf.rdflib_graphs import rdflib_graph
from kg.rdf.reference import authority
from kg.settings import Settings
from kg.vocabulary import data_folder, load_vocabulary

KG = Namespace("https://w3id.org/simpul/ns#")
SCHEMA = Namespace("https://schema.org/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
OA = Namespace("http://www.w3.org/ns/oa#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
# owlrl says with this property what is inconsistent.
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(Path(data_folder("ontology")) / "simpul.ttl")


@pytest.fixture(scope="module")
def sample(gold_train: list[tuple[Article, Extraction]]) -> list[Quad]:
    """Two articles with their tenures, each of which is said to be over."""
    settings, vocabulary = Settings(), load_vocabulary()
    some = [(a, replace(e, boundaries=tuple(map(left, posts(e))))) for a, e in gold_train[:2]]
    names = canonical_iris((r for _, e in some for r in records(e)), authority(vocabulary, settings), settings)
    quads = [quad for a, e in some for quad in article_quads(a, e, names, settings)]
    seen = [observation for a, e in some for observation in observations(a, e, names, vocabulary)]
    return [*quads, *tenure_quads(seen, settings)]


@pytest.fixture(scope="module")
def closed(ontology: Graph, sample: list[Quad]) -> Graph:
    """The sample with everything that OWL 2 RL concludes from it and the ontology."""
    return closure(ontology, rdflib_graph(sample))


def posts(extraction: Extraction) -> list[Statement]:
    return [statement for statement in extraction.statements if statement.predicate == "holdsPost"]


def left(held: Statement) -> Boundary:
    return Boundary(held.subject, held.object, held.post, "end", held.evidence, 0.9, "2025-10")


def closure(ontology: Graph, data: Graph) -> Graph:
    graph = Graph()
    graph += ontology
    graph += data
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def own(ontology: Graph, *types: URIRef) -> Iterator[URIRef]:
    for type_ in types:
        for term in sorted(ontology.subjects(RDF.type, type_), key=str):
            if isinstance(term, URIRef) and term.startswith(KG):
                yield term


def languages(ontology: Graph, term: URIRef, predicate: URIRef) -> list[str]:
    return sorted(text.language or "" for text in ontology.objects(term, predicate) if isinstance(text, Literal))


def test_every_term_has_one_label_and_comment_in_each_language(ontology: Graph) -> None:
    terms = list(own(ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty))
    assert len(terms) > 40
    for term in terms:
        assert languages(ontology, term, RDFS.label) == ["en", "id"], term
        assert languages(ontology, term, RDFS.comment) == ["en", "id"], term


def test_every_relation_reads_both_ways(ontology: Graph) -> None:
    for term in own(ontology, OWL.ObjectProperty):
        assert languages(ontology, term, KG.inverseLabel) == ["en", "id"], term


def test_every_property_has_a_domain_and_a_range(ontology: Graph) -> None:
    for term in own(ontology, OWL.ObjectProperty, OWL.DatatypeProperty):
        assert ontology.value(term, RDFS.domain), term
        assert ontology.value(term, RDFS.range), term


def test_terms_of_other_vocabularies_are_named_for_readers(ontology: Graph) -> None:
    for term in (ORG.postIn, SCHEMA.mentions, SCHEMA.headline, PROV.wasDerivedFrom, OA.hasTarget, SKOS.altLabel):
        assert languages(ontology, term, RDFS.label) == ["en", "id"], term


def test_every_predicate_of_a_statement_is_a_property(ontology: Graph) -> None:
    properties = set(own(ontology, OWL.ObjectProperty))
    assert {KG["holds" if name == "holdsPost" else name] for name in PREDICATES} <= properties


def test_every_term_that_is_written_is_declared(ontology: Graph, sample: list[Quad]) -> None:
    written = {quad.predicate.value for quad in sample}
    written |= {str(quad.object.value) for quad in sample if quad.predicate.value == str(RDF.type)}  # type: ignore[union-attr]
    declared = {str(term) for term in ontology.subjects(RDF.type)}
    assert {term for term in written if term.startswith(KG)} <= declared
    assert {str(KG.Claim), str(KG.Tenure), str(KG.Boundary), str(KG.statedDate), str(KG.refersTo)} <= written


@pytest.mark.parametrize(
    ("term", "standard"),
    [
        (KG.Article, SCHEMA.NewsArticle),
        (KG.Article, PROV.Entity),
        (KG.Person, FOAF.Person),
        (KG.Person, SCHEMA.Person),
        (KG.Unit, ORG.Organization),
        (KG.Post, ORG.Post),
        (KG.Tenure, ORG.Membership),
        (KG.Event, SCHEMA.Event),
        (KG.Event, SEM.Event),
        (KG.Program, SKOS.Concept),
        (KG.Program, SCHEMA.GovernmentService),
        (KG.Place, SCHEMA.Place),
        (KG.Quotation, SCHEMA.Quotation),
        (KG.Claim, RDF.Statement),
        (KG.Claim, PROV.Entity),
    ],
)
def test_classes_are_built_on_standards(ontology: Graph, term: URIRef, standard: URIRef) -> None:
    assert standard in set(ontology.transitive_objects(term, RDFS.subClassOf))


@pytest.mark.parametrize(
    ("term", "standard"),
    [
        *((KG[role], KG.participant) for role in ("performedBy", "hostedBy", "ledBy", "receivedBy", "attendedBy")),
        (KG.participant, SEM.hasActor),
        (KG.heldAt, SCHEMA.location),
        (KG.subEventOf, SCHEMA.superEvent),
        (KG.partOf, DCTERMS.isPartOf),
        (KG.cooperatesWith, ORG.linkedTo),
        (KG.holds, ORG.holds),
        (KG.speaker, PROV.wasAttributedTo),
    ],
)
def test_properties_are_built_on_standards(ontology: Graph, term: URIRef, standard: URIRef) -> None:
    assert standard in set(ontology.transitive_objects(term, RDFS.subPropertyOf))


def test_the_ontology_has_the_version_of_the_package(ontology: Graph) -> None:
    subject = URIRef("https://w3id.org/simpul/ns")
    assert ontology.value(subject, OWL.versionInfo) == Literal(kg.__version__)
    assert ontology.value(subject, OWL.versionIRI) == URIRef(f"https://w3id.org/simpul/ns/{kg.__version__}")


def test_ontology_and_data_are_consistent(closed: Graph) -> None:
    assert list(closed.objects(None, ERROR)) == []
    assert list(closed.subjects(RDF.type, OWL.Nothing)) == []


def test_a_contradiction_would_be_found(ontology: Graph) -> None:
    both = Graph()
    both.add((KG.x, RDF.type, KG.Event))
    both.add((KG.y, KG.ledBy, KG.x))
    both.add((KG.x, KG.succeeds, KG.z))
    assert list(closure(ontology, both).objects(None, ERROR))


def test_a_role_entails_participation_and_its_standard_terms(closed: Graph) -> None:
    for event, who in closed.subject_objects(KG.performedBy):
        assert (event, KG.participant, who) in closed
        assert (event, SEM.hasActor, who) in closed
        assert (event, SCHEMA.organizer, who) in closed
        assert (event, RDF.type, SCHEMA.Event) in closed
        assert (who, RDF.type, FOAF.Agent) in closed
    assert (None, KG.performedBy, None) in closed


def test_holding_a_post_entails_the_terms_of_org(closed: Graph) -> None:
    for person, post in closed.subject_objects(KG.holds):
        assert (person, ORG.holds, post) in closed
        assert (post, RDF.type, ORG.Post) in closed
    assert (None, KG.holds, None) in closed


def test_cooperation_is_mutual_and_places_lie_in_what_their_place_lies_in(ontology: Graph) -> None:
    data = Graph()
    data.add((KG.a, KG.cooperatesWith, KG.b))
    data.add((KG.a, KG.locatedIn, KG.town))
    data.add((KG.town, KG.locatedIn, KG.province))
    closed = closure(ontology, data)
    assert (KG.b, KG.cooperatesWith, KG.a) in closed
    assert (KG.b, ORG.linkedTo, KG.a) in closed
    assert (KG.a, KG.locatedIn, KG.province) in closed


@pytest.mark.parametrize("predicate", [name for name in PREDICATES if name != "holdsPost"])
def test_what_a_statement_may_join_lies_in_the_domain_and_range(ontology: Graph, predicate: Predicate) -> None:
    domain, range_ = (ontology.value(KG[predicate], side) for side in (RDFS.domain, RDFS.range))
    for subject, value in SIGNATURES[predicate]:
        assert domain in set(ontology.transitive_objects(KG[subject], RDFS.subClassOf))
        assert range_ in set(ontology.transitive_objects(KG[value], RDFS.subClassOf))
