"""A build that is killed with SIGKILL leaves the last good graph, and a workspace that the next build completes."""

from __future__ import annotations

import importlib.util
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from kg.analysis.difference import difference
from kg.build import build
from kg.rdf.files import nquads
from kg.settings import Settings
from kg.store import EmbeddedStore, current_build
from kg.workspace import Workspace

SCRIPT = Path(__file__).parent / "killed.py"
_FIRST_BUILD = "while the whole store is written"
_PUBLISHED = {"after the build is published", "before old builds are removed"}


def _load_script() -> Any:
    spec = importlib.util.spec_from_file_location("killed", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


killed_build = _load_script()


def _build(articles: Path, workspace: Path) -> None:
    settings = Settings(workspace=workspace)
    build([articles], settings=settings, prune=True, make_extractor=killed_build.CapitalWords)


def _put(folder: Path, article: Any) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{article.id}.json").write_text(json.dumps(asdict(article)), encoding="utf-8")


def _export(workspace: Path) -> bytes:
    return nquads(EmbeddedStore.open(current_build(workspace)).quads())


@pytest.fixture(scope="module", autouse=True)
def _unchecked() -> Iterator[None]:
    """Leave the check out of the builds that are not killed, too: it takes most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.build.run.check_graphs", lambda *_: None)
        yield


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory, read_gold: Any, _unchecked: None) -> Path:
    """Two states of a folder of articles, a workspace built from the first, and clean exports of both."""
    root = tmp_path_factory.mktemp("stages")
    articles = [read_gold(f"train-{number:03}")[0] for number in range(1, 25)]
    for article in articles[:23]:
        _put(root / "first", article)
    # One article changed, one gone, one new, the others as they were.
    for article in (replace(articles[0], publisher="Surat Kabar Lain"), *articles[2:]):
        _put(root / "second", article)
    for name in ("first", "second"):
        _build(root / name, root / f"{name}-ws")
        (root / f"{name}.nq").write_bytes(_export(root / f"{name}-ws"))
    return root


@pytest.mark.parametrize("point", list(killed_build.POINTS))
def test_a_killed_build_leaves_the_last_good_graph_and_is_completed_by_the_next(
    stages: Path, tmp_path: Path, point: str
) -> None:
    articles, workspace = tmp_path / "articles", tmp_path / "ws"
    shutil.copytree(stages / "first", articles)
    if point == _FIRST_BUILD:
        workspace.mkdir()
    else:
        _build(articles, workspace)
    shutil.rmtree(articles)
    shutil.copytree(stages / "second", articles)

    killed = subprocess.run(
        [sys.executable, str(SCRIPT), point, str(articles), str(workspace)], capture_output=True, text=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    first, second = (stages / "first.nq").read_bytes(), (stages / "second.nq").read_bytes()
    if point != _FIRST_BUILD:
        assert _export(workspace) == (second if point in _PUBLISHED else first)
    _build(articles, workspace)
    assert _export(workspace) == second
    with Workspace.open(workspace) as record, closing(EmbeddedStore.open(current_build(workspace))) as store:
        newest = record.change_log().entries()[0]
        assert record.change_log().difference(0, newest.number) == difference(None, store)
    assert len([path for path in (workspace / "store").iterdir() if path.is_dir()]) <= 2
