from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Article

ARTICLE = Article("a", "Rapat digelar.", "Rapat", "Humas", "Warta", "2025-10-31", "https://contoh.example/a")


def test_a_field_is_had_by_its_name() -> None:
    assert ARTICLE.field("title") == "Rapat"
    assert ARTICLE.field("text") == "Rapat digelar."


@pytest.mark.parametrize("field", ["text", "title", "byline", "publisher", "published", "url"])
def test_a_change_of_any_content_changes_the_digest(field: str) -> None:
    assert replace(ARTICLE, **{field: "lain"}).digest != ARTICLE.digest


def test_the_id_is_no_content() -> None:
    assert replace(ARTICLE, id="b").digest == ARTICLE.digest


def test_what_moves_from_one_field_to_the_next_is_a_change() -> None:
    assert Article("a", "x", "yz").digest != Article("a", "xy", "z").digest


def test_a_lone_surrogate_has_a_digest() -> None:
    assert Article("a", "\ud800").digest != Article("a", "?").digest
