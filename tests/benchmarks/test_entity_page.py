"""How long the page of a thing takes of which 5,000 articles tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pyoxigraph import Quad
from pytest_benchmark.fixture import BenchmarkFixture
from starlette.testclient import TestClient

from kg.identity.canonical import canonical_iris, records
from kg.model import Article, Entity, Evidence, Extraction, Span, Statement
from kg.rdf.quads import article_quads
from kg.rdf.reference import authority
from kg.serve import create_app
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.vocabulary import load_vocabulary

COUNT = 5_000
LARGE = ("unit/rutan-banjarnegara", "person/dodik-harmono", "post/kepala-rutan-banjarnegara")


def told(number: int) -> Extraction:
    """An article in which one unit holds an event of its own, led by the person who heads it."""
    unit, person, event = "Rutan Banjarnegara", "Dodik Harmono", f"Kunjungan {number}"
    places = [0, len(unit) + 1, len(unit) + len(person) + 2]

    def found(start: int, words: str) -> Evidence:
        return Evidence("text", Span(start, start + len(words)), words)

    text = f"{unit} {person} {event}"
    proof = (found(0, text),)
    return Extraction(
        f"a{number}",
        "rules/1",
        (
            Entity("u", "Unit", unit, (found(places[0], unit),), "Rutan"),
            Entity("p", "Person", person, (found(places[1], person),)),
            Entity(
                "e",
                "Event",
                event,
                (found(places[2], event),),
                "visit",
                (date(1601, 1, 1) + timedelta(30 * number)).isoformat(),
            ),
        ),
        (
            Statement("e", "performedBy", "u", proof, 0.9),
            Statement("p", "holdsPost", "u", proof, 0.9, "Kepala"),
        ),
    )


def quads() -> Iterator[Quad]:
    settings = Settings()
    read = [told(number) for number in range(COUNT)]
    found = [record for extraction in read for record in records(extraction)]
    names = canonical_iris(found, authority(load_vocabulary(), settings), settings)
    for extraction in read:
        text = extraction.statements[0].evidence[0].quote
        article = Article(extraction.article_id, text, text, "", "Kabar", f"2025-12-{len(text) % 28 + 1:02d}")
        yield from article_quads(article, extraction, names, settings)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(EmbeddedStore.of(quads()))) as client:
        yield client


@pytest.mark.parametrize("path", LARGE)
def test_page(benchmark: BenchmarkFixture, client: TestClient, path: str) -> None:
    """A page is to take less than a second: that of a unit with 5,000 events and a head whom 5,000 articles name."""
    response = benchmark(client.get, f"/page/{path}", headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert "5.000" in response.text
    assert response.text.count('<li class="evidence">') <= 200
