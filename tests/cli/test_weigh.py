"""kg weigh as a user types it: agreement with a key, and a table fitted to it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import cli
from kg.identity.weights import load_weights

GOLD = Path(__file__).resolve().parents[2] / "data" / "gold"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some of the reports, and their part of the key."""
    folder = tmp_path_factory.mktemp("gold")
    (folder / "articles").mkdir()
    names = [f"report-{number:03}" for number in range(1, 31)]
    for name in names:
        shutil.copy(GOLD / "reports" / f"{name}.json", folder / "articles")
    with (GOLD / "reports-identity.tsv").open(encoding="utf-8", newline="") as stream:
        lines = [line for line in stream if line.split("\t")[1] in {*names, "article"}]
    (folder / "key.tsv").write_text("".join(lines), encoding="utf-8")
    return folder


def weigh(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["weigh", str(folder / "articles"), str(folder / "key.tsv"), *arguments])


def test_agreement_has_a_line_for_each_type_and_counts_false_merges(folder: Path) -> None:
    lines = [line.split() for line in weigh(folder).output.splitlines()]
    assert [line[0] for line in lines] == ["Unit", "Place", "Program", "Person", "Event"]
    assert all(0 <= float(figure) <= 1 for line in lines for figure in line[1:4])
    assert {line[-1] for line in lines if line[0] == "Person"} == {"0"}


def test_a_key_that_tells_all_apart_counts_every_join_as_false(folder: Path) -> None:
    with (folder / "key.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t"))
    other = [rows[0], *([f"{row[0]}-{number}", *row[1:]] for number, row in enumerate(rows[1:]))]
    (folder / "apart.tsv").write_text("".join("\t".join(row) + "\n" for row in other), encoding="utf-8")
    result = CliRunner().invoke(cli, ["weigh", str(folder / "articles"), str(folder / "apart.tsv")])
    persons = next(line.split() for line in result.output.splitlines() if line.startswith("Person"))
    assert int(persons[-1]) > 0
    assert float(persons[1]) < 1


def test_fitted_weights_are_a_table_that_identity_reads(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "weights.tsv"
    result = weigh(folder, "-o", str(path))
    assert (result.exit_code, result.output) == (0, f"{path} is written.\n")
    assert load_weights(path).of("Person", "name equal") > load_weights(path).of("Person", "name different")
    assert weigh(folder, "-o", str(tmp_path / "again.tsv")).exit_code == 0
    assert (tmp_path / "again.tsv").read_bytes() == path.read_bytes()


def test_one_article_is_too_few_to_fit(folder: Path, tmp_path: Path) -> None:
    lines = (folder / "key.tsv").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "key.tsv").write_text("".join(line for line in lines if "report-001" in line or "article" in line))
    result = CliRunner().invoke(
        cli, ["weigh", str(folder / "articles"), str(tmp_path / "key.tsv"), "-o", str(tmp_path / "weights.tsv")]
    )
    assert result.exit_code != 0
    assert "the key needs pairs that are one thing and pairs that are two" in str(result.exception)
    assert not (tmp_path / "weights.tsv").exists()


def test_a_key_with_other_columns_is_refused_by_name(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "key.tsv").write_text("article\tentity\na\tp1\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["weigh", str(folder / "articles"), str(tmp_path / "key.tsv")])
    assert result.exit_code != 0
    assert "has no column 'thing'" in str(result.exception)
