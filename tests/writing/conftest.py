"""An empty workspace, and a way to write into it and read it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.settings import Settings
from kg.store import EmbeddedStore, current_build
from kg.workspace import Workspace
from kg.writing import Update, Written, ensure_build, write

Writer = Callable[..., Written]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings whose workspace is empty, and served."""
    found = Settings(workspace=tmp_path)
    with Workspace.create(tmp_path) as workspace:
        ensure_build(workspace, found)
    return found


@pytest.fixture
def update(settings: Settings) -> Writer:
    """``update(text)``: carry out a SPARQL update."""

    def update(text: str, **options: object) -> Written:
        return write(Update(text, settings.base_iri, **options), settings)  # type: ignore[arg-type]

    return update


def quads(settings: Settings) -> set[str]:
    """The quads of the current build, without those of the default graph."""
    return {str(quad) for quad in EmbeddedStore.open(current_build(settings.workspace), settings).quads()}


def triples(settings: Settings) -> int:
    """How many triples a query sees that names no graph."""
    store = EmbeddedStore.open(current_build(settings.workspace), settings)
    return sum(1 for _ in store.select("SELECT * { ?s ?p ?o }"))


def recorded(settings: Settings) -> set[str]:
    """The quads that are in the system of record."""
    with Workspace.open(settings.workspace) as workspace:
        return {f"{item.triple} <{item.graph}>" for item in workspace.user_graphs.triples()}
