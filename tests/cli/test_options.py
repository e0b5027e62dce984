"""The options that several commands share mean the same in each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.cli.options import settings_for

GOLD = Path(__file__).parents[2] / "data" / "gold" / "dev" / "dev-01.json"
LISTING = (
    ("extract", str(GOLD)),
    ("export",),
    ("view", "--all", "-o", "page.html"),
    ("explain", "Bluri Wijaksono"),
    ("stats",),
)


@pytest.mark.parametrize("command", LISTING, ids=lambda command: command[0])
@pytest.mark.parametrize("least", ["-0.1", "1.1", "sure"])
def test_a_confidence_is_from_0_to_1(kg: Any, command: tuple[str, ...], least: str) -> None:
    run = kg(*command, "--min-confidence", least)
    assert run.code == 2
    assert "--min-confidence" in run.err


def test_extract_leaves_out_what_is_unsure(kg: Any) -> None:
    whole, sure = (json.loads(kg("extract", GOLD, *more).out) for more in ((), ("--min-confidence", "0.9")))
    assert sure["facts"] == [fact for fact in whole["facts"] if fact["confidence"] >= 0.9]
    assert 0 < len(sure["facts"]) < len(whole["facts"])
    assert sure["entities"] == whole["entities"]
    lines = set(kg("extract", GOLD, "--format", "nquads").out.splitlines())
    assert set(kg("extract", GOLD, "--format", "nquads", "--min-confidence", "0.9").out.splitlines()) < lines


def test_commands_over_a_workspace_leave_out_what_is_unsure(kg: Any, gold_workspace: Path, tmp_path: Path) -> None:
    where = ("--min-confidence", "0.95", "-w", gold_workspace)
    assert kg("explain", "Bluri Wijaksono", *where).out == ""
    assert kg("stats", "--json", *where).json["claims"] == 0
    assert "#type> <https://w3id.org/simpul/ns#Claim>" not in kg("export", *where).out
    assert "<edge" not in kg("export", "--format", "graphml", *where).out
    assert kg("view", "Bluri Wijaksono", "-o", tmp_path / "a.html", *where).out.endswith(" hidden as unsure\n")


def test_what_is_sure_enough_is_all_there(kg: Any, gold_workspace: Path) -> None:
    where = ("-w", gold_workspace)
    assert kg("export", "--min-confidence", "0.9", *where).out == kg("export", *where).out


def test_a_tier_comes_from_the_command_line_or_the_environment(kg: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (settings_for(Path("w")).tier, settings_for(Path("w"), "default").tier) == ("rules", "default")
    monkeypatch.setenv("SIMPUL_TIER", "magic")
    run = kg("extract", GOLD)
    assert (run.code, "magic" in run.err) == (2, True)
