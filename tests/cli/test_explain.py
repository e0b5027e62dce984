from __future__ import annotations

from pathlib import Path
from typing import Any

PERSON_QUERY = "SELECT ?p ?name { ?p kg:holds ?h ; rdfs:label ?name } ORDER BY ?p LIMIT 1"


def _someone(kg: Any, workspace: Path) -> tuple[str, str]:
    row = kg("query", PERSON_QUERY, "--format", "json", "-w", workspace).json["results"]["bindings"][0]
    return row["p"]["value"], row["name"]["value"]


def test_each_fact_stands_above_its_articles_and_exact_words(kg: Any, gold_workspace: Path, read_gold: Any) -> None:
    iri, name = _someone(kg, gold_workspace)
    run = kg("explain", name, "-w", gold_workspace)
    assert run.code == 0
    assert kg("explain", iri, "-w", gold_workspace).out == run.out
    assert name in run.out.splitlines()[0]
    quotes = [line for line in run.out.splitlines() if line.startswith("        “")]
    assert quotes
    texts = [" ".join(read_gold(n)[0].text.split()) for n in ("train-001", "train-002", "dev-01")]
    for line in quotes:
        words = line.strip().rpartition("” (")[0].removeprefix("“")
        assert any(words in text for text in texts)


def test_the_facts_can_be_in_english(kg: Any, gold_workspace: Path) -> None:
    _, name = _someone(kg, gold_workspace)
    indonesian = kg("explain", name, "-w", gold_workspace).out
    english = kg("explain", name, "--language", "en", "-w", gold_workspace).out
    assert english.splitlines()[0] != indonesian.splitlines()[0]
    assert english.splitlines()[2] == indonesian.splitlines()[2]


def test_json_has_every_line_with_its_evidence(kg: Any, gold_workspace: Path, read_gold: Any) -> None:
    _, name = _someone(kg, gold_workspace)
    lines = kg("explain", name, "--json", "-w", gold_workspace).json
    for line in lines:
        evidence = line["evidence"]
        article = read_gold(evidence["source"]["iri"].rpartition("/")[2])[0]
        assert article.field(evidence["field"])[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_an_unknown_name_is_an_error(kg: Any, gold_workspace: Path) -> None:
    run = kg("explain", "Tidak Ada Orangnya", "-w", gold_workspace)
    assert run.code == 1
    assert "Tidak Ada Orangnya" in run.err
