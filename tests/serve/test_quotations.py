from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

HTML = {"Accept": "text/html"}


def test_a_quote_is_shown_with_who_said_it_where_and_when(client: TestClient) -> None:
    page = client.get("/statements?lang=en&speaker=person/bluri-wijaksono", headers=HTML).text
    assert "said by</span> <bdi>Bluri Wijaksono" in page
    assert "?show=char-" in page
    assert "<time datetime=" in page


def test_quotes_are_had_as_a_table(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/statements.csv?speaker=person/bluri-wijaksono").text)))
    assert rows
    assert {row["label"] for row in rows} == {"Bluri Wijaksono"}
    assert all(row["quote"] for row in rows)


@pytest.mark.parametrize(
    "query", ["q=<script>alert(1)</script>", "q=%00%ed%a0%80", "speaker=<b>", "from=x&to=y", "q=" + "a" * 5000]
)
def test_what_is_no_choice_is_no_error_and_no_markup(client: TestClient, query: str) -> None:
    answer = client.get(f"/statements?{query}", headers=HTML)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
