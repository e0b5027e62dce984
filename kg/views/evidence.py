"""Evidence: the words of an article behind a claim, and how a question asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.views.question import Row, local_name

_END = re.compile(r"[.!?][\"”’)]*(?=\s|$)")
_BETWEEN = re.compile(r"(?<=[.!?\"”])\s+")


@dataclass(frozen=True, slots=True)
class Source:
    """An article as a reference: where its page is, its headline, publisher and ISO date of publication."""

    iri: str
    headline: str
    publisher: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one article behind a claim: offsets in code points of its ``title`` or ``text``.

    ``before`` and ``after`` are the rest of the sentence that the words stand in.
    """

    claim: str
    source: Source
    field: str
    start: int
    end: int
    quote: str
    confidence: str
    certainty: str
    extractor: str
    before: str = ""
    after: str = ""

    @property
    def anchor(self) -> str:
        """The name of this place on the article's page (``char-120-180``)."""
        return f"{'title' if self.field == 'title' else 'char'}-{self.start}-{self.end}"


EVIDENCE_NAMES = (
    "?claim ?article ?headline ?publisher ?published ?field ?start ?end ?exact ?confidence ?certainty ?extractor"
    " ?before ?after"
)
"""The variables that ``evidence_of`` reads."""

_AROUND = 240
"""How many characters on either side of the words are searched for the ends of their sentence."""

_TARGET = (
    "?target kg:field ?field ; oa:hasSelector ?selector . ?selector oa:start ?start ; oa:end ?end ; oa:exact ?exact ."
)
_SENTENCE = f"""
  OPTIONAL {{ ?article schema:headline ?headline }}
  OPTIONAL {{ ?article schema:publisher ?publisher }} OPTIONAL {{ ?article schema:datePublished ?published }}
  OPTIONAL {{ ?article schema:articleBody ?body }} BIND(IF(?field = "title", ?headline, ?body) AS ?whole)
  BIND(IF(?start > {_AROUND}, ?start - {_AROUND}, 0) AS ?from)
  BIND(SUBSTR(?whole, ?from + 1, ?start - ?from) AS ?before) BIND(SUBSTR(?whole, ?end + 1, {_AROUND}) AS ?after)
"""
WORDS_PATTERN = _TARGET + _SENTENCE
"""What binds those variables that are about the words at a ``?target`` in an ``?article``."""

# What is not optional comes first: behind an OPTIONAL, it would be a pattern by itself, found in all articles.
EVIDENCE_PATTERN = f"""
  ?claim prov:wasDerivedFrom ?article ; kg:confidence ?confidence ; kg:extractor ?extractor ; oa:hasTarget ?target .
  {_TARGET}
  OPTIONAL {{ ?claim kg:certainty ?certainty }} {_SENTENCE}
"""
"""What binds all of them for each place that supports a ``?claim``."""

SURE = "?claim kg:confidence ?sure . FILTER(?sure >= $least) "
"""What leaves out claims and quotations that are less sure than ``$least``; nothing is to be asked where that is 0."""


def newest_first(rows: Iterable[Row]) -> list[Row]:
    """Rows of ``EVIDENCE_NAMES`` by article, the newest first, then as they stand in it.

    Here and not by the store: Virtuoso does not sort rows that hold long texts.
    """
    placed = sorted(rows, key=lambda r: (r["article"], r["field"], int(r["start"]), int(r["end"]), r["claim"]))
    return sorted(placed, key=lambda row: row.get("published", ""), reverse=True)


def as_they_stand(rows: Iterable[Row]) -> list[Row]:
    """Rows of ``EVIDENCE_NAMES`` of one article in the order of its title and text."""
    within = sorted(rows, key=lambda row: (int(row["start"]), int(row["end"]), row["claim"]))
    return sorted(within, key=lambda row: row["field"], reverse=True)


def source_of(row: Row) -> Source:
    """The article that a row names by ``article``, ``headline``, ``publisher`` and ``published``."""
    iri = row["article"]
    headline = row.get("headline") or local_name(iri)
    return Source(iri, headline, row.get("publisher", ""), row.get("published", ""))


def evidence_of(row: Row) -> Evidence:
    """The evidence that a row of ``EVIDENCE_NAMES`` describes; what only names a thing supports no claim."""
    return Evidence(
        row.get("claim", ""), source_of(row), row["field"], int(row["start"]), int(row["end"]), row["exact"],
        row.get("confidence", ""), row.get("certainty", "asserted"), row.get("extractor", ""),
        _beginning(row.get("before", "")), _ending(row["exact"], row.get("after", "")),
    )  # fmt: skip


def _beginning(before: str) -> str:
    """What of the text before the words belongs to their sentence."""
    line = before.rpartition("\n")[2]
    *ended, sentence = _BETWEEN.split(line)
    cut = len(before) == _AROUND and line == before and not ended
    return f"…{sentence.partition(' ')[2]}" if cut else sentence


def _ending(words: str, after: str) -> str:
    """What of the text after the words belongs to their sentence; nothing where they end it themselves."""
    if _END.search(words[-3:]) is not None:
        return ""
    line = after.partition("\n")[0]
    if end := _END.search(line):
        return line[: end.end()]
    return f"{line.rpartition(' ')[0]}…" if len(line) == _AROUND else line
