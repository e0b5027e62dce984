"""Places: which place lies in which other.

"Desa Duren, Kecamatan Bejen, Kabupaten Temanggung": of two places with only a comma or a preposition between them the
larger one holds the smaller. Two areas of the official list lie in each other as the list says. A site that the lead
names lies in the area of the dateline where nothing nearer is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
_AND = frozenset(["dan", ", dan", "serta", ", serta"])
_LEAD_SENTENCES = 2
_LONGEST_GAP = 90
_LONGEST_DATELINE = 60


def place_statements(reading: Reading, vocabulary: Vocabulary) -> list[Draft]:
    """Which places of a document lie in which others."""
    names = place_names(vocabulary)
    drafts = [*_chains(reading), *_listed(reading, names)]
    drafts += list(_namesakes(reading, names, {d.subject for d in drafts}))
    return drafts + list(_sites(reading, {d.subject for d in drafts}))


def _chains(reading: Reading) -> Iterator[Draft]:
    units = [m for m, _ in reading.mentions("Unit")]
    places = reading.mentions("Place")
    for index, ((first, smaller), (second, larger)) in enumerate(pairwise(places)):
        between = Span(min(first.span.end, second.span.start), max(first.span.end, second.span.start))
        gap = between.of(reading.document.text)
        if len(gap) <= _LONGEST_GAP:
            for unit in units:
                gap = gap.replace(unit.text, "") if between.covers(unit.span) else gap
        if " ".join(gap.split()) in _JOINTS and _holds(larger, smaller):
            yield Draft(
                smaller.id, "locatedIn", larger.id, (Span(first.span.start, second.span.end),), 0.9, "place chain"
            )
            for mention, sister in _sisters(reading, places[: index + 1]):
                span = Span(mention.span.start, second.span.end)
                if _holds(larger, sister):
                    yield Draft(sister.id, "locatedIn", larger.id, (span,), 0.8, "enumeration of places")


def _sisters(reading: Reading, places: Sequence[tuple[Mention, Cluster]]) -> Iterator[tuple[Mention, Cluster]]:
    """The places of one kind that an enumeration names before the last of ``places``: "Desa A, Desa B, dan Desa C"."""
    last, cluster = places[-1]
    closed = False
    for mention, sister in reversed(places[:-1]):
        joint = " ".join(reading.document.text[mention.span.end : last.span.start].split())
        closed = closed or joint in _AND
        if not closed or joint not in _AND | {","} or sister.kind != cluster.kind:
            return
        yield mention, sister
        last = mention


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


def _namesakes(reading: Reading, names: PlaceNames, placed: set[str]) -> Iterator[Draft]:
    """A site whose name ends in that of an area: "Alun-Alun Kota Bogor", "Pelabuhan Tobelo"."""
    areas = [(_label(area, names), area) for area in reading.of_type("Place") if area.kind != "site"]
    for site in reading.of_type("Place"):
        words = fold_phrase(site.name)
        if site.kind != "site" or site.id in placed:
            continue
        fitting = [a for label, a in areas if label and words[-len(label) :] == label]
        for area in sorted(fitting, key=lambda area: _SIZE.get(area.kind, 1))[:1]:
            yield Draft(site.id, "locatedIn", area.id, (site.mentions[0].span,), 0.8, "area in the site's name")


def _label(area: Cluster, names: PlaceNames) -> tuple[str, ...]:
    """The words of an area's name without its class word."""
    words = fold_phrase(area.name)
    match = names.classes.longest(words, 0)
    return tuple(words[match[0] :]) if match else tuple(words)


def _codes(cluster: Cluster, names: PlaceNames) -> tuple[str, ...]:
    """The codes that the cluster's name can have, by its kind."""
    label = " ".join(_label(cluster, names))
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
