from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.articles import discover, read_articles, read_lines, read_sources
from kg.errors import ArticleError
from kg.model import Article
from kg.settings import Settings

SETTINGS = Settings()
SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_f0adebbcd35a1af9.txt"


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only_error(path: Path, settings: Settings = SETTINGS) -> str:
    results = list(read_articles(path, settings))
    assert len(results) == 1
    assert isinstance(results[0], ArticleError)
    return str(results[0])


def test_discovery_is_sorted_and_skips_hidden_and_foreign_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.json", "deep/c.html", "deep/d.jsonl", ".hidden/e.txt", ".f.txt", "g.pdf"):
        write(tmp_path / name, "Isi.")
    names = [p.relative_to(tmp_path).as_posix() for p in discover([tmp_path])]
    assert names == ["a.json", "b.txt", "deep/c.html", "deep/d.jsonl"]
    assert discover([tmp_path / "*.txt", tmp_path / "b.txt"]) == [tmp_path / "b.txt"]
    assert discover([f"{tmp_path}/**/*.html"]) == [tmp_path / "deep" / "c.html"]


@pytest.mark.parametrize("source", ["none.txt", "empty", "*.txt"])
def test_a_source_that_names_nothing(tmp_path: Path, source: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArticleError, match="give a file, a folder or a pattern"):
        discover([tmp_path / source])


def test_every_type_of_file(tmp_path: Path) -> None:
    record = json.dumps({"text": "Isi berita."})
    write(tmp_path / "a.json", record)
    write(tmp_path / "b.jsonl", record + "\n\n" + record + "\n")
    write(tmp_path / "c.txt", b"\xef\xbb\xbfJudul\n\nIsi berita.")
    results = list(read_sources([tmp_path], SETTINGS))
    assert [r.id for r in results if isinstance(r, Article)] == ["a", "b-1", "b-3", "c"]
    assert {r.text for r in results if isinstance(r, Article)} == {"Isi berita."}


def test_file_names_become_safe_ids(tmp_path: Path) -> None:
    path = write(tmp_path / "Berita: hari ini <b>.txt", "Isi berita.")
    article = next(read_articles(path, SETTINGS))
    assert isinstance(article, Article)
    assert article.id == "Berita-hari-ini-b"
    nameless = next(read_articles(write(tmp_path / "###.txt", "Isi."), SETTINGS))
    assert isinstance(nameless, Article)
    assert nameless.id.startswith("article-")


def test_two_files_of_one_name_get_two_ids(tmp_path: Path) -> None:
    write(tmp_path / "x" / "berita.txt", "Satu.")
    write(tmp_path / "y" / "berita.txt", "Dua.")
    ids = [r.id for r in read_sources([tmp_path], SETTINGS) if isinstance(r, Article)]
    assert len(set(ids)) == 2
    assert [i.rsplit("-", 1)[0] for i in ids] == ["x-berita", "y-berita"]


def test_a_given_id_is_used_once(tmp_path: Path) -> None:
    write(tmp_path / "a.json", '{"id": "k", "text": "Satu."}')
    write(tmp_path / "b.json", '{"id": "k", "text": "Dua."}')
    first, second = read_sources([tmp_path], SETTINGS)
    assert isinstance(first, Article)
    assert isinstance(second, ArticleError)
    assert "the id 'k' is taken by" in str(second)


def test_a_missing_source_does_not_stop_the_others(tmp_path: Path) -> None:
    good = write(tmp_path / "a.txt", "Isi.")
    results = list(read_sources([tmp_path / "none.txt", good], SETTINGS))
    assert isinstance(results[0], ArticleError)
    assert isinstance(results[1], Article)


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    assert "the file is empty" in only_error(write(tmp_path / "a.txt", " \n"))
    error = only_error(write(tmp_path / "b.txt", "Kepala Rutan caf\u00e9.".encode("cp1252")))
    assert "b.txt: not in UTF-8 (byte 0xE9 at offset 16): save it as UTF-8" in error
    assert "NUL" in only_error(write(tmp_path / "c.txt", b"a\0b"))
    assert "unknown type of file" in only_error(write(tmp_path / "d.pdf", "x"))
    assert "cannot be read" in only_error(tmp_path / "none.json")
    assert "malformed JSON" in only_error(write(tmp_path / "e.json", "{"))


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    assert "a.txt: too large: 50,000,000 bytes, at most 20,000,000 are read" in only_error(path)
    long = write(tmp_path / "b.txt", "x" * 2000)
    assert "too large" in only_error(long, replace(SETTINGS, max_article_chars=1000))


def test_a_bad_line_does_not_stop_the_next() -> None:
    lines = [b'{"text": "Satu."}\n', b"{\n", b"\xff\n", b"\n", b'{"text": "Dua."}\n']
    results = list(read_lines(io.BytesIO(b"".join(lines)), "stdin", SETTINGS))
    assert [type(r) for r in results] == [Article, ArticleError, ArticleError, Article]
    assert str(results[1]).startswith("stdin:2: malformed JSON")
    assert str(results[2]).startswith("stdin:3: not in UTF-8")


def test_a_line_too_long_is_refused() -> None:
    lines = [json.dumps({"text": "x" * size}) for size in (500, 10, 95, 87, 300)]
    results = list(read_lines(io.BytesIO("\n".join(lines).encode()), "stdin", replace(SETTINGS, max_file_bytes=100)))
    assert [isinstance(result, Article) for result in results] == [False, True, False, True, False]
    assert [str(result).startswith(f"stdin:{n}: too large") for n, result in enumerate(results, 1)].count(True) == 3


@pytest.mark.skipif(not SEED.exists(), reason="the seed article lies beside the repository, if anywhere")
def test_the_seed_article() -> None:
    article = next(read_articles(SEED, SETTINGS))
    assert isinstance(article, Article)
    assert article.title.startswith("Bapas Purwokerto Perkuat Kolaborasi dan Inovasi")
    assert (article.byline, article.publisher) == ("Devira Arum", "PURWOKERTO.TELISIKFAKTA.COM")
    assert article.published == "2025-10-31"
    assert article.text.startswith("Banjarnegara — Sebagai bentuk komitmen")
