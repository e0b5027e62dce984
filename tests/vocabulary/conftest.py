from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.vocabulary import data_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the committed vocabulary that a test may spoil; of the districts only those of Banjarnegara."""
    copy = Path(shutil.copytree(data_folder("vocabulary"), tmp_path / "vocabulary"))
    regions = copy / "regions.tsv"
    lines = regions.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.partition("\t")[0].count(".") < 2 or line.startswith("33.04.")]
    regions.write_text("".join(kept), encoding="utf-8")
    return copy
