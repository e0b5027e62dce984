"""Reports: what each article says of one event, side by side, and where they do not say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import NamedNode

from kg.rdf.terms import ontology
from kg.settings import Settings
from kg.store import Store
from kg.views.evidence import EVIDENCE_NAMES, EVIDENCE_PATTERN, Evidence, Source, evidence_of, newest_first, source_of
from kg.views.facts import Window
from kg.views.question import Row, ask, local_name, node
from kg.views.things import Thing, things

FIELDS = (
    "date",
    "heldAt",
    "performedBy",
    "ledBy",
    "hostedBy",
    "receivedBy",
    "attendedBy",
    "supports",
    "subEventOf",
)
"""What reports are compared by, in the order of the page: the days, then the relations of the event."""

Verdict = Literal["silent", "alone", "agrees", "adds", "differs"]
"""How what a report says stands to the others: it says nothing; only it says anything; what it says is said by another
too; it names something besides; or some other report says nothing of the same."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a report says of the event: the ``thing``, or the ``date`` and last day ``end`` in ISO form.

    ``evidence`` are the first words that say so; a date has none. ``only`` is true where other reports speak of the
    same field, but none of them says this.
    """

    thing: Thing | None = None
    date: str = ""
    end: str = ""
    evidence: Evidence | None = None
    only: bool = False

    @property
    def denied(self) -> bool:
        """Whether the report says that it is not so."""
        return self.evidence is not None and self.evidence.certainty == "negated"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report says in one field."""

    field: str
    verdict: Verdict
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One article about the event; ``original`` is the article that it is a near-copy of."""

    source: Source
    original: Source | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Reports:
    """A page of the reports of an event, from ``offset`` on, out of ``total``, which come from ``sources`` sources.

    Every report has a cell for each of ``fields``, the ones of which at least one of these reports says something;
    ``disputed`` are those in which one differs from another of them.
    """

    total: int
    sources: int
    offset: int
    fields: tuple[str, ...]
    disputed: tuple[str, ...]
    reports: tuple[Report, ...]


_ARTICLES = """SELECT DISTINCT ?article ?headline ?publisher ?published ?original WHERE {
  ?article schema:mentions $event . OPTIONAL { ?article kg:nearCopyOf ?original }
  OPTIONAL { ?article schema:headline ?headline } OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:datePublished ?published } } ORDER BY ?article ?original"""
_DATES = """SELECT DISTINCT ?article ?date ?end WHERE { VALUES ?article { $articles }
  GRAPH ?article { $event kg:date|schema:startDate ?date . OPTIONAL { $event schema:endDate ?end } }
} ORDER BY ?article ?date ?end"""
_CLAIMS = f"""SELECT {EVIDENCE_NAMES} ?predicate ?other WHERE {{{{ VALUES ?predicate {{{{ $predicates }}}}
  VALUES ?article {{{{ $articles }}}} ?claim rdf:subject $event ; prov:wasDerivedFrom ?article ;
    rdf:predicate ?predicate ; rdf:object ?other . {{sure}}
  {EVIDENCE_PATTERN.replace("{", "{{").replace("}", "}}")} }}}}"""
_WITHIN = """SELECT DISTINCT ?inner ?outer WHERE { VALUES ?inner { $places } VALUES ?outer { $places }
  ?inner (kg:locatedIn|kg:partOf)+ ?outer }"""


def reports(
    store: Store,
    iri: str,
    window: Window = Window(),  # noqa: B008 - frozen
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> Reports:
    """The reports of an event, the earliest first and copies behind what they copy; compared with each other.

    The event is what all reports together make of it, so each is asked for what its own named graph and claims say.
    """
    event, offset = node(iri), window.start("reports")
    found = _articles(store, event)
    shown = found[offset : offset + window.size]
    told = _told(store, event, [source.iri for source, _ in shown], window, settings)
    places = {t.thing.iri for cells in told.values() for t in cells.get("heldAt", ()) if t.thing}
    within = _within(store, places)
    fields = tuple(field for field in FIELDS if any(field in cells for cells in told.values()))
    compared = tuple(
        Report(
            source,
            original,
            tuple(_cell(field, source.iri, told, within) for field in fields),
        )
        for source, original in shown
    )
    disputed = {cell.field for report in compared for cell in report.cells if cell.verdict == "differs"}
    return Reports(
        len(found),
        len({(original or source).iri for source, original in found}),
        offset,
        fields,
        tuple(field for field in fields if field in disputed),
        compared,
    )


def _articles(store: Store, event: NamedNode) -> list[tuple[Source, Source | None]]:
    rows = {row["article"]: row for row in ask(store, _ARTICLES, event=event)}
    sources = {iri: source_of(row) for iri, row in rows.items()}
    originals = {iri: row["original"] for iri, row in rows.items() if "original" in row}
    # What is copied may itself not be linked to this event: it is then known by its address alone.
    first = {iri: sources.get(original) or source_of({"article": original}) for iri, original in originals.items()}

    def order(iri: str) -> tuple[str, str, bool, str, str]:
        leader = first.get(iri, sources[iri])
        return leader.published, leader.iri, iri in first, sources[iri].published, iri

    return [(sources[iri], first.get(iri)) for iri in sorted(sources, key=order)]


def _told(
    store: Store, event: NamedNode, articles: Sequence[str], window: Window, settings: Settings
) -> dict[str, dict[str, list[Told]]]:
    """What each article says, by article and field; the same thing once."""
    found: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    if not articles:
        return found
    graphs, terms = [node(article) for article in articles], ontology(settings.ontology_iri)
    for row in ask(store, _DATES, event=event, articles=graphs):
        found[row["article"]]["date"].append(Told(date=row["date"], end=row.get("end", "")))
    question = _CLAIMS.format(sure=window.sure)
    predicates = [terms[field] for field in FIELDS if field != "date"]
    rows = newest_first(ask(store, question, event=event, articles=graphs, predicates=predicates, least=window.least))
    named = things(store, {row["other"] for row in rows})
    claimed: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        claimed.setdefault((row["article"], local_name(row["predicate"]), row["other"]), row)
    for (article, field, other), row in claimed.items():
        found[article][field].append(Told(named[other], evidence=evidence_of(row)))
    return found


def _within(store: Store, places: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Pairs of places of which the first lies in the second."""
    nodes = [node(iri) for iri in sorted(places)]
    rows = ask(store, _WITHIN, places=nodes) if len(nodes) > 1 else []
    return frozenset((row["inner"], row["outer"]) for row in rows)


