from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

from kg.build.extracting import OfTier, extract_missing, extractor_of, read_article
from kg.build.report import silent
from kg.model import Article, Document, Entity, Evidence, Extraction, Span
from kg.workspace import Workspace


class FirstWord:
    """Takes the first word for a person; trips over "rusak", and cites wrongly where a text begins with "bohong"."""

    version = "first-word/1"

    def extract(self, document: Document) -> Extraction:
        article = document.article
        word = article.text.split()[0]
        if word == "rusak":
            raise RecursionError("too deep")
        quote = "lain" if word == "bohong" else word
        evidence = Evidence("text", Span(0, len(quote)), quote)
        return Extraction(article.id, self.version, (Entity("p1", "Person", word, (evidence,)),))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path)


def test_one_bad_article_is_reported_and_the_rest_is_read(workspace: Workspace) -> None:
    articles = [Article("a", "Bluri hadir"), Article("b", "rusak"), Article("c", "bohong"), Article("d", "Dodik hadir")]
    workspace.record_source("/s", "1", articles)
    count, failures = extract_missing(workspace, "key", FirstWord, 1, silent)
    assert count == 2
    assert [failure.source for failure in failures] == ["b", "c"]
    assert "RecursionError in first-word/1: too deep" in failures[0].reason
    assert "words that are not in the article" in failures[1].reason
    assert [article.id for article, _ in workspace.extractions("key")] == ["a", "d"]
    assert [failure.source for failure in workspace.failures()] == ["b", "c"]


def test_what_was_read_is_not_read_again(workspace: Workspace) -> None:
    workspace.record_source("/s", "1", [Article("a", "Bluri hadir")])
    assert extract_missing(workspace, "key", FirstWord, 1, silent) == (1, [])
    assert extract_missing(workspace, "key", FirstWord, 1, silent) == (0, [])


def test_progress_is_told(workspace: Workspace) -> None:
    workspace.record_source("/s", "1", [Article(f"a{n}", f"Bluri{n} hadir") for n in range(120)])
    told: list[tuple[str, int, int]] = []
    extract_missing(workspace, "key", FirstWord, 1, lambda *args: told.append(args))
    assert told == [("Reading articles", 50, 120), ("Reading articles", 100, 120), ("Reading articles", 120, 120)]


def test_several_processes_read_the_same_as_one(tmp_path: Path, read_gold: Any) -> None:
    gold = Path(__file__).parents[2] / "data" / "gold" / "train"
    texts = [path.stem for path in sorted(gold.glob("*.json"))[:60]]
    results = []
    for jobs in (1, 2):
        with Workspace.create(tmp_path / str(jobs)) as workspace:
            articles = [read_gold(name)[0] for name in texts]
            workspace.record_source("/s", "1", articles)
            assert extract_missing(workspace, "key", OfTier("rules"), jobs, silent)[0] == 60
            results.append(list(workspace.extractions("key")))
    assert results[0] == results[1]


def test_a_process_makes_the_extractor_of_a_tier_once() -> None:
    sent = pickle.loads(pickle.dumps(OfTier("rules")))
    assert extractor_of(sent) is extractor_of(OfTier("rules"))


def test_a_read_article_is_an_extraction() -> None:
    result = read_article(Article("a", "Bluri hadir"), FirstWord())
    assert isinstance(result, Extraction)
    assert result.entities[0].name == "Bluri"
