from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import WorkspaceError
from kg.workspace import locked


def test_a_second_writer_is_told_who_is_writing(tmp_path: Path) -> None:
    with locked(tmp_path, 4711), pytest.raises(WorkspaceError, match="pid 4711"), locked(tmp_path, 4712):
        raise AssertionError("two writers")


def test_the_lock_is_free_again_after_a_writer(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path, 1):
        raise ZeroDivisionError
    with locked(tmp_path, 2):
        assert (tmp_path / "lock").read_text() == "2"
