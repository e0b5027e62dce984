from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import ArticleError, MissingExtraError, NotFoundError, QueryError, StoreError, TierError
from tests.conftest import ARTICLES


@pytest.fixture
def graph(gold_workspace: Path) -> kg.Graph:
    return kg.Graph.open(gold_workspace)


def test_a_graph_is_built_and_asked_in_three_lines(tmp_path: Path, gold_files: Path) -> None:
    with kg.Graph.open(tmp_path / "ws") as graph:
        with pytest.raises(StoreError, match="kg build"):
            graph.query("SELECT * { ?s ?p ?o }")
        assert graph.build(gold_files / "dev-01.json").articles == 1
        assert len(graph.query("SELECT ?a { ?a a kg:Article }")) == 1
        assert graph.build([gold_files]).added == 2
        assert len(graph.query("SELECT ?a { ?a a kg:Article }")) == 3


def test_rows_are_records_with_python_values(graph: kg.Graph, read_gold: Any) -> None:
    rows = graph.query(
        "SELECT ?title ?published (COUNT(?thing) AS ?things) { ?article schema:headline ?title ; "
        "schema:datePublished ?published ; schema:mentions ?thing } GROUP BY ?title ?published ORDER BY ?published"
    )
    read = sorted((read_gold(name) for name in ARTICLES), key=lambda pair: pair[0].published)
    assert [row.title for row in rows] == [article.title for article, _ in read]
    assert [row.published.isoformat() for row in rows] == [article.published for article, _ in read]
    assert all(isinstance(row.things, int) and row.things > 0 for row in rows)


def test_rows_are_a_frame_where_pandas_is(graph: kg.Graph) -> None:
    rows = graph.query("SELECT ?name ?none { ?p a kg:Person ; rdfs:label ?name } ORDER BY ?name")
    frame = rows.to_frame()
    assert list(frame.columns) == ["name", "none"]
    assert list(frame["name"]) == [row.name for row in rows]


def test_without_pandas_a_frame_names_the_extra(graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r"simpul\[frame\]"):
        graph.query("SELECT ?p { ?p a kg:Person }").to_frame()


def test_each_sort_of_query_has_its_method(graph: kg.Graph) -> None:
    assert graph.ask("ASK { ?p a kg:Person }") is True
    assert graph.ask("ASK { ?p a kg:Nothing }") is False
    triples = graph.construct("CONSTRUCT { ?p rdfs:label ?name } WHERE { ?p a kg:Person ; rdfs:label ?name }")
    assert len(triples) == len(graph.query("SELECT ?p { ?p a kg:Person }"))
    for method in (graph.query, graph.ask):
        with pytest.raises(QueryError):
            method("CONSTRUCT WHERE { ?s ?p ?o }")
    with pytest.raises(QueryError, match="CONSTRUCT"):
        graph.construct("ASK {}")


def test_rdflib_sees_the_same_graph(graph: kg.Graph) -> None:
    dataset = graph.rdflib()
    query = "SELECT ?name WHERE { ?p a kg:Person ; rdfs:label ?name } ORDER BY ?name"
    ours = [row.name for row in graph.query(query)]
    assert sorted(str(row[0]) for row in dataset.query(query)) == sorted(ours)  # type: ignore[index]
    names = {str(g.identifier) for g in dataset.graphs()}
    assert {f"https://w3id.org/simpul/id/article/{name}" for name in ARTICLES} <= names


def test_networkx_has_the_entities_of_the_articles(graph: kg.Graph, read_gold: Any) -> None:
    network = graph.networkx()
    labels = {data["label"] for _, data in network.nodes(data=True) if data["type"] == "Person"}
    assert labels == {e.name for name in ARTICLES for e in read_gold(name)[1].entities if e.type == "Person"}
    assert network.number_of_edges() > 20


