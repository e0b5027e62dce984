"""Identity through builds: the graph does not depend on order or batches, and a person's word survives."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from kg.build import build
from kg.build.accounts import accounts_of
from kg.identity.accounts import entry
from kg.identity.ledger import Item
from kg.model import Article
from kg.settings import Settings
from kg.store import EmbeddedStore, current_build
from kg.workspace import Workspace


@pytest.fixture(scope="module")
def articles(read_gold: Any) -> list[Article]:
    return [read_gold(f"report-{number:03}")[0] for number in range(1, 7)]


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
    put(tmp_path / "all", articles)
    whole = replace(settings, workspace=tmp_path / "whole")
    build([tmp_path / "all"], settings=whole)
    shuffled = list(articles)
    random.Random(seed).shuffle(shuffled)
    for batch, start in enumerate(range(0, len(shuffled), 2)):
        put(tmp_path / f"batch{batch}", shuffled[start : start + 2])
        build([tmp_path / f"batch{batch}"], settings=settings)
    assert quads(settings) == quads(whole)


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
        said = entry("different", pair, "Person", "Sari", "2025-11-20T08:00:00+00:00", "namesakes")
        workspace.add_judgements([said.row])
    build([], settings=settings)
    assert len(set(iris(settings, *pair))) == 2
    build([], settings=settings, fresh=True)
    assert len(set(iris(settings, *pair))) == 2

    with Workspace.open(settings.workspace) as workspace:
        workspace.add_judgements([replace(said, verdict="undo", when="2025-11-21T08:00:00+00:00").row])
    build([], settings=settings)
    assert quads(settings) == before