def _cell(
    field: str, article: str, told: Mapping[str, Mapping[str, list[Told]]], within: frozenset[tuple[str, str]]
) -> Cell:
    own = told[article].get(field, []) if article in told else []
    others = [cells[field] for iri, cells in told.items() if iri != article and field in cells]
    if not own or not others:
        return Cell(field, "alone" if own else "silent", tuple(own))

    def said_in(one: Told, other: Iterable[Told]) -> bool:
        return any(_same(one, another, within) for another in other)

    marked = tuple(
        Told(one.thing, one.date, one.end, one.evidence, not any(said_in(one, other) for other in others))
        for one in own
    )
    if any(not any(said_in(one, other) for one in own) for other in others):
        return Cell(field, "differs", marked)
    return Cell(field, "adds" if any(one.only for one in marked) else "agrees", marked)


def _same(one: Told, other: Told, within: frozenset[tuple[str, str]]) -> bool:
    """Whether two reports may mean the same: a month holds its days, a town its prison; a denial is no affirmation."""
    if one.thing is None or other.thing is None:
        return _compatible(one.date, other.date) and _compatible(one.end, other.end)
    pair = one.thing.iri, other.thing.iri
    return one.denied == other.denied and (pair[0] == pair[1] or pair in within or pair[::-1] in within)


def _compatible(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
