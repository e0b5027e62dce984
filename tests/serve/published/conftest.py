from __future__ import annotations

from pathlib import Path

import pytest

from kg.serve.published import publish_site
from kg.settings import Settings


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, gold_workspace: Path) -> Path:
    """The published pages of three articles. Tests leave them as they are."""
    folder = tmp_path_factory.mktemp("site")
    publish_site(folder, Settings(workspace=gold_workspace), jobs=1)
    return folder
