from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import ArticleError
from kg.evaluation.annotation import Annotation
from kg.model import Article
from kg.settings import Settings
from kg.training.sources import PARTS, Annotated, annotated_articles, split


def _write(gold: Path, part: str, name: str) -> None:
    (gold / part).mkdir(parents=True, exist_ok=True)
    data = {"id": name, "article": {"title": "", "text": f"Teks {name}."}, "entities": [], "facts": [], "quotes": []}
    (gold / part / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")


def test_every_part_is_read_and_dev_never(tmp_path: Path) -> None:
    for part in (*PARTS, "dev"):
        for number in range(2):
            _write(tmp_path, part, f"{part}-{number}")
    found = annotated_articles(tmp_path, Settings())
    assert [(article.id, part) for article, _, part in found] == [(f"{p}-{n}", p) for p in PARTS for n in range(2)]
    assert all(annotation.id == article.id for article, annotation, _ in found)
    assert "dev" not in PARTS


def test_a_part_that_is_missing_is_named(tmp_path: Path) -> None:
    _write(tmp_path, "more", "one")
    with pytest.raises(ArticleError, match="reports"):
        annotated_articles(tmp_path, Settings())


def test_articles_to_be_checked_are_those_of_train_and_no_others() -> None:
    articles: list[Annotated] = [
        (Article(f"{part}-{n}", "Teks."), Annotation(f"{part}-{n}"), part) for n in range(3) for part in PARTS
    ]
    fitted, checked = split(articles)
    assert {part for *_, part in checked} == {"train"}
    assert {part for *_, part in fitted} == set(PARTS) - {"train"}
    assert Counter(a.id for a, *_ in fitted + checked) == Counter(a.id for a, *_ in articles)
