"""Files at random: whatever they hold, they are articles or errors that name the file, soon."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles import ReadResult, read_articles, read_lines
from kg.errors import ArticleError
from kg.model import Article
from kg.settings import Settings
from tests.hostile import LABEL, many

pytestmark = pytest.mark.fuzz
SMALL = replace(Settings(), max_file_bytes=100_000, max_article_chars=20_000)
KEYS = ["id", "text", "title", "byline", "publisher", "published", "url", "article", "x"]
NUMBERS = ["1" * 5_000, "-0", "1e999", "NaN", "Infinity", "1E400", "0.0000001", "9" * 400, "true"]
BREAKS = ["\r", "\n", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\n\n"]
PIECES = st.one_of(
    LABEL.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=40),
    st.sampled_from(
        [text.encode() for text in (*BREAKS, *NUMBERS, "Judul", "31 Oktober 2025", "Penulis: A", "{", "[")]
    ),
    st.sampled_from(
        [
            *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"\x00", b"\x80"),
            *(
                b'{"text": "',
                b'", "id": ',
                b'"}',
                b"\\u0000",
                b"\\ud800",
                b"\\",
                b'"',
                b": ",
                b", ",
                b"null",
                b"<html>",
            ),
            *(b"<article><p>", b"</p>", b"<table><tr><td>", b"<meta charset=utf-16>", b"<!--", b"<svg>", b"&#x110000;"),
            *(b'<?xml version="1.0" encoding="utf-32"?>', b'<!DOCTYPE x [<!ENTITY a "&a;&a;">]>'),
        ]
    ),
)
CONTENT = st.lists(PIECES, max_size=30).map(b"".join)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), LABEL),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)),
    max_leaves=12,
)
SUFFIXES = [".txt", ".json", ".jsonl", ".html", ".htm"]


def check(results: Iterable[ReadResult], source: str) -> None:
    """Assert that these are articles that can be kept, within bounds, or errors that name their source."""
    for result in results:
        if isinstance(result, ArticleError):
            assert result.source.startswith(source)
            assert len(str(result)) < 1_000 + len(source)
            continue
        fields = (result.id, result.text, result.title, result.byline, result.publisher, result.published, result.url)
        assert isinstance(result, Article)
        assert result.text.strip()
        assert len(result.text) + len(result.title) <= SMALL.max_article_chars
        assert all(field.encode("utf-8") is not None and "\0" not in field for field in fields)


@pytest.mark.parametrize("suffix", SUFFIXES)
@many(100)
@given(content=CONTENT)
def test_any_bytes_are_articles_or_errors(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    check(read_articles(path, SMALL), str(path))


@many(200)
@given(st.lists(JSON.map(json.dumps), max_size=5), st.sampled_from(BREAKS))
def test_any_json_is_articles_or_errors(values: list[str], end: str) -> None:
    content = end.join(values).encode("utf-8", "surrogatepass")
    check(read_lines(io.BytesIO(content), "stdin", SMALL), "stdin")


@many(100)
@given(
    st.text("<>/abdehilmnoprtv \"'=&;!-?[]", max_size=400),
    st.lists(st.sampled_from(["div", "p", "b", "table"]), max_size=40),
)
def test_any_markup_is_an_article_or_an_error(tmp_path: Path, text: str, elements: list[str]) -> None:
    path = tmp_path / "a.html"
    path.write_text("".join(f"<{name}>" for name in elements) + "Kepala Bapas bicara. " * 30 + text, encoding="utf-8")
    check(read_articles(path, SMALL), str(path))


LARGE = {
    "one line": b"w" * 10_000_000,
    "many lines": b"w\n" * 200_000,
    "blanks": b"Judul\n\nTeks.\n" + b" " * 400_000 + b"\n.",
    "carriage returns": b"Judul\r\rTeks.\r" * 30_000,
    "labels": b"Oleh: a\n" * 50_000,
    "elements in elements": b"<div>" * 80_000 + b"Teks " * 100,
    "elements of all kinds": b"<p><b><table><tr><td><ul><li>" * 15_000,
    "attributes": b"<p " + b'a="b" ' * 60_000 + b">Teks",
    "an element that does not end": b"<p>" + b"Teks <" * 80_000,
    "a comment that does not end": b"<!--" * 100_000,
    "entities": b"<p>" + b"&amp;" * 90_000,
    "lists in lists": b"[" * 400_000,
    "objects in objects": b'{"article":' * 40_000,
    "a number": b'{"id": ' + b"1" * 400_000 + b"}",
    "a billion laughs": b'<!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)) + b"]><p>&j;</p>",
    "compressed": gzip.compress(b"\0" * 50_000_000),
}  # fmt: skip


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", LARGE)
def test_large_and_deep_files_are_read_or_refused(tmp_path: Path, suffix: str, name: str) -> None:
    """In a moment each: what costs the square of its size would be hours here."""
    path = tmp_path / f"a{suffix}"
    path.write_bytes(LARGE[name])
    check(read_articles(path, replace(SMALL, max_file_bytes=500_000)), str(path))
