from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from kg.cli.evaluate import command
from kg.extraction.tiers import TIERS

GOLD = Path(__file__).parents[2] / "data" / "gold"
FLOORS = Path(__file__).parents[2] / "data" / "quality.json"


def test_floors_are_written_and_checked(tmp_path: Path) -> None:
    folder = tmp_path / "few"
    folder.mkdir()
    for name in ("dev-01", "dev-02"):
        (folder / f"{name}.json").write_bytes((GOLD / "dev" / f"{name}.json").read_bytes())
    file = tmp_path / "floors.json"
    runner = CliRunner()
    written = runner.invoke(command, [str(folder), "--write-floors", str(file)], standalone_mode=False)
    assert written.output.startswith("few: 2 articles, rules/")
    assert runner.invoke(command, [str(folder), "--check", str(file)], standalone_mode=False).return_value == 0

    floors = json.loads(file.read_text(encoding="utf-8"))
    floors["rules"]["few"]["scores"]["Person"]["f1"] = 1.1
    file.write_text(json.dumps(floors), encoding="utf-8")
    checked = runner.invoke(command, [str(folder), "--check", str(file)], standalone_mode=False)
    assert checked.return_value == 1
    assert "few: Person F1" in checked.output


def test_every_miss_is_listed_and_json_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes((GOLD / "dev" / "dev-01.json").read_bytes())
    runner = CliRunner()
    (report,) = json.loads(runner.invoke(command, [str(tmp_path), "--json"], standalone_mode=False).stdout)
    text = runner.invoke(command, [str(tmp_path), "--misses", "--intervals"], standalone_mode=False).stdout
    assert len([line for line in text.splitlines() if line.startswith("- dev-01")]) == len(report["missed"])
    assert len([line for line in text.splitlines() if line.startswith("+ dev-01")]) == len(report["extra"])


def test_a_floors_file_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes((GOLD / "dev" / "dev-01.json").read_bytes())
    result = CliRunner().invoke(command, [str(tmp_path), "--check", str(tmp_path / "none.json")])
    assert result.exit_code == 1
    assert "no floors file" in result.output


def test_the_committed_floors_are_of_these_gold_articles() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert floors
    for tier, folders in floors.items():
        assert tier in TIERS
        assert {name: floor["articles"] for name, floor in folders.items()} == {"dev": 30, "train": 140}
