"""kg identify, why, review and ledger as a user types them."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import cli

A, B = "report-001#Daud Neolaka", "report-002#Daud Neolaka"

# Articles with people and units that are nearly alike.
REVIEWED = ("report-016", "report-029", "report-040", "report-042", "report-043")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, read_gold: Any) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name in ("report-001", "report-002", *REVIEWED):
        (folder / f"{name}.json").write_text(json.dumps(asdict(read_gold(name)[0])), encoding="utf-8")
    return folder


@pytest.fixture
def workspace(folder: Path, tmp_path: Path) -> Path:
    run("build", "-w", str(tmp_path / "ws"), str(folder))
    return tmp_path / "ws"


def run(*arguments: str, input: str | None = None) -> Result:
    result = CliRunner().invoke(cli, list(arguments), input=input, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def test_identify_gives_what_two_articles_mean_one_iri(folder: Path) -> None:
    lines = "".join(path.read_text(encoding="utf-8") + "\n" for path in sorted(folder.iterdir()))
    first, second = (json.loads(line) for line in run("identify", "-", input=lines).output.splitlines()[:2])
    found = [{e["name"]: e["iri"] for e in data["entities"]}["Daud Neolaka"] for data in (first, second)]
    assert found[0] == found[1]
    assert all(entity["iri"] for data in (first, second) for entity in data["entities"])


def test_why_shows_observations_with_their_weights_and_values(workspace: Path) -> None:
    output = run("why", "-w", str(workspace), A, B).output
    assert "name equal: the names are equal: Daud Neolaka" in output
    assert "sure to" in output
    data = json.loads(run("why", "-w", str(workspace), A, B, "--json").output)
    assert data["left"]["iri"] == data["right"]["iri"] == "person/daud-neolaka"


def test_why_refuses_things_of_two_types(workspace: Path) -> None:
    result = CliRunner().invoke(cli, ["why", "-w", str(workspace), A, "report-001#nobody"])
    assert result.exit_code == 1
    assert "nothing is called 'report-001#nobody'" in str(result.exception)


def test_a_judgement_is_noted_exported_imported_once_and_obeyed(workspace: Path, tmp_path: Path, folder: Path) -> None:
    run("ledger", "add", "-w", str(workspace), "different", A, B, "--who", "Sari", "--why", "namesakes")
    table = run("ledger", "export", "-w", str(workspace)).output
    assert table.splitlines()[1].split("\t")[1:] == [
        "Sari", "different", "Person", "report-001", "Daud Neolaka", "report-002", "Daud Neolaka", "namesakes",
    ]  # fmt: skip
    (tmp_path / "ledger.tsv").write_text(table, encoding="utf-8")
    assert run("ledger", "import", "-w", str(workspace), str(tmp_path / "ledger.tsv")).output.startswith("0 of 1")
    run("build", "-w", str(workspace), str(folder))
    output = run("why", "-w", str(workspace), A, B).output
    assert "Sari said different" in output
    assert output.splitlines()[0].split()[-1] != output.splitlines()[1].split()[-1]


def test_a_wrong_name_is_corrected_applied_and_taken_back(workspace: Path) -> None:
    person = "person/daud-neolaka"
    run("ledger", "name", "-w", str(workspace), person, "Daud Neolaka, S.H.", "--who", "Sari")
    applied = json.loads(run("ledger", "apply", "-w", str(workspace), "--json").output)
    assert (applied["extracted"], applied["build"]) == (0, 2)
    assert "Daud Neolaka, S.H." in run("explain", "-w", str(workspace), person).output
    run("ledger", "name", "-w", str(workspace), person)
    run("ledger", "apply", "-w", str(workspace))
    assert "S.H." not in run("explain", "-w", str(workspace), person).output
    result = CliRunner().invoke(cli, ["ledger", "name", "-w", str(workspace), person])
    assert result.exit_code == 2
    assert "nobody has said" in result.output


def test_review_notes_answers_and_takes_the_last_one_back(workspace: Path) -> None:
    listed = run("review", "-w", str(workspace), "--list").output
    pairs = listed.count("sure to")
    assert pairs >= 2
    output = run("review", "-w", str(workspace), "--who", "Sari", input="d\nu\nn\nq\n").output
    assert "1 answers are noted" in output
    entries = run("ledger", "export", "-w", str(workspace)).output.splitlines()[1:]
    assert [entry.split("\t")[2] for entry in entries] == ["different", "undo", "unsure"]
    assert run("review", "-w", str(workspace), "--list").output.count("sure to") == pairs - 1
