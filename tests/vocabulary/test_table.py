from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import VocabularyError
from kg.vocabulary.table import columns, read_rows, read_table, split_list


@dataclass(frozen=True, slots=True)
class Fruit:
    id: str
    names: tuple[str, ...]
    colour: str


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "fruit.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_follow_the_fields_of_their_type(tmp_path: Path) -> None:
    path = written(tmp_path, "# a comment\n# another\nid\tnames\tcolour\npisang\tPisang|Gedang\tkuning\nsalak\t\t\n")
    assert read_rows(path, Fruit) == (Fruit("pisang", ("Pisang", "Gedang"), "kuning"), Fruit("salak", (), ""))


def test_lines_keep_their_numbers(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "# a comment\nid\tnames\n\npisang\tPisang\n"))
    assert table.header == ("id", "names")
    assert table.lines == ((4, ("pisang", "Pisang")),)


def test_only_line_feeds_end_a_line(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "id\napel\u2028merah\n"))
    assert table.lines == ((2, ("apel\u2028merah",)),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# only a comment\n", "no header line"),
        ("id\tcolour\tnames\n", "the columns must be id, names, colour"),
        ("id\tnames\tcolour\n# c\npisang\tPisang\n", r"fruit\.tsv:3: 2 cells instead of 3"),
    ],
)
def test_a_malformed_file_is_named_with_its_flaw(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(VocabularyError, match=message):
        read_rows(written(tmp_path, text), Fruit)


def test_a_missing_file_and_a_binary_one_are_vocabulary_errors(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="cannot be read"):
        read_table(tmp_path / "none.tsv")
    (tmp_path / "binary.tsv").write_bytes(b"\xff\xfe")
    with pytest.raises(VocabularyError, match="cannot be read"):
        read_table(tmp_path / "binary.tsv")


@given(st.lists(st.text(st.characters(exclude_characters="|"), min_size=1)))
def test_a_list_cell_gives_back_its_items(items: list[str]) -> None:
    assert split_list("|".join(items)) == tuple(items)


def test_columns_are_the_fields() -> None:
    assert columns(Fruit) == ("id", "names", "colour")
