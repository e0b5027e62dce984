from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.terms import ontology
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.entity import entity_page
from kg.views.facts import Window
from kg.views.reports import Cell, Report, Reports, reports
from kg.views.tables import reports_table

SETTINGS = Settings()
BASE = SETTINGS.base_iri
VISIT = f"{BASE}event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara"
TERMS = ontology(SETTINGS.ontology_iri)
SCHEMA = "https://schema.org/"


def cell(report: Report, field: str) -> Cell:
    return next(cell for cell in report.cells if cell.field == field)


def said(report: Report, field: str) -> list[str]:
    return [told.thing.label if told.thing else told.date for told in cell(report, field).told]


def test_two_reports_of_one_visit_give_two_days(demo_store: EmbeddedStore) -> None:
    found = reports(demo_store, VISIT)
    first, second = found.reports
    assert (found.total, found.sources, found.disputed) == (2, 2, ("date",))
    assert (said(first, "date"), said(second, "date")) == (["2025-10-29"], ["2025-10-30"])
    assert cell(first, "date").verdict == cell(second, "date").verdict == "differs"


def test_what_one_report_leaves_out_is_no_disagreement(demo_store: EmbeddedStore) -> None:
    first, second = reports(demo_store, VISIT).reports
    assert said(first, "ledBy") == ["Bluri Wijaksono"]
    assert cell(first, "ledBy").verdict == "alone"
    assert cell(second, "ledBy") == Cell("ledBy", "silent", ())
    assert cell(first, "performedBy").verdict == cell(second, "performedBy").verdict == "agrees"


def test_what_is_said_is_in_the_words_of_that_report(demo_store: EmbeddedStore) -> None:
    for report in reports(demo_store, VISIT).reports:
        evidence = [told.evidence for cell in report.cells for told in cell.told if told.evidence]
        assert evidence
        assert {proof.source for proof in evidence} == {report.source}


def test_only_an_event_has_reports(demo_store: EmbeddedStore) -> None:
    assert entity_page(demo_store, f"{BASE}unit/bapas-purwokerto").reports is None
    assert entity_page(demo_store, VISIT).reports == reports(demo_store, VISIT)


def test_a_page_of_reports_says_how_many_there_are(demo_store: EmbeddedStore) -> None:
    found = reports(demo_store, VISIT, Window(1, "reports", 1))
    assert (found.total, found.offset, [r.source.published for r in found.reports]) == (2, 1, ["2025-10-31"])


def test_a_table_has_a_row_for_what_is_said_and_for_what_is_not(demo_store: EmbeddedStore) -> None:
    table = reports_table(reports(demo_store, VISIT))
    rows = [dict(zip(table.header, row, strict=True)) for row in table.rows]
    led = [(row["published"], row["verdict"], row["label"]) for row in rows if row["field"] == "ledBy"]
    assert led == [("2025-10-30", "alone", "Bluri Wijaksono"), ("2025-10-31", "silent", "")]


def dated(dates: dict[str, list[str]], copies: dict[str, str] | None = None) -> Reports:
    """The reports of an event that the articles date so."""
    event, graph = NamedNode(f"{BASE}event/e"), NamedNode("urn:identity")
    quads = []
    for name, days in dates.items():
        article = NamedNode(f"{BASE}article/{name}")
        quads.append(Quad(article, NamedNode(f"{SCHEMA}mentions"), event, article))
        quads.append(Quad(article, NamedNode(f"{SCHEMA}datePublished"), Literal(f"2025-11-0{name[-1]}"), article))
        quads += [Quad(event, TERMS["date"], Literal(day), article) for day in days]
    for copy, original in (copies or {}).items():
        ends = (NamedNode(f"{BASE}article/{name}") for name in (copy, original))
        quads.append(Quad(next(ends), TERMS["nearCopyOf"], next(ends), graph))
    return reports(EmbeddedStore.of(quads, SETTINGS), event.value, Window(50))


def test_copies_come_behind_what_they_copy_and_are_one_source_with_it() -> None:
    found = dated({"a1": ["2025-10-29"], "b2": [], "c3": ["2025-10-29"]}, copies={"c3": "a1"})
    assert (found.total, found.sources) == (3, 2)
    assert [report.source.iri.rpartition("/")[2] for report in found.reports] == ["a1", "c3", "b2"]
    assert [report.original and report.original.iri for report in found.reports] == [None, f"{BASE}article/a1", None]


def test_a_copy_of_an_article_that_does_not_tell_of_the_event_names_it_all_the_same() -> None:
    found = dated({"c3": ["2025-10-29"]}, copies={"c3": "a1"})
    assert (found.total, found.sources) == (1, 1)
    assert found.reports[0].original is not None
    assert found.reports[0].original.headline == "a1"


@pytest.mark.parametrize(
    ("one", "other", "verdicts"),
    [
        (["2025-10"], ["2025-10-29"], ["agrees", "agrees"]),
        (["2025-10-29"], ["2025-10-29", "2025-11-01"], ["agrees", "adds"]),
        (["2025-10-29"], ["2025-11-01"], ["differs", "differs"]),
        (["2025-10-29"], [], ["alone", "silent"]),
    ],
)
def test_a_month_holds_its_days(one: list[str], other: list[str], verdicts: list[str]) -> None:
    found = dated({"a1": one, "b2": other})
    assert [cell(report, "date").verdict for report in found.reports] == verdicts


DAYS = st.lists(st.sampled_from(["2025", "2025-10", "2025-10-29", "2025-10-30"]), max_size=2, unique=True)


@given(st.lists(DAYS, min_size=1, max_size=4))
def test_who_differs_is_differed_from_and_order_does_not_matter(days: list[list[str]]) -> None:
    found = dated({f"a{number}": told for number, told in enumerate(days)})
    verdicts = [c.verdict for report in found.reports for c in report.cells]
    assert verdicts.count("differs") != 1
    assert ("alone" in verdicts) <= (len([d for d in days if d]) == 1)
    turned = dated({f"a{number}": told for number, told in enumerate(reversed(days))})
    assert verdicts == [c.verdict for report in reversed(turned.reports) for c in report.cells]
