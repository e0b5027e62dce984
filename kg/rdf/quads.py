"""Quads: what one article is, what it claims and in which words, as the RDF of its own named graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Article, Boundary, Entity, Evidence, Extraction, PartialDate, Quotation, Statement
from kg.rdf import iris
from kg.rdf.iris import Canonical
from kg.rdf.names import other_names
from kg.rdf.terms import ALT_LABEL, LABEL, OA, ORG, PROV, RDF, SCHEMA, TYPE, XSD, Namespace, date_literal, ontology
from kg.settings import Settings

CanonicalMap = Mapping[tuple[str, str], Canonical]
"""``(article id, entity id or post key)`` → under which IRI and label the graph knows it (``kg.identity``)."""

_SURROGATE = re.compile("[\ud800-\udfff]")
Object = NamedNode | Literal


_SIDES = {"start": "takesUp", "end": "leaves"}


def post_key(claim: Statement | Boundary) -> str:
    """How the canonical map calls the post of a ``holdsPost`` statement or of a boundary: ``u1/Kepala``."""
    return f"{claim.unit if isinstance(claim, Boundary) else claim.object}/{claim.post}"


def article_quads(article: Article, extraction: Extraction, canonical: CanonicalMap, settings: Settings) -> list[Quad]:
    """All quads of one article's named graph, without repetition, in a fixed order.

    ``canonical`` must know every entity and post of the extraction (else ``KeyError``). Every statement stands as a
    claim; only one that the article asserts makes an edge, not one that it plans, denies or merely alleges. The same
    input gives the same quads.
    """
    return _Writer(article, extraction, canonical, settings).quads()


@dataclass(slots=True)
class _Writer:
    article: Article
    extraction: Extraction
    canonical: CanonicalMap
    settings: Settings
    kg: Namespace = field(init=False)
    iri: str = field(init=False)
    graph: NamedNode = field(init=False)
    # The keys of a dict: quads in the order of writing, each once.
    written: dict[Quad, None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.kg = ontology(self.settings.ontology_iri)
        self.iri = iris.article_iri(self.article.id, self.settings)
        self.graph = NamedNode(self.iri)

    def quads(self) -> list[Quad]:
        self._article()
        for entity in self.extraction.entities:
            self._entity(entity)
        for statement in self.extraction.statements:
            self._statement(statement)
        for boundary in self.extraction.boundaries:
            self._boundary(boundary)
        for quotation in self.extraction.quotations:
            self._quotation(quotation)
        return list(self.written)

    def _add(self, subject: NamedNode, facts: Iterable[tuple[NamedNode, Object]]) -> None:
        for predicate, value in facts:
            self.written[Quad(subject, predicate, value, self.graph)] = None

    def _node(self, entity_id: str) -> NamedNode:
        return NamedNode(self.canonical[self.article.id, entity_id].iri)

    def _article(self) -> None:
        article = self.article
        texts = {
            "headline": article.title, "author": article.byline, "publisher": article.publisher,
            "articleBody": article.text,
        }  # fmt: skip
        facts: list[tuple[NamedNode, Object]] = [
            (TYPE, self.kg["Article"]),
            (LABEL, text_literal(article.title or article.id)),
            (self.kg["identifier"], text_literal(article.id)),
        ]
        facts += [(SCHEMA[name], text_literal(text)) for name, text in texts.items() if text]
        if article.url:
            facts.append((SCHEMA["url"], Literal(_without_surrogates(article.url), datatype=XSD["anyURI"])))
        if is_day(article.published):
            facts.append((SCHEMA["datePublished"], date_literal(article.published)))
        facts += [(SCHEMA["mentions"], self._node(entity.id)) for entity in self.extraction.entities]
        self._add(self.graph, facts)

    def _entity(self, entity: Entity) -> None:
        node = self._node(entity.id)
        canonical = self.canonical[self.article.id, entity.id]
        label, seen = canonical.label, canonical.seen or canonical.label
        names = other_names(seen, (mention.quote for mention in entity.mentions), entity.type)
        # What the article's own reading calls it is a name of it, however little it looks like the one of the row.
        names = sorted({*names, entity.name, seen} - {label})
        facts: list[tuple[NamedNode, Object]] = [(TYPE, self.kg[entity.type]), (LABEL, text_literal(label))]
        facts += [(ALT_LABEL, text_literal(name)) for name in names]
        if entity.kind:
            facts.append((self.kg["kind"], NamedNode(iris.kind_iri(entity.type.lower(), entity.kind, self.settings))))
        self._add(node, [*facts, *self._dates(entity.date)])
        for mention in entity.mentions:
            self._add(self._target(mention), [(self.kg["refersTo"], node)])

    def _dates(self, iso: str) -> Iterator[tuple[NamedNode, Object]]:
        if not iso:
            return
        when = PartialDate(iso)
        if when.is_range:
            yield SCHEMA["startDate"], date_literal(when.first)
            yield SCHEMA["endDate"], date_literal(when.last)
        else:
            yield self.kg["date"], date_literal(when.iso)

    def _statement(self, statement: Statement) -> None:
        held = statement.predicate == "holdsPost"
        value = self._post(statement) if held else self._node(statement.object)
        predicate = self.kg["holds" if held else statement.predicate]
        triple = self._node(statement.subject), predicate, value
        self._claim(self.extraction.statement_id(statement), triple, statement, statement.certainty)

    def _boundary(self, boundary: Boundary) -> None:
        """The start or end of a term as a claim: the person takes up or leaves the post."""
        triple = self._node(boundary.person), self.kg[_SIDES[boundary.side]], self._post(boundary)
        claim = self._claim(self.extraction.boundary_id(boundary), triple, boundary, "asserted")
        if boundary.day:
            self._add(claim, [(self.kg["statedDate"], date_literal(boundary.day))])

    def _claim(
        self, id_: str, triple: tuple[NamedNode, NamedNode, NamedNode], said: Statement | Boundary, certainty: str
    ) -> NamedNode:
        subject, predicate, value = triple
        if certainty == "asserted":
            self._add(subject, [(predicate, value)])
        claim = NamedNode(iris.claim_iri(id_, self.settings))
        facts: list[tuple[NamedNode, Object]] = [
            (TYPE, self.kg["Claim"]),
            (RDF["subject"], subject),
            (RDF["predicate"], predicate),
            (RDF["object"], value),
            (self.kg["certainty"], Literal(certainty)),
        ]
        self._add(claim, [*facts, *self._provenance(said.confidence, said.evidence)])
        return claim

    def _post(self, claim: Statement | Boundary) -> NamedNode:
        key = post_key(claim)
        post, unit = self.canonical[self.article.id, key], self.canonical[self.article.id, key.partition("/")[0]]
        node = NamedNode(post.iri)
        facts: list[tuple[NamedNode, Object]] = [
            (TYPE, self.kg["Post"]),
            (LABEL, text_literal(f"{post.label} {unit.label}")),
            (self.kg["title"], text_literal(post.label)),
            (ORG["postIn"], NamedNode(unit.iri)),
        ]
        self._add(node, facts)
        return node

    def _quotation(self, quotation: Quotation) -> None:
        node = NamedNode(iris.quotation_iri(self.extraction.quotation_id(quotation), self.settings))
        facts: list[tuple[NamedNode, Object]] = [
            (TYPE, self.kg["Quotation"]),
            (self.kg["speaker"], self._node(quotation.speaker)),
            (SCHEMA["text"], text_literal(quotation.text)),
        ]
        if quotation.attribution is not None:
            facts.append((self.kg["attribution"], self._target(quotation.attribution)))
        self._add(node, [*facts, *self._provenance(quotation.confidence, (quotation.evidence,))])

    def _provenance(self, confidence: float, evidence: Iterable[Evidence]) -> list[tuple[NamedNode, Object]]:
        facts: list[tuple[NamedNode, Object]] = [
            (self.kg["confidence"], Literal(_decimal(confidence), datatype=XSD["decimal"])),
            (self.kg["extractor"], text_literal(self.extraction.extractor)),
            (PROV["wasDerivedFrom"], self.graph),
        ]
        return [*facts, *((OA["hasTarget"], self._target(item)) for item in evidence)]

    def _target(self, evidence: Evidence) -> NamedNode:
        target = NamedNode(iris.target_iri(self.iri, evidence))
        selector = NamedNode(f"{target.value}/selector")
        self._add(
            target,
            [
                (TYPE, OA["SpecificResource"]),
                (OA["hasSource"], self.graph),
                (self.kg["field"], Literal(evidence.field)),
                (OA["hasSelector"], selector),
            ],
        )
        self._add(
            selector,
            [
                (TYPE, OA["TextPositionSelector"]),
                (TYPE, OA["TextQuoteSelector"]),
                (OA["start"], Literal(str(evidence.span.start), datatype=XSD["integer"])),
                (OA["end"], Literal(str(evidence.span.end), datatype=XSD["integer"])),
                (OA["exact"], text_literal(evidence.quote)),
            ],
        )
        return target


def _decimal(number: float) -> str:
    """Two decimals without trailing zeros: the canonical form, which a store keeps as it is."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def text_literal(text: str) -> Literal:
    """A plain literal; a lone surrogate, which no RDF file can hold, becomes U+FFFD so that offsets stay true."""
    return Literal(_without_surrogates(text))


def _without_surrogates(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def is_day(iso: str) -> bool:
    """Whether a text is a calendar day in the form 2025-10-31."""
    try:
        return date.fromisoformat(iso).isoformat() == iso
    except ValueError:
        return False