def test_a_thing_is_found_by_name_and_explained(graph: kg.Graph) -> None:
    page = graph.entity("Bluri Wijaksono")
    assert page.thing.iri == "https://w3id.org/simpul/id/person/bluri-wijaksono"
    lines = graph.explain("Bluri Wijaksono")
    assert lines == graph.explain(page.thing.iri)
    assert any("Bapas" in line.sentence and "Bluri Wijaksono" in line.evidence.quote for line in lines)
    with pytest.raises(NotFoundError):
        graph.entity("Tidak Ada Orangnya")


def test_what_is_not_sure_enough_is_left_out(graph: kg.Graph) -> None:
    name = "Bluri Wijaksono"
    assert graph.explain(name, min_confidence=0.9) == graph.explain(name)
    assert graph.explain(name, min_confidence=0.91) == ()
    page = graph.entity(name, min_confidence=0.91)
    assert (page.groups, page.quotes.total, page.tenures) == ((), 0, ())
    assert page.hidden > 0
    assert graph.networkx(min_confidence=0.91).number_of_edges() == 0
    with pytest.raises(NotFoundError, match="no chain"):
        graph.path(name, "Dodik Harmono", min_confidence=0.91)


def test_a_path_ties_two_people_by_facts(graph: kg.Graph) -> None:
    path = graph.path("Bluri Wijaksono", "Dodik Harmono")
    assert path[0].start.endswith("/bluri-wijaksono")
    assert path[-1].end.endswith("/dodik-harmono")
    assert all(a.end == b.start for a, b in pairwise(path))
    with pytest.raises(NotFoundError, match="no chain"):
        graph.path("Bluri Wijaksono", "Suparman")


def test_extract_reads_one_article(read_gold: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    article = read_gold("dev-01")[0]
    extraction = kg.extract(article, tier="rules")
    assert isinstance(extraction, kg.Extraction)
    assert extraction.article_id == "dev-01"
    assert extraction.verified(article)
    assert extraction == kg.extract(article, "rules")
    sure = kg.extract(article, "rules", min_confidence=0.9)
    assert sure == extraction.at_least(0.9)
    assert 0 < len(sure.statements) < len(extraction.statements)
    monkeypatch.setattr("kg.build.extracting.make_document", lambda article: article.no_such_field)
    with pytest.raises(ArticleError, match="dev-01"):
        kg.extract(article, "rules")
    with pytest.raises(TierError, match="choose default or rules"):
        kg.extract(article, "magic")


def test_the_workspace_can_come_from_the_environment(graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMPUL_WORKSPACE", str(graph.settings.workspace))
    with kg.Graph.open() as other:
        assert other.ask("ASK { ?p a kg:Person }")


def test_types_are_known_to_a_checker(tmp_path: Path) -> None:
    program = "import kg\nreveal_type(kg.extract)\nreveal_type(kg.Graph.open('w').query('ASK {}'))\n"
    (tmp_path / "program.py").write_text(program)
    arguments = [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path), "--strict", str(tmp_path / "program.py")]
    out = subprocess.run(arguments, capture_output=True, text=True, check=False).stdout
    signature = "article: kg.model.article.Article, tier: str | None =, min_confidence: float ="
    assert f"def ({signature}) -> kg.model.extraction.Extraction" in out
    assert "kg.store.records.Records" in out


def test_changes_are_those_between_builds_and_workspaces(tmp_path: Path, gold_files: Path) -> None:
    with kg.Graph.open(tmp_path / "one") as one, kg.Graph.open(tmp_path / "two") as two:
        report = one.build(gold_files / "dev-01.json")
        assert one.changes() == one.changes(0, 1) == report.difference
        two.build([gold_files / "dev-01.json", gold_files / "train-001.json"])
        assert one.changes("latest", tmp_path / "two").counts()["Article"] == {"appeared": 1}
        assert two.changes(tmp_path / "two", tmp_path / "one").counts()["Article"] == {"disappeared": 1}
