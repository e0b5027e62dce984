"""Tables: what a page shows as rows of plain values, for spreadsheets and programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model.difference import Change, Difference, Edge, type_of
from kg.views.article import ArticlePage
from kg.views.entity import EntityPage
from kg.views.evidence import Evidence, Source
from kg.views.questions import Happened
from kg.views.quotations import QuotationPage
from kg.views.reports import Reports
from kg.views.statements import Statement
from kg.views.summary import Happening
from kg.views.things import Thing
from kg.workspace import LoggedBuild

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_EVIDENCE = (
    "certainty",
    "confidence",
    "quote",
    "article",
    "headline",
    "publisher",
    "published",
    "field",
    "start",
    "end",
)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; every value is text, and empty where there is none."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def csv(self) -> str:
        """The table as CSV (RFC 4180).

        A cell that a spreadsheet would take for a formula begins with an apostrophe: names and quotes are other
        people's text.
        """
        target = io.StringIO()
        writer = csv.writer(target, lineterminator="\r\n")
        writer.writerow(self.header)
        writer.writerows(tuple(f"'{c}" if c.startswith(_FORMULA) else c for c in row) for row in self.rows)
        return target.getvalue()


def things_table(found: Iterable[tuple[Thing, int]]) -> Table:
    """Things with the number of articles that mention each."""
    rows = ((*_thing(thing), thing.date, thing.kind, str(articles)) for thing, articles in found)
    return Table(("iri", "type", "label", "date", "kind", "articles"), tuple(rows))


def facts_table(page: EntityPage) -> Table:
    """The facts of an entity's page, a row for each piece of evidence; reference data has a row without."""
    rows: list[tuple[str, ...]] = []
    for group in page.groups:
        for fact in group.facts:
            post = fact.post.title or fact.post.label if fact.post else ""
            start = (group.predicate, group.direction, *_thing(fact.other), fact.other.date, post)
            rows += [(*start, *_proof(evidence)) for evidence in fact.evidence] or [(*start, *[""] * len(_EVIDENCE))]
    return Table(("relation", "direction", "iri", "type", "label", "date", "post", *_EVIDENCE), tuple(rows))


def reports_table(found: Reports) -> Table:
    """What each report says of an event, a row for each thing it says; a field it is silent about has a row without."""
    rows: list[tuple[str, ...]] = []
    for report in found.reports:
        article = (*_source(report.source), report.original.iri if report.original else "")
        for cell in report.cells:
            start = (*article, cell.field, cell.verdict)
            for told in cell.told:
                thing = _thing(told.thing) if told.thing else ("", "", told.date)
                proof = told.evidence
                words = (proof.certainty, proof.confidence, proof.quote) if proof else ("", "", "")
                rows.append((*start, *thing, told.end, "true" if told.only else "false", *words))
            rows += [] if cell.told else [(*start, *[""] * 8)]
    header = ("article", "headline", "publisher", "published", "copy_of", "field", "verdict")
    said = ("iri", "type", "label", "end", "only", "certainty", "confidence", "quote")
    return Table((*header, *said), tuple(rows))


def happenings_table(happenings: Iterable[Happening]) -> Table:
    """Events with their days and the number of articles about each."""
    rows = ((*_thing(h.event), h.event.date, h.end, h.event.kind, str(h.articles)) for h in happenings)
    return Table(("iri", "type", "label", "date", "end", "kind", "articles"), tuple(rows))


def happened_table(events: Iterable[Happened]) -> Table:
    """The events that answer a question, as those of a list of events."""
    rows = ((e.iri, "Event", e.name, e.date, e.end, e.kind, str(e.articles)) for e in events)
    return Table(("iri", "type", "label", "date", "end", "kind", "articles"), tuple(rows))


def quotations_table(page: QuotationPage) -> Table:
    """Quotations with their speakers and the programmes that they name."""
    rows = (
        (*_thing(quote.speaker), "; ".join(program.label for program in programs), *_proof(quote.evidence))
        for quote, programs in page.quotes
    )
    return Table(("speaker", "type", "label", "programs", *_EVIDENCE), tuple(rows))


def statements_table(page: ArticlePage) -> Table:
    """What an article claims, a row for each piece of evidence."""
    return claims_table(page.statements)


def claims_table(claims: Iterable[Statement]) -> Table:
    """Statements, a row for each piece of evidence."""
    return Table(
        ("claim", "subject", "subject_label", "relation", "object", "object_label", *_EVIDENCE),
        tuple((claim.claim, *_statement(claim), *_proof(evidence)) for claim in claims for evidence in claim.evidence),
    )


def builds_table(builds: Iterable[LoggedBuild]) -> Table:
    """How much builds changed, a row for each type and kind of change."""
    rows = (
        (str(build.number), build.at, type_, kind, str(count))
        for build in builds
        for type_, kinds in build.counts.items()
        for kind, count in kinds.items()
    )
    return Table(("build", "at", "type", "change", "count"), tuple(rows))


def changes_table(difference: Difference, offset: int = 0, limit: int | None = None) -> Table:
    """What changed, a row for each thing, then each relation; its articles and sources before and after."""
    changed: list[tuple[str | Edge, Change]] = [(i, change) for i, change in difference.things.items() if change.kind]
    changed += difference.edges.items()
    rows = [
        (change.kind or "", *_changed(key, difference), *map(str, _support(change)))
        for key, change in changed[offset : None if limit is None else offset + limit]
    ]
    header = ("change", "type", "iri", "label", "relation", "object", "object_label")
    return Table((*header, "articles_before", "articles", "sources_before", "sources"), tuple(rows))


def _changed(key: str | Edge, difference: Difference) -> tuple[str, ...]:
    if isinstance(key, str):
        return type_of(key), key, difference.things[key].label, "", "", ""
    labels = [difference.things[iri].label for iri in (key.subject, key.object)]
    return "Edge", key.subject, labels[0], key.predicate, key.object, labels[1]


def _support(change: Change) -> tuple[int, int, int, int]:
    return change.before.articles, change.after.articles, change.before.sources, change.after.sources


def _thing(thing: Thing) -> tuple[str, str, str]:
    return thing.iri, thing.type, thing.label


def _statement(claim: Statement) -> tuple[str, ...]:
    return claim.subject.iri, claim.subject.label, claim.predicate, claim.object.iri, claim.object.label


def _proof(evidence: Evidence) -> tuple[str, ...]:
    place = (evidence.field, str(evidence.start), str(evidence.end))
    return evidence.certainty, evidence.confidence, evidence.quote, *_source(evidence.source), *place


def _source(source: Source) -> tuple[str, ...]:
    return source.iri, source.headline, source.publisher, source.published
