from __future__ import annotations

import json

import pytest

from kg.articles.records import parse_record
from kg.errors import ArticleError


def test_all_fields() -> None:
    record = {
        "id": "a-1", "text": "Isi.", "title": "Judul", "byline": "Ana", "publisher": "Kabar", "url": "https://a.example/1",
        "published": "31 Oktober 2025", "unknown": 3,
    }  # fmt: skip
    article = parse_record(json.dumps(record), "x.json", "x")
    assert (article.id, article.text, article.title, article.byline) == ("a-1", "Isi.", "Judul", "Ana")
    assert (article.publisher, article.url, article.published) == ("Kabar", "https://a.example/1", "2025-10-31")


def test_the_gold_shape_is_read_through_its_article() -> None:
    article = parse_record('{"id": "g", "article": {"text": "Isi.", "title": "J"}, "entities": []}', "g.json", "x")
    assert (article.id, article.title) == ("g", "J")


def test_a_missing_id_and_null_fields() -> None:
    article = parse_record('{"text": "Isi.", "title": null, "id": null}', "x.json", "x")
    assert (article.id, article.title) == ("x", "")
    assert parse_record('{"text": "Isi.", "id": 7}', "x.json", "x").id == "7"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "malformed JSON, line 1 column 2"),
        ("[1]", "not a JSON object"),
        ("{}", 'no text: the key "text" is missing or empty'),
        ('{"text": " "}', "no text"),
        ('{"text": 3}', 'the key "text" is no string'),
        ('{"text": "a", "published": "kapan-kapan"}', 'write the key "published" as 2025-10-31'),
        ('{"text": "a", "id": "x\\ny"}', "bad id"),
        ('{"text": "a\\ud800"}', "half a surrogate pair"),
        ('{"text": "a\\u0000"}', "NUL"),
        ('{"id": %s}' % ("1" * 5_000), "too many digits"),
        ("[" * 200_000, "nested too deeply"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(line: str, reason: str) -> None:
    with pytest.raises(ArticleError) as caught:
        parse_record(line, "berita.jsonl:3", "x")
    assert str(caught.value).startswith("berita.jsonl:3: ")
    assert reason in str(caught.value)
