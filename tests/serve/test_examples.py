from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.identity.canonical import canonical_iris, records
from kg.identity.tenures import observations, tenure_quads
from kg.model import Article, Extraction
from kg.rdf.quads import article_quads
from kg.rdf.reference import authority, reference_quads
from kg.serve.answers import Query, answer_with
from kg.serve.examples import EXAMPLES, Example, example
from kg.serve.limits import Limits
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.language import LANGUAGES
from kg.vocabulary import load_vocabulary

# Where it is missing, the tests write it: remove it to have it written anew, and look at the difference.
GOLDEN = Path(__file__).parent / "golden" / "answers.json"
SHOWN = 3


@pytest.fixture(scope="session")
def answer_store(gold_train: list[tuple[Article, Extraction]]) -> EmbeddedStore:
    """The graph of the first forty training articles, which change least."""
    settings, vocabulary, read = Settings(), load_vocabulary(), gold_train[:40]
    found = [record for _, extraction in read for record in records(extraction)]
    names = canonical_iris(found, authority(vocabulary, settings), settings)
    quads = [quad for article, extraction in read for quad in article_quads(article, extraction, names, settings)]
    seen = [seen for article, extraction in read for seen in observations(article, extraction, names, vocabulary)]
    return EmbeddedStore.of([*quads, *tenure_quads(seen, settings), *reference_quads(vocabulary, settings)], settings)


def answered(store: EmbeddedStore, item: Example) -> list[list[str]]:
    answer = answer_with(store, Query(item.text, rows="csv", triples="ntriples"), Limits())
    if answer.kind == "triples":
        return sorted([line] for line in answer.content.decode().splitlines())
    return list(csv.reader(io.StringIO(answer.content.decode())))[1:]


def test_there_are_twenty_six_each_titled_in_every_language_and_commented() -> None:
    assert len(EXAMPLES) == 26
    for item in EXAMPLES:
        assert set(item.titles) == set(LANGUAGES)
        assert "# id:" not in item.text
        assert item.text.startswith("# ")


def test_each_has_the_answer_that_is_written_down(answer_store: EmbeddedStore) -> None:
    found = {}
    for item in EXAMPLES:
        rows = answered(answer_store, item)
        assert rows, item.name
        found[item.name] = {"rows": len(rows), "first": rows[:SHOWN]}
    if not GOLDEN.exists():
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"{GOLDEN} was missing and has been written: look at it, and run the tests again")
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize("item", EXAMPLES, ids=lambda item: item.name)
def test_each_finds_something_in_the_demo(demo_store: EmbeddedStore, item: Example) -> None:
    assert len(answered(demo_store, item)) > 3


def test_the_page_of_the_manual_lists_them_all() -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "sparql.md").read_text(encoding="utf-8")
    for item in EXAMPLES:
        assert f"[{item.titles['en']}](../../kg/store/queries/{item.name}.rq)" in page


def test_an_example_opens_with_its_answer(client: TestClient) -> None:
    page = client.get("/sparql", params={"example": "02-visits", "lang": "en"}, headers={"Accept": "text/html"}).text
    assert "Who visited whom, and when" in page
    assert "<table>" in page


def test_an_unknown_example_is_none() -> None:
    assert example("99-none") is None
