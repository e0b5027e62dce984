from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from kg.build import build
from kg.cli.main import main
from kg.model import Document, Extraction
from kg.settings import Settings

ARTICLES = ("train-001", "train-002", "dev-01")


@dataclass(frozen=True, slots=True)
class Run:
    """What a command did: its exit status and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Kg = Callable[..., Run]


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Kg:
    """``kg("stats", "--json")`` runs the command line in this process, as a shell would."""

    def run(*arguments: str | Path) -> Run:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Run(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture(scope="session")
def gold_files(tmp_path_factory: pytest.TempPathFactory, read_gold: Any) -> Path:
    """A folder with three articles."""
    folder = tmp_path_factory.mktemp("articles")
    for name in ARTICLES:
        (folder / f"{name}.json").write_text(json.dumps(asdict(read_gold(name)[0])), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def gold_workspace(tmp_path_factory: pytest.TempPathFactory, read_gold: Any, gold_files: Path) -> Path:
    """A workspace with three articles, read as their annotators did. Tests leave it as it is."""

    class GoldExtractor:
        version = "gold/1"

        def extract(self, document: Document) -> Extraction:
            extraction: Extraction = read_gold(document.article.id)[1]
            return extraction

    folder = tmp_path_factory.mktemp("workspace")
    build([gold_files], settings=Settings(workspace=folder), make_extractor=GoldExtractor)
    return folder
