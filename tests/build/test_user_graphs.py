from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.build import build
from kg.settings import Settings
from kg.store import EmbeddedStore, current_build
from kg.store.builds import current_version
from kg.writing import DerivedGraphError, Update, write

TEXT = "Kepala Bapas Purwokerto, Bluri Wijaksono, mengunjungi Rutan Banjarnegara, Rabu (29/10/2025)."
ARTICLE = f'{{"id": "%s", "text": "{TEXT}"}}'
MINE = "INSERT DATA { GRAPH <urn:mine> { <urn:a> <urn:b> %s } <urn:c> <urn:d> %s }"


@pytest.fixture
def articles(tmp_path: Path) -> Callable[[str], Path]:
    """``articles("one")``: a file with an article of that name."""

    def article(name: str) -> Path:
        path = tmp_path / f"{name}.json"
        path.write_text(ARTICLE % name, encoding="utf-8")
        return path

    return article


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(workspace=tmp_path / "workspace", tier="rules")


def mine(settings: Settings) -> set[str]:
    """What users have written, as the graph in use has it."""
    rows = EmbeddedStore.open(current_build(settings.workspace), settings).select(
        "SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } ?s ?p ?o FILTER(?p IN (<urn:b>, <urn:d>)) }"
    )
    return {f"{row['g']} {row['o'].value}" for row in rows if isinstance(row["o"], ox.Literal)}


def change(settings: Settings, number: int) -> None:
    write(Update(MINE % (number, number), settings.base_iri), settings)


def test_what_users_write_survives_every_kind_of_build(settings: Settings, articles: Callable[[str], Path]) -> None:
    build([articles("one")], settings=settings)
    change(settings, 1)
    expected = mine(settings)
    assert len(expected) == 2
    build([articles("two")], settings=settings)
    assert mine(settings) == expected
    build([articles("one")], settings=settings, fresh=True)
    assert mine(settings) == expected
    (settings.workspace / "store" / "current").unlink()
    build([], settings=settings)
    assert mine(settings) == expected
    change(settings, 2)
    assert len(mine(settings)) == 4


def test_what_is_written_while_a_build_runs_is_in_it(settings: Settings, articles: Callable[[str], Path]) -> None:
    build([articles("one")], settings=settings)
    change(settings, 1)
    asked = []

    def while_building(stage: str, done: int, total: int) -> None:
        if stage == "Checking the graph":  # the new folder is written, and not yet published
            change(settings, 2)
            asked.append(len(mine(settings)))

    report = build([articles("two")], settings=settings, progress=while_building)
    assert report.published
    assert asked == [4]
    assert len(mine(settings)) == 4
    version = current_version(settings.workspace)
    assert version is not None
    assert (version.build, version.revision) == (report.build, 2)


def test_a_graph_of_an_article_is_not_written(settings: Settings, articles: Callable[[str], Path]) -> None:
    build([articles("one")], settings=settings)
    graph = f"{settings.base_iri}article/one"
    for text in (f"DROP GRAPH <{graph}>", "CLEAR ALL", "DROP NAMED", "DELETE WHERE { GRAPH ?g { ?s a ?t } }"):
        with pytest.raises(DerivedGraphError):
            write(Update(text, settings.base_iri), settings)
    store = EmbeddedStore.open(current_build(settings.workspace), settings)
    assert store.has_graph(graph)


def test_users_may_copy_from_the_graphs_of_articles(settings: Settings, articles: Callable[[str], Path]) -> None:
    build([articles("one")], settings=settings)
    text = "INSERT { GRAPH <urn:mine> { ?p rdfs:label ?name } } WHERE { ?p a kg:Person ; rdfs:label ?name }"
    assert write(Update(text, settings.base_iri), settings).added == 1
