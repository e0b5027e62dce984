"""Evidence: the words of an article behind a claim, and how a question asks for them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.views.question import Row, local_name


@dataclass(frozen=True, slots=True)
class Source:
    """An article as a reference: where its page is, its headline, publisher and ISO date of publication."""

    iri: str
    headline: str
    publisher: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one article behind a claim: offsets in code points of its ``title`` or ``text``."""

    claim: str
    source: Source
    field: str
    start: int
    end: int
    quote: str
    confidence: str
    certainty: str
    extractor: str

    @property
    def anchor(self) -> str:
        """The name of this place on the article's page (``char-120-180``)."""
        return f"{'title' if self.field == 'title' else 'char'}-{self.start}-{self.end}"


EVIDENCE_NAMES = (
    "?claim ?article ?headline ?publisher ?published ?field ?start ?end ?exact ?confidence ?certainty ?extractor"
)
"""The variables that ``evidence_of`` reads."""

EVIDENCE_PATTERN = """
  ?claim prov:wasDerivedFrom ?article ; kg:confidence ?confidence ; kg:extractor ?extractor ; oa:hasTarget ?target .
  ?target kg:field ?field ; oa:hasSelector ?selector . ?selector oa:start ?start ; oa:end ?end ; oa:exact ?exact .
  OPTIONAL { ?claim kg:certainty ?certainty } OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:publisher ?publisher } OPTIONAL { ?article schema:datePublished ?published }
"""
"""What binds those variables for each place that supports a ``?claim``."""

EVIDENCE_ORDER = "ORDER BY DESC(STR(?published)) ?article ?field ?start ?end ?claim"
"""Newest article first, then as they stand in it."""


def source_of(row: Row) -> Source:
    """The article that a row names by ``article``, ``headline``, ``publisher`` and ``published``."""
    iri = row["article"]
    headline = row.get("headline") or local_name(iri)
    return Source(iri, headline, row.get("publisher", ""), row.get("published", ""))


def evidence_of(row: Row) -> Evidence:
    """The evidence that a row of ``EVIDENCE_NAMES`` describes."""
    return Evidence(
        row["claim"], source_of(row), row["field"], int(row["start"]), int(row["end"]), row["exact"],
        row["confidence"], row.get("certainty", "asserted"), row["extractor"],
    )  # fmt: skip
