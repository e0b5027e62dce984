from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import ArticleError
from kg.evaluation import Annotation, read_gold
from kg.settings import Settings
from tests.conftest import gold_extraction

GOLD = Path(__file__).parents[2] / "data" / "gold"


def test_a_gold_folder_is_read_by_name() -> None:
    gold = read_gold(GOLD / "dev", Settings())
    assert (gold.name, len(gold.articles)) == ("dev", 30)
    assert [article.id for article, _ in gold.articles] == [annotation.id for _, annotation in gold.articles]
    assert gold.fingerprint == read_gold(GOLD / "dev", Settings()).fingerprint


def test_an_extraction_says_the_same_as_its_gold_file() -> None:
    _, extraction = gold_extraction("dev-01")
    annotation = Annotation.of(extraction)
    written = Annotation.from_json(json.loads((GOLD / "dev" / "dev-01.json").read_text(encoding="utf-8")))
    assert [(e.id, e.name, e.kind, e.date) for e in annotation.entities] == [
        (e.id, e.name, e.kind, e.date) for e in written.entities
    ]
    assert (annotation.facts, annotation.quotes) == (written.facts, written.quotes)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"id": "a", "article": {"text": "Isi."}}', "no gold article, see GUIDELINES.md: 'entities'"),
        ("{", "malformed JSON"),
    ],
)
def test_a_file_that_is_no_gold_article_is_named(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(ArticleError) as caught:
        read_gold(tmp_path, Settings())
    assert "a.json" in str(caught.value)
    assert reason in str(caught.value)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="no gold articles"):
        read_gold(tmp_path, Settings())
