from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.vocabulary import data_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the committed vocabulary that a test may spoil."""
    return Path(shutil.copytree(data_folder("vocabulary"), tmp_path / "vocabulary"))
