from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store import EmbeddedStore
from kg.store.records import Records, python_value

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("lexical", "datatype", "value"),
    [
        ("7", "integer", 7),
        ("7", "nonNegativeInteger", 7),
        ("0.90", "decimal", Decimal("0.90")),
        ("1.5e3", "double", 1500.0),
        ("true", "boolean", True),
        ("0", "boolean", False),
        ("2025-10-29", "date", date(2025, 10, 29)),
        ("2025-10-29T10:00:00Z", "dateTime", datetime(2025, 10, 29, 10, tzinfo=UTC)),
        ("2025-10", "gYearMonth", "2025-10"),
        ("2025-13-40", "date", "2025-13-40"),
        ("abc", "decimal", "abc"),
        ("maybe", "boolean", "maybe"),
    ],
)
def test_literals_become_python_values(lexical: str, datatype: str, value: Any) -> None:
    result = python_value(ox.Literal(lexical, datatype=ox.NamedNode(XSD + datatype)))
    assert result == value
    assert type(result) is type(value)


def test_other_terms_become_text() -> None:
    node = ox.NamedNode("http://e/a")
    assert python_value(node) == "http://e/a"
    assert python_value(ox.BlankNode("b")) == "b"
    assert python_value(ox.Literal("halo", language="id")) == "halo"
    assert python_value(ox.Triple(node, node, node)) == "<http://e/a> <http://e/a> <http://e/a>"
    assert python_value(None) is None


def test_records_are_a_sequence_of_frozen_dataclasses(store: EmbeddedStore) -> None:
    result = store.select("SELECT ?class ?1st ?none { ?class ?1st ?o } ORDER BY ?class")
    records = Records.of(result.variables, result)
    assert records.variables == ("class", "1st", "none")
    assert len(records) == 2
    assert records[0].class_ == "http://example.org/a"
    assert records[0]._1st == "http://example.org/p"
    assert records[0].none is None
    assert [r.class_ for r in records[1:]] == ["http://example.org/b"]
    assert isinstance(records[:1], Records)
    with pytest.raises(AttributeError):
        records[0].none = 1


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_text_stays_itself(text: str) -> None:
    assert python_value(ox.Literal(text)) == text
