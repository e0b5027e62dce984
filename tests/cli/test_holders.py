from __future__ import annotations

from pathlib import Path
from typing import Any


def test_holders_names_who_was_seen_in_a_post_and_on_what_basis(kg: Any, gold_workspace: Path) -> None:
    run = kg("holders", "unit/bapas-purwokerto", "--on", "2030-01-01", "-w", gold_workspace)
    assert run.code == 0
    assert "Bluri Wijaksono" in run.out
    assert "presumed" in run.out
    rows = kg("holders", "unit/bapas-purwokerto", "--on", "2030-01-01", "-w", gold_workspace, "--json").json
    assert {row["basis"] for row in rows} == {"presumed"}
    assert "Bluri Wijaksono" in {row["person"]["label"] for row in rows}


def test_holders_says_so_where_nobody_was_seen_yet(kg: Any, gold_workspace: Path) -> None:
    run = kg("holders", "unit/bapas-purwokerto", "--on", "1999-01-01", "-w", gold_workspace)
    assert (run.code, run.out) == (0, "")
    assert "no article" in run.err


def test_a_day_that_is_none_is_one_line_of_error(kg: Any, gold_workspace: Path) -> None:
    run = kg("holders", "unit/bapas-purwokerto", "--on", "besok", "-w", gold_workspace)
    assert run.code == 1
    assert run.err.startswith("Error: not a day")
