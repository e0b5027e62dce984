"""Identity through builds: the graph does not depend on order or batches, and a person's word survives."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from kg.build import build, obey
from kg.build.accounts import accounts_of
from kg.identity.ledger import Item
from kg.identity.meaning import Speaker
from kg.model import Article
from kg.settings import Settings
from kg.store import EmbeddedStore, current_build
from kg.workspace import Workspace


@pytest.fixture(scope="module")
def articles(read_gold: Any) -> list[Article]:
    return [read_gold(f"report-{number:03}")[0] for number in range(1, 7)]


SPEAKER = Speaker("Sari", "2025-11-20T08:00:00+00:00")
DAUD = Item("report-001", "Daud Neolaka"), Item("report-002", "Daud Neolaka")
SAID = [
    SPEAKER.on("different", "Person", *DAUD),
    SPEAKER.naming("Unit", Item("report-001", "Rutan Kelas IIB Soe"), "Nama yang Benar"),
]
"""What a person has said before any article is there."""


def put(folder: Path, some: Iterable[Article]) -> None:
    folder.mkdir(exist_ok=True)
    for article in some:
        (folder / f"{article.id}.json").write_text(json.dumps(asdict(article)), encoding="utf-8")


def quads(settings: Settings) -> set[Any]:
    store = EmbeddedStore.open(current_build(settings.workspace), settings)
    try:
        return set(store.quads())
    finally:
        store.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(Settings(), workspace=tmp_path / "ws", tier="rules")


@pytest.mark.parametrize("seed", [1, 2])
def test_shuffled_articles_in_several_builds_give_the_same_graph(
    articles: list[Article], tmp_path: Path, settings: Settings, seed: int
) -> None:
    whole = replace(settings, workspace=tmp_path / "whole")
    for workspace in (settings.workspace, whole.workspace):
        with Workspace.create(workspace) as opened:
            opened.add_judgements(entry.row for entry in SAID)
    put(tmp_path / "all", articles)
    build([tmp_path / "all"], settings=whole)
    shuffled = list(articles)
    random.Random(seed).shuffle(shuffled)
    for batch, start in enumerate(range(0, len(shuffled), 2)):
        put(tmp_path / f"batch{batch}", shuffled[start : start + 2])
        build([tmp_path / f"batch{batch}"], settings=settings)
    found = quads(settings)
    assert found == quads(whole)
    # Terms of office with their limits, an event of several articles, and a name that a person gave are in it.
    texts = {str(quad.object.value) for quad in found}
    values = {(str(quad.predicate.value).rpartition("#")[2], str(quad.object.value)) for quad in found}
    assert {f"{settings.ontology_iri}Tenure", f"{settings.ontology_iri}Boundary", "Nama yang Benar"} <= texts
    assert ("articleCount", "2") in values


def iris(settings: Settings, *found: Item) -> list[str]:
    with Workspace.open(settings.workspace) as workspace:
        accounts = accounts_of(workspace, settings)
    keys = {Item(record.article_id, record.name): record.key for record in accounts.records}
    return [accounts.names[keys[item]].iri for item in found]


def test_a_wrong_merge_is_parted_for_good_and_comes_back_when_undone(
    articles: list[Article], tmp_path: Path, settings: Settings
) -> None:
    put(tmp_path / "all", articles)
    build([tmp_path / "all"], settings=settings)
    pair = Item("report-001", "Daud Neolaka"), Item("report-002", "Daud Neolaka")
    before = quads(settings)
    assert len(set(iris(settings, *pair))) == 1

    with Workspace.open(settings.workspace) as workspace:
        said = Speaker("Sari", "2025-11-20T08:00:00+00:00", "namesakes").on("different", "Person", *pair)
        workspace.add_judgements([said.row])
    build([], settings=settings)
    assert len(set(iris(settings, *pair))) == 2
    build([], settings=settings, fresh=True)
    assert len(set(iris(settings, *pair))) == 2

    with Workspace.open(settings.workspace) as workspace:
        workspace.add_judgements([replace(said, verdict="undo", when="2025-11-21T08:00:00+00:00").row])
    build([], settings=settings)
    assert quads(settings) == before


def labels(settings: Settings, iri: str) -> tuple[set[str], set[str]]:
    """Labels and other names of a thing."""
    store = EmbeddedStore.open(current_build(settings.workspace), settings)
    try:
        rows = list(store.select(f"SELECT ?p ?n {{ VALUES ?p {{ rdfs:label skos:altLabel }} <{iri}> ?p ?n }}"))
    finally:
        store.close()
    found: tuple[set[str], set[str]] = set(), set()
    for row in rows:
        found[not str(row["p"]).endswith("label>")].add(row["n"].value)  # type: ignore[union-attr]
    return found


@pytest.mark.parametrize(
    ("type_", "item"),
    [
        ("Person", Item("report-001", "Daud Neolaka")),
        ("Unit", Item("report-001", "Rutan Kelas IIB Soe")),  # a row of the vocabulary
    ],
)
def test_a_corrected_name_is_the_label_keeps_the_iri_and_survives(
    articles: list[Article], tmp_path: Path, settings: Settings, type_: str, item: Item
) -> None:
    put(tmp_path / "all", articles)
    build([tmp_path / "all"], settings=settings)
    before = quads(settings)
    (iri,) = iris(settings, item)
    (seen,), others = labels(settings, iri)
    speaker = Speaker("Sari", "2025-11-20T08:00:00+00:00")
    said = speaker.naming(type_, item, "Nama yang Benar")
    with Workspace.open(settings.workspace) as workspace:
        workspace.add_judgements([said.row])
    obey(settings=settings)
    for fresh in (False, True):
        build([], settings=settings, fresh=fresh)
        assert iris(settings, item) == [iri]
        assert labels(settings, iri) == ({"Nama yang Benar"}, {*others, seen})
    with Workspace.open(settings.workspace) as workspace:
        workspace.add_judgements(entry.row for entry in speaker.undoing([said]))
    obey(settings=settings)
    assert quads(settings) == before


def test_obeying_reads_no_article_and_says_how_much_of_the_ledger_is_obeyed(
    articles: list[Article], tmp_path: Path, settings: Settings
) -> None:
    put(tmp_path / "all", articles)
    build([tmp_path / "all"], settings=settings)
    pair = Item("report-001", "Daud Neolaka"), Item("report-002", "Daud Neolaka")
    with Workspace.open(settings.workspace) as workspace:
        workspace.add_judgements([Speaker("Sari", "now").on("different", "Person", *pair).row])
        assert workspace.obeyed(1) == 0
        # Things are as the graph in use has them, until a build obeys.
        assert len(set(iris(settings, *pair))) == 1
        report = obey(settings=replace(settings, tier="default"))
        assert (report.build, report.published, report.extracted) == (2, True, 0)
        assert workspace.obeyed(2) == 1
    assert len(set(iris(settings, *pair))) == 2
    assert not obey(settings=settings).published
