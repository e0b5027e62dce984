from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from kg.serve.answers import Query, answer_with
from kg.serve.examples import EXAMPLES, Example, example
from kg.serve.limits import Limits
from kg.store import EmbeddedStore
from kg.views.language import LANGUAGES


def test_there_are_ten_or_more_each_titled_in_every_language() -> None:
    assert len(EXAMPLES) >= 10
    for item in EXAMPLES:
        assert set(item.titles) == set(LANGUAGES)
        assert "# id:" not in item.text


@pytest.mark.parametrize("item", EXAMPLES, ids=lambda item: item.name)
def test_each_finds_something_in_the_demo(demo_store: EmbeddedStore, item: Example) -> None:
    answer = answer_with(demo_store, Query(item.text, rows="csv", triples="ntriples"), Limits())
    assert len(answer.content.splitlines()) > 3


def test_an_example_opens_with_its_answer(client: TestClient) -> None:
    page = client.get("/sparql", params={"example": "02-visits", "lang": "en"}, headers={"Accept": "text/html"}).text
    assert "Who visited whom, and when" in page
    assert "<table>" in page


def test_an_unknown_example_is_none() -> None:
    assert example("99-none") is None
