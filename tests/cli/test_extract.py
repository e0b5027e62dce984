from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.articles import read_articles
from kg.cli.extract import command
from kg.extraction.rules import RulesExtractor
from kg.model import Article, Document, Extraction
from kg.settings import Settings

GOLD = Path(__file__).parents[2] / "data" / "gold"
LINES = '{"id": "a", "text": "“Kami siap,” ujar Bluri Wijaksono."}\n{\n{"id": "b", "text": "Tidak ada."}\n'


def test_json_lines_in_json_lines_out_and_a_bad_line_is_reported() -> None:
    result = CliRunner().invoke(command, ["--tier", "rules", "-"], input=LINES, standalone_mode=False)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [a["id"] for a in answers] == ["a", "b"]
    assert set(answers[0]) == {"id", "extractor", "entities", "facts", "quotes", "terms"}
    assert result.return_value == 1
    assert result.stderr.startswith("Error: stdin:2: malformed JSON")


def test_files_are_read_and_the_output_file_is_verified_and_the_same_every_time(tmp_path: Path) -> None:
    files = [GOLD / "dev" / f"{name}.json" for name in ("dev-01", "dev-02")]
    outputs = []
    for name in ("one.jsonl", "two.jsonl"):
        arguments = [*map(str, files), "-o", str(tmp_path / name)]
        assert CliRunner().invoke(command, arguments, standalone_mode=False).return_value == 0
        outputs.append((tmp_path / name).read_bytes())
    assert outputs[0] == outputs[1]
    for line, file in zip(outputs[0].decode().splitlines(), files, strict=True):
        article = next(read_articles(file, Settings()))
        assert isinstance(article, Article)
        extraction = Extraction.from_json(json.loads(line))
        assert extraction.verified(article)
        assert json.dumps(extraction.to_json(), ensure_ascii=False) == line


def test_a_missing_file_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Isi berita.", encoding="utf-8")
    arguments = [str(tmp_path / "none.txt"), str(tmp_path / "a.txt")]
    result = CliRunner().invoke(command, arguments, standalone_mode=False)
    assert result.return_value == 1
    assert "none.txt: no such file" in result.stderr
    assert json.loads(result.stdout)["id"] == "a"


def test_nquads_have_one_graph_an_article_and_the_same_bytes_every_time() -> None:
    arguments = ["--format", "nquads", str(GOLD / "dev" / "dev-01.json"), str(GOLD / "dev" / "dev-02.json")]
    first = CliRunner().invoke(command, arguments, standalone_mode=False).stdout
    graphs = {quad.graph_name for quad in parse(first, format=RdfFormat.N_QUADS)}
    assert graphs == {NamedNode(f"https://w3id.org/simpul/id/article/dev-{n}") for n in ("01", "02")}
    assert first == CliRunner().invoke(command, arguments[:2] + arguments[:1:-1], standalone_mode=False).stdout


def test_an_article_that_breaks_the_extractor_does_not_take_the_others_along(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = RulesExtractor.extract

    def breaks(self: RulesExtractor, document: Document) -> Extraction:
        if document.article.id == "a":
            raise IndexError("past the end")
        return whole(self, document)

    monkeypatch.setattr(RulesExtractor, "extract", breaks)
    result = CliRunner().invoke(command, ["-"], input=LINES, standalone_mode=False)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["b"]
    assert result.return_value == 1
    assert "Error: a: cannot be read, IndexError in rules/" in result.stderr
