from __future__ import annotations

from pathlib import Path
from typing import Any


def test_the_counts_are_those_of_the_articles(kg: Any, gold_workspace: Path, read_gold: Any) -> None:
    data = kg("stats", "--json", "-w", gold_workspace).json
    read = [read_gold(name) for name in ("train-001", "train-002", "dev-01")]
    assert data["counts"]["Article"] == 3
    assert data["counts"]["Person"] == len({e.name for _, x in read for e in x.entities if e.type == "Person"})
    assert data["quotes"] == sum(len(extraction.quotations) for _, extraction in read)
    assert data["first"] == min(article.published for article, _ in read)
    assert data["last"] == max(article.published for article, _ in read)
    assert data["connected"][0]["neighbours"] >= data["connected"][-1]["neighbours"]


def test_people_get_a_table(kg: Any, gold_workspace: Path) -> None:
    out = kg("stats", "-w", gold_workspace).out
    assert "Person" in out
    assert "best connected" in out


def test_what_could_not_be_read_is_told(kg: Any, gold_workspace: Path, tmp_path: Path) -> None:
    assert kg("stats", "--json", "-w", gold_workspace).json["failures"] == []
    (tmp_path / "empty.txt").write_text("")
    kg("build", tmp_path / "empty.txt", "-w", tmp_path / "ws")
    assert "empty.txt: the file is empty" in kg("stats", "-w", tmp_path / "ws").out
    failures = kg("stats", "--json", "-w", tmp_path / "ws").json["failures"]
    assert [failure["source"] for failure in failures] == [str(tmp_path / "empty.txt")]
