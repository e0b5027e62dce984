from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.vocabulary import command
from kg.vocabulary import data_folder


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """A vocabulary with two faults in posts.tsv, lines 3 and 4, and no other file."""
    folder = Path(shutil.copytree(data_folder("vocabulary"), tmp_path / "vocabulary"))
    (folder / "posts.tsv").write_text(
        "id\tlabel_id\taliases\tlabel_en\tbroader\trank\tsector\n"
        "camat\tCamat\t\tHead of Sub-district\t\t\tpemerintah daerah\n"
        "lurah\tLurah\t\t\t\t\tpemerintah daerah\n"
        "kades\tKepala Desa \t\tVillage Head\t\t\tpemerintah desa\n",
        encoding="utf-8",
    )
    (folder / "ambiguous.tsv").write_text("file\tform\tids\tbeside\nunit_types.tsv\tPT\tpengadilan-tinggi|pt\t\n")
    return folder


def test_the_vocabulary_of_the_package_passes() -> None:
    result = CliRunner().invoke(command, ["check"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "The vocabulary is in order.\n"


def test_findings_are_lines_that_name_their_place(spoilt: Path) -> None:
    result = CliRunner().invoke(command, ["check", str(spoilt)])
    assert result.exit_code == 1
    assert "posts.tsv:3: label_en is empty\n" in result.stdout
    assert "posts.tsv:4: label_id: stray blank or empty item in 'Kepala Desa '\n" in result.stdout
    assert result.stderr == f"{len(result.stdout.splitlines())} findings\n"


def test_findings_as_json(spoilt: Path) -> None:
    result = CliRunner().invoke(command, ["check", "--json", str(spoilt)])
    assert result.exit_code == 1
    assert {"file": "posts.tsv", "line": 3, "message": "label_en is empty"} in json.loads(result.stdout)


def test_an_empty_list_is_the_json_of_a_vocabulary_in_order() -> None:
    result = CliRunner().invoke(command, ["check", "--json"])
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_a_folder_that_is_not_there_is_an_error_of_use() -> None:
    assert CliRunner().invoke(command, ["check", "no-such-folder"]).exit_code == 2


def test_regions_go_to_a_file_or_to_standard_output(tmp_path: Path) -> None:
    committed = (data_folder("vocabulary") / "regions.tsv").read_text(encoding="utf-8")
    printed = CliRunner().invoke(command, ["regions"])
    assert (printed.exit_code, printed.stdout) == (0, committed)
    written = CliRunner().invoke(command, ["regions", "-o", str(tmp_path / "regions.tsv")])
    assert (written.exit_code, written.stdout) == (0, "")
    assert (tmp_path / "regions.tsv").read_text(encoding="utf-8") == committed


def test_skos_writes_what_is_committed(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["skos", "-o", str(tmp_path / "new" / "ontology")])
    assert result.exit_code == 0
    files = sorted(path.name for path in (tmp_path / "new" / "ontology").iterdir())
    assert files == ["kinds.ttl", "posts.ttl", "programs.ttl", "unit-types.ttl"]
    for name in files:
        assert (tmp_path / "new" / "ontology" / name).read_bytes() == (data_folder("ontology") / name).read_bytes()
