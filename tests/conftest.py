"""Shared fixtures: gold articles as the extractions of a perfect extractor, graphs of them, and a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from kg.build import build
from kg.identity.canonical import canonical_iris, records
from kg.identity.tenures import observations, tenure_quads
from kg.model import Article, Document, Entity, Evidence, Extraction, Field, Quotation, Span, Statement
from kg.rdf.quads import article_quads
from kg.rdf.reference import authority, reference_quads
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.training.identity import rows_by_name
from kg.vocabulary import load_vocabulary
from tests.servers import Running, oxigraph

hypothesis.settings.register_profile("fuzz", max_examples=2_500)
GOLD = Path(__file__).parent.parent / "data" / "gold"
FIELDS: tuple[Field, ...] = ("text", "title")
ARTICLES = ("train-001", "train-002", "dev-01")
CHROMIUM_ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

GoldReader = Callable[[str], tuple[Article, Extraction]]


@pytest.fixture(scope="session", autouse=True)
def _rules() -> Iterator[None]:
    """Commands read with the rules alone, which need no model, where a test does not name a tier."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIMPUL_TIER", "rules")
        yield


@pytest.fixture(scope="session")
def read_gold() -> GoldReader:
    """``read_gold("train-001")``: the article and its annotations as an extraction of the extractor ``gold/1``."""
    return gold_extraction


@pytest.fixture(scope="session")
def gold_train() -> list[tuple[Article, Extraction]]:
    """Every training article with its extraction, by id."""
    return [gold_extraction(path.stem) for path in sorted((GOLD / "train").glob("*.json"))]


def gold_extraction(name: str) -> tuple[Article, Extraction]:
    data = json.loads(next(GOLD.glob(f"*/{name}.json")).read_text(encoding="utf-8"))
    article = Article(data["id"], **data["article"])
    entities = {e["id"]: _entity(e, article) for e in data["entities"]}
    statements = tuple(_statement(fact, entities, article) for fact in data["facts"])
    quotations = tuple(
        Quotation(quote["speaker"], evidence, 0.9)
        for quote in data["quotes"]
        for evidence in list(_places(quote["text"], article))[:1]
    )
    extraction = Extraction(article.id, "gold/1", tuple(entities.values()), statements, quotations)
    assert extraction.verified(article)
    return article, extraction


def _entity(data: dict[str, Any], article: Article) -> Entity:
    mentions = sorted({place for mention in data["mentions"] for place in _places(mention, article)})
    kind = data.get("kind", "")
    found = rows_by_name().get((data["type"], data["name"], kind if data["type"] == "Place" else ""), set())
    reference = next(iter(found)) if len(found) == 1 else ""
    return Entity(data["id"], data["type"], data["name"], tuple(mentions), kind, data.get("date", ""), reference)


def _places(words: str, article: Article) -> Iterator[Evidence]:
    """Where the words stand alone, not inside another word."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    for field in FIELDS:
        for match in pattern.finditer(article.field(field)):
            yield Evidence(field, Span(match.start(), match.end()), words)


def _statement(fact: dict[str, str], entities: dict[str, Entity], article: Article) -> Statement:
    evidence = _evidence(entities[fact["s"]], entities[fact["o"]], article)
    return Statement(fact["s"], fact["p"], fact["o"], (evidence,), 0.9, fact.get("post", ""))  # type: ignore[arg-type]


def _evidence(subject: Entity, other: Entity, article: Article) -> Evidence:
    """The first sentence that has both, else the one that has the object, else any that has either."""
    best, best_score = None, -1
    for field in FIELDS:
        for match in re.finditer(r"[^\n.!?]+(?:[.!?](?!\s)[^\n.!?]*)*[.!?]?", article.field(field)):
            span = Span(match.start(), match.end())
            has = [any(m.field == field and span.covers(m.span) for m in e.mentions) for e in (subject, other)]
            score = 2 * has[1] + has[0]
            if score > best_score:
                best, best_score = Evidence(field, span, match[0]), score
    assert best is not None
    return best


@pytest.fixture(scope="session")
def demo_store() -> EmbeddedStore:
    """The graph of the articles of gold/dev and gold/train, in memory: articles, identity and reference data."""
    settings, vocabulary = Settings(), load_vocabulary()
    read = [gold_extraction(path.stem) for path in sorted([*GOLD.glob("dev/*.json"), *GOLD.glob("train/*.json")])]
    found = [record for _, extraction in read for record in records(extraction)]
    names = canonical_iris(found, authority(vocabulary, settings), settings)
    quads = [quad for article, extraction in read for quad in article_quads(article, extraction, names, settings)]
    seen = [seen for article, extraction in read for seen in observations(article, extraction, names, vocabulary)]
    quads += tenure_quads(seen, settings)
    return EmbeddedStore.of([*quads, *reference_quads(vocabulary, settings)], settings)


@pytest.fixture(scope="session")
def gold_files(tmp_path_factory: pytest.TempPathFactory, read_gold: GoldReader) -> Path:
    """A folder with three articles."""
    folder = tmp_path_factory.mktemp("articles")
    for name in ARTICLES:
        (folder / f"{name}.json").write_text(json.dumps(asdict(read_gold(name)[0])), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def gold_workspace(tmp_path_factory: pytest.TempPathFactory, read_gold: GoldReader, gold_files: Path) -> Path:
    """A workspace with three articles, read as their annotators did. Tests leave it as it is."""

    class GoldExtractor:
        version = "gold/1"

        def extract(self, document: Document) -> Extraction:
            return read_gold(document.article.id)[1]

    folder = tmp_path_factory.mktemp("workspace")
    build([gold_files], settings=Settings(workspace=folder), make_extractor=GoldExtractor)
    return folder


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of another maker, with a default graph of its own. Each test drops what it has put there."""
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as running:
        yield running


@pytest.fixture(scope="module")  # Playwright holds the thread's event loop while it runs
def browser() -> Iterator[Browser]:
    """The Chromium of the system, without a window and without the calls home it makes by itself."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()
