from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from kg.build import BuildReport, build
from kg.build.extracting import ExtractorFactory
from kg.model import Article, Document, Extraction
from kg.rdf.files import nquads
from kg.settings import Settings
from kg.store import EmbeddedStore, current_build

ReadGold = Callable[[str], tuple[Article, Extraction]]


class GoldExtractor:
    """Reads an article as its annotators did; only the text matters, so other fields may be changed."""

    def __init__(self, read_gold: ReadGold, version: str) -> None:
        self._read_gold = read_gold
        self.version = version

    def extract(self, document: Document) -> Extraction:
        return replace(self._read_gold(document.article.id)[1], extractor=self.version)


class Project:
    """A folder of articles beside a workspace, as a user has them."""

    def __init__(self, root: Path, read_gold: ReadGold) -> None:
        self.articles = root / "articles"
        self.articles.mkdir(parents=True)
        self.settings = Settings(workspace=root / "ws")
        self.read_gold = read_gold
        self.extractor: ExtractorFactory = lambda: GoldExtractor(read_gold, "gold/1")

    def put(self, *names: str, **changes: str) -> None:
        for name in names:
            article = replace(self.read_gold(name)[0], **changes)
            (self.articles / f"{name}.json").write_text(json.dumps(asdict(article)), encoding="utf-8")

    def build(self, *, prune: bool = False, fresh: bool = False) -> BuildReport:
        return build([self.articles], settings=self.settings, prune=prune, fresh=fresh, make_extractor=self.extractor)

    def export(self) -> bytes:
        return nquads(EmbeddedStore.open(current_build(self.settings.workspace)).quads())

    def names(self, type_: str) -> set[str]:
        store = EmbeddedStore.open(current_build(self.settings.workspace))
        query = f"SELECT ?name {{ ?article schema:mentions ?x . ?x a kg:{type_} ; rdfs:label ?name }}"
        return {row["name"].value for row in store.select(query)}  # type: ignore[union-attr]


@pytest.fixture
def new_project(tmp_path: Path, read_gold: ReadGold) -> Callable[[str], Project]:
    return lambda name: Project(tmp_path / name, read_gold)


@pytest.fixture
def project(new_project: Callable[[str], Project]) -> Project:
    return new_project("project")
