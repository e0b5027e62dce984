from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.article import article_page
from kg.views.entity import entity_page
from kg.views.tables import Table, facts_table, statements_table

BASE = Settings().base_iri
CELLS = st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_csv_says_what_the_table_says_and_holds_no_formula(rows: list[tuple[str, str]]) -> None:
    read = list(csv.reader(io.StringIO(Table(("a", "b"), tuple(rows)).csv(), newline="")))
    assert read[0] == ["a", "b"]
    assert [tuple(cell.removeprefix("'") for cell in row) for row in read[1:]] == [
        tuple(cell.removeprefix("'") for cell in row) for row in rows
    ]
    assert not [cell for row in read for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_a_fact_has_a_row_for_each_piece_of_evidence(demo_store: EmbeddedStore) -> None:
    page = entity_page(demo_store, f"{BASE}unit/bapas-purwokerto")
    table = facts_table(page)
    expected = sum(max(1, len(fact.evidence)) for group in page.groups for fact in group.facts)
    assert len(table.rows) == expected > 10
    assert {len(row) for row in table.rows} == {len(table.header)}


def test_an_articles_statements_have_the_words_they_rest_on(demo_store: EmbeddedStore) -> None:
    article = article_page(demo_store, f"{BASE}article/dev-01")
    text = {field: "".join(s.text for s in segments) for field, segments in (("title", article.title),)}
    table = statements_table(article)
    column = {name: index for index, name in enumerate(table.header)}
    for row in table.rows:
        if row[column["field"]] == "title":
            assert text["title"][int(row[column["start"]]) : int(row[column["end"]])] == row[column["quote"]]
    assert len(table.rows) >= len(article.statements) > 5
