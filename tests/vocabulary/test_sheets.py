from __future__ import annotations

from pathlib import Path

from kg.vocabulary import data_folder
from kg.vocabulary.sheets import Sheets
from kg.vocabulary.table import read_table


def test_a_line_knows_its_place_its_cells_and_its_lists() -> None:
    sheets = Sheets(data_folder("vocabulary"))
    line = next(line for line in sheets["unit_types.tsv"] if line["id"] == "bapas")
    text = (data_folder("vocabulary") / line.file).read_text(encoding="utf-8").split("\n")[line.number - 1]
    assert text.startswith("bapas\tBalai Pemasyarakatan\t")
    assert line.items("short") == ("Bapas",)
    assert line.items("label_id") == ("Balai Pemasyarakatan",)
    assert str(line.finding("is odd")) == f"unit_types.tsv:{line.number}: is odd"


def test_an_empty_cell_has_no_items() -> None:
    sheets = Sheets(data_folder("vocabulary"))
    province = sheets["regions.tsv"][0]
    assert province["code"] == "11"
    top = next(line for line in sheets["programs.tsv"] if line["id"] == "akselerasi-imipas")
    assert top.items("parent_id") == ()


def test_values_are_collected_from_lists_and_cells() -> None:
    values = Sheets(data_folder("vocabulary")).values("places.tsv", "name", "aliases")
    assert {"Purwokerto", "Nusakambangan", "Pulau Nusakambangan"} <= values
    assert "" not in values


def test_every_line_of_every_file_is_there() -> None:
    folder = data_folder("vocabulary")
    sheets = Sheets(folder)
    assert sheets.flaws == []
    assert len(list(sheets.every)) == sum(len(read_table(path).lines) for path in folder.iterdir())


def test_files_that_are_missing_are_flaws(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path)
    assert {flaw.line for flaw in sheets.flaws} == {0}
    assert list(sheets.every) == []
