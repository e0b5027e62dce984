"""Measured: how well Simpul reads, and how sure it is of what it has read in this graph."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import cache

from kg.store import Store
from kg.views.question import ask, local_name
from kg.vocabulary.location import data_folder

_BINS = """SELECT ?type ?tenth (COUNT(DISTINCT ?claim) AS ?count) WHERE {
  VALUES ?type { kg:Claim kg:Quotation } ?claim a ?type ; kg:confidence ?confidence .
  BIND(FLOOR(?confidence * 10) AS ?tenth) } GROUP BY ?type ?tenth"""
_CERTAINTIES = """SELECT ?certainty (COUNT(DISTINCT ?claim) AS ?count) WHERE {
  ?claim a kg:Claim ; kg:certainty ?certainty } GROUP BY ?certainty ORDER BY DESC(?count) ?certainty"""
_EXTRACTORS = """SELECT ?extractor (COUNT(DISTINCT ?claim) AS ?count) WHERE {
  ?claim kg:extractor ?extractor } GROUP BY ?extractor ORDER BY DESC(?count) ?extractor"""


@dataclass(frozen=True, slots=True)
class Figure:
    """How well one type or relation is read: shares from 0 to 1, the 95 % interval of F1, and how many gold has."""

    name: str
    precision: float
    recall: float
    f1: float
    interval: tuple[float, float]
    gold: int


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one tier over articles that it has not learned from."""

    tier: str
    extractor: str
    articles: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Sureness:
    """How many claims and quotations of a graph have each confidence, certainty and extractor.

    ``bins`` are (least confidence, claims, quotations), in tenths from 0.
    """

    bins: tuple[tuple[float, int, int], ...]
    certainties: tuple[tuple[str, int], ...]
    extractors: tuple[tuple[str, int], ...]


@cache
def measured() -> tuple[Measured, ...]:
    """What ``kg evaluate`` has measured of this release on ``data/gold/dev``, tier by tier."""
    path = data_folder("quality") / "quality.json"
    tiers = json.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Measured(
            tier,
            found["dev"]["extractor"],
            found["dev"]["articles"],
            tuple(
                Figure(name, s["precision"], s["recall"], s["f1"], (s["interval"][0], s["interval"][1]), s["gold"])
                for name, s in found["dev"]["scores"].items()
            ),
        )
        for tier, found in tiers.items()
    )


def sureness(store: Store) -> Sureness:
    """How sure the extractor is of what this graph holds; takes as long as reading every claim three times."""
    counts: Counter[tuple[str, int]] = Counter()
    for row in ask(store, _BINS):
        counts[local_name(row["type"]), min(int(float(row["tenth"])), 9)] += int(row["count"])
    bins = ((tenth / 10, counts["Claim", tenth], counts["Quotation", tenth]) for tenth in range(10))
    return Sureness(
        tuple(bins),
        tuple((r["certainty"], int(r["count"])) for r in ask(store, _CERTAINTIES)),
        tuple((r["extractor"], int(r["count"])) for r in ask(store, _EXTRACTORS)),
    )
