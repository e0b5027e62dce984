from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

NAMES = "SELECT ?name { ?a schema:mentions ?p . ?p a kg:Person ; rdfs:label ?name } ORDER BY ?name"


def _persons(read_gold: Any) -> list[str]:
    names = {
        e.name for n in ("train-001", "train-002", "dev-01") for e in read_gold(n)[1].entities if e.type == "Person"
    }
    return sorted(names)


def test_a_table_has_a_head_a_line_for_each_row_and_nothing_cut(kg: Any, gold_workspace: Path, read_gold: Any) -> None:
    run = kg("query", NAMES, "-w", gold_workspace)
    lines = [line.rstrip() for line in run.out.splitlines()]
    assert lines[0] == "name"
    assert lines[2:] == _persons(read_gold)
    assert run.err == f"{len(_persons(read_gold))} rows\n"


def test_a_query_can_come_from_a_file(kg: Any, gold_workspace: Path, read_gold: Any, tmp_path: Path) -> None:
    file = tmp_path / "question.rq"
    file.write_text(NAMES, encoding="utf-8")
    run = kg("query", "-f", file, "--format", "csv", "-w", gold_workspace)
    assert [row["name"] for row in csv.DictReader(io.StringIO(run.out))] == _persons(read_gold)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_in_every_format(kg: Any, gold_workspace: Path, read_gold: Any, form: str) -> None:
    run = kg("query", NAMES, "--format", form, "-w", gold_workspace)
    assert run.code == 0
    assert all(name in run.out for name in _persons(read_gold))
    if form == "json":
        assert len(json.loads(run.out)["results"]["bindings"]) == len(_persons(read_gold))


@pytest.mark.parametrize(
    ("form", "codec"),
    [
        (None, RdfFormat.TURTLE),
        ("turtle", RdfFormat.TURTLE),
        ("nt", RdfFormat.N_TRIPLES),
        ("jsonld", RdfFormat.JSON_LD),
        ("nquads", RdfFormat.N_QUADS),
    ],
)
def test_triples_in_every_format(kg: Any, gold_workspace: Path, form: str | None, codec: RdfFormat) -> None:
    options = ["--format", form] if form else []
    run = kg(
        "query",
        "CONSTRUCT { ?x rdfs:label ?y } WHERE { ?x a kg:Person ; rdfs:label ?y }",
        *options,
        "-w",
        gold_workspace,
    )
    count = kg("query", "SELECT ?x { ?x a kg:Person }", "--format", "csv", "-w", gold_workspace).out.count("\n") - 1
    assert len(list(parse(run.out, codec))) == count > 0


def test_ask_is_answered_in_a_word(kg: Any, gold_workspace: Path) -> None:
    assert kg("query", "ASK { ?x a kg:Person }", "-w", gold_workspace).out == "yes\n"
    assert kg("query", "ASK { ?x a kg:Nothing }", "-w", gold_workspace).out == "no\n"
    assert kg("query", "ASK {}", "--format", "csv", "-w", gold_workspace).out.strip() == "true"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["SELECT {"], 1, "malformed"),
        (["SELECT * { SERVICE <http://o.example/> { ?s ?p ?o } }"], 1, "SERVICE"),
        (["SELECT * { ?s ?p ?o } LIMIT 1", "--format", "turtle"], 1, "choose one of"),
        (["CONSTRUCT WHERE { ?s ?p ?o }", "--format", "table"], 1, "turtle"),
        (["INSERT DATA { <http://e/a> <http://e/b> 1 }"], 1, "is an update"),
        ([], 2, "query or -f"),
        (["ASK {}", "-f", "-"], 2, "query or -f"),
        (["ASK {}", "--format", "yaml"], 2, "yaml"),
    ],
)
def test_what_cannot_be_answered_says_why(
    kg: Any, gold_workspace: Path, arguments: list[str], code: int, message: str
) -> None:
    run = kg("query", *arguments, "-w", gold_workspace)
    assert run.code == code
    assert message in run.err
    assert "Traceback" not in run.err


def test_a_table_shows_hostile_text_as_text(kg: Any, gold_workspace: Path) -> None:
    run = kg("query", r'SELECT ("[red]x[/red] \u001b[31m" AS ?text) ?none { }', "-w", gold_workspace)
    assert "[red]x[/red] \N{REPLACEMENT CHARACTER}[31m" in run.out
    assert "\x1b" not in run.out
