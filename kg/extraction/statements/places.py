"""Places: which place lies in which other.

"Desa Duren, Kecamatan Bejen, Kabupaten Temanggung": of two places with only a comma or a preposition between them the
larger one holds the smaller. Two areas of the official list lie in each other as the list says. A site that the lead
names lies in the area of the dateline where nothing nearer is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.gazetteer import fold_phrase
from kg.extraction.mentions.place_names import PlaceNames, place_names
from kg.extraction.statements.draft import Draft
from kg.model import Mention, Span
from kg.vocabulary import Vocabulary

_SIZE = {
    "site": 0,
    "other": 1,
    "village": 1,
    "district": 2,
    "city": 3,
    "regency": 3,
    "island": 4,
    "province": 5,
    "country": 6,
}
_JOINTS = frozenset(
    [",", "di", ", di", "(", "-", "yang berada di", "yang terletak di", "di wilayah", ", wilayah", ", ,"]
)
# A city's province goes without saying: only the text's own words put it there.
_LISTED = frozenset(["district", "regency"])
_LEAD_SENTENCES = 2
_LONGEST_GAP = 90
_LONGEST_DATELINE = 60


def place_statements(reading: Reading, vocabulary: Vocabulary) -> list[Draft]:
    """Which places of a document lie in which others."""
    drafts = [*_chains(reading), *_listed(reading, place_names(vocabulary))]
    return drafts + list(_sites(reading, {d.subject for d in drafts}))


def _chains(reading: Reading) -> Iterator[Draft]:
    units = [m for m, _ in reading.mentions("Unit")]
    for (first, smaller), (second, larger) in pairwise(reading.mentions("Place")):
        between = Span(min(first.span.end, second.span.start), max(first.span.end, second.span.start))
        gap = between.of(reading.document.text)
        if len(gap) <= _LONGEST_GAP:
            for unit in units:
                gap = gap.replace(unit.text, "") if between.covers(unit.span) else gap
        if " ".join(gap.split()) in _JOINTS and _holds(larger, smaller):
            yield Draft(
                smaller.id, "locatedIn", larger.id, (Span(first.span.start, second.span.end),), 0.9, "place chain"
            )


def _holds(larger: Cluster, smaller: Cluster) -> bool:
    if larger.id == smaller.id or larger.kind == "site":
        return False
    quarter = smaller.name.startswith(f"{larger.name} ")  # "Jakarta Utara" in "Jakarta"
    return quarter or _SIZE.get(larger.kind, 1) > _SIZE.get(smaller.kind, 1)


def _listed(reading: Reading, names: PlaceNames) -> Iterator[Draft]:
    """Areas that the official list puts inside each other, where the text names both."""
    areas = [(c, _codes(c, names)) for c in reading.of_type("Place")]
    for inner, codes in areas:
        if inner.kind not in _LISTED:
            continue
        holders = [
            (len(outer), cluster)
            for cluster, outers in areas
            for outer in outers
            if cluster.id != inner.id and any(code.startswith(f"{outer}.") for code in codes)
        ]
        if holders:
            nearest = max(holders, key=lambda h: h[0])[1]
            spans = (inner.mentions[0].span, nearest.mentions[0].span)
            yield Draft(inner.id, "locatedIn", nearest.id, spans, 0.7, "listed area")


def _codes(cluster: Cluster, names: PlaceNames) -> tuple[str, ...]:
    """The codes that the cluster's name can have, by its kind."""
    words = fold_phrase(cluster.name)
    match = names.classes.longest(words, 0)
    label = " ".join(words[match[0] :]) if match else " ".join(words)
    return tuple(region.code for region in names.regions.get((cluster.kind, label), ()))


def _sites(reading: Reading, placed: set[str]) -> Iterator[Draft]:
    dateline = _dateline(reading)
    if dateline is None:
        return
    mention, area = dateline
    for site in reading.of_type("Place"):
        first = next((m for m in site.mentions if m.span.start >= reading.document.body), None)
        if first is None or site.kind != "site" or site.id in placed:
            continue
        if reading.document.sentence_index(first.span.start) <= _LEAD_SENTENCES:
            yield Draft(site.id, "locatedIn", area.id, (mention.span, first.span), 0.6, "site in the dateline's area")


def _dateline(reading: Reading) -> tuple[Mention, Cluster] | None:
    body = reading.document.body
    for mention, cluster in reading.mentions("Place"):
        if body <= mention.span.start <= body + _LONGEST_DATELINE and cluster.kind in {"city", "regency"}:
            return mention, cluster
    return None
