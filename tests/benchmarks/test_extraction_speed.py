"""How many articles a second tier ``rules`` reads, against spaCy's blank Indonesian tokenizer on the same articles.

``make bench`` measures and prints both; ``extraction_speed.json`` beside this file keeps the last figures. The
ratio of the two is what carries over to another machine.
"""

from __future__ import annotations

import json
from pathlib import Path

import spacy
from pytest_benchmark.fixture import BenchmarkFixture

from kg.evaluation import Gold, read_gold
from kg.extraction.rules import RulesExtractor
from kg.extraction.text.document import make_document
from kg.settings import Settings
from kg.vocabulary import load_vocabulary

GOLD = Path(__file__).parents[2] / "data" / "gold" / "train"


def texts() -> Gold:
    return read_gold(GOLD, Settings())


def test_rules_read_articles(benchmark: BenchmarkFixture) -> None:
    articles = [article for article, _ in texts().articles]
    extractor = RulesExtractor(load_vocabulary())
    found = benchmark.pedantic(  # type: ignore[no-untyped-call]
        lambda: [extractor.extract(make_document(article)) for article in articles], rounds=3, warmup_rounds=1
    )
    assert [extraction.article_id for extraction in found] == [article.id for article in articles]
    assert all(e.verified(a) for e, a in zip(found, articles, strict=True))


def test_spacy_tokenizes_the_same_articles(benchmark: BenchmarkFixture) -> None:
    articles = [article for article, _ in texts().articles]
    tokenizer = spacy.blank("id")
    found = benchmark.pedantic(  # type: ignore[no-untyped-call]
        lambda: [tokenizer(article.text) for article in articles], rounds=3, warmup_rounds=1
    )
    assert all(document.text == article.text for document, article in zip(found, articles, strict=True))


def test_the_committed_figures_name_their_peer_and_their_articles() -> None:
    figures = json.loads(Path(__file__).with_name("extraction_speed.json").read_text(encoding="utf-8"))
    assert figures["peer"].startswith("spacy")
    assert figures["articles"] == len(texts().articles)
    assert figures["ratio"] == round(figures["articles_per_second"] / figures["peer_articles_per_second"], 3)
