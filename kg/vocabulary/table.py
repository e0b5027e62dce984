"""Tables: tab-separated files with leading ``#`` comment lines, one header line, and lists split by ``|``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.errors import VocabularyError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Row = TypeVar("Row", bound=DataclassInstance)
else:
    Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Table:
    """A file as it stands: its header and its rows, each with the line number it has in the file (from 1)."""

    path: Path
    header: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(path: Path) -> Table:
    """Read a file without judging its cells; raises ``VocabularyError`` where it cannot be read or has no header."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path}: cannot be read: {error}") from error
    numbered = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line and line[0] != "#"]
    if not numbered:
        raise VocabularyError(f"{path}: no header line")
    header = tuple(numbered[0][1].split("\t"))
    return Table(path, header, tuple((number, tuple(line.split("\t"))) for number, line in numbered[1:]))


def columns(row_type: type[Row]) -> tuple[str, ...]:
    """The columns that a file of such rows must have, in order: the fields of the row type."""
    return tuple(field.name for field in fields(row_type))


def read_rows(path: Path, row_type: type[Row]) -> tuple[Row, ...]:
    """The rows of a file as values of ``row_type``; a field of type ``tuple`` takes its cell split at ``|``.

    Raises ``VocabularyError``, naming file and line, where header or number of cells are not those of the row type.
    """
    table = read_table(path)
    if table.header != columns(row_type):
        raise VocabularyError(f"{path}: the columns must be {', '.join(columns(row_type))}")
    convert: list[Callable[[str], str | tuple[str, ...]]] = [
        split_list if str(field.type).startswith("tuple") else str for field in fields(row_type)
    ]
    rows = []
    for number, cells in table.lines:
        if len(cells) != len(convert):
            raise VocabularyError(f"{path}:{number}: {len(cells)} cells instead of {len(convert)}")
        rows.append(row_type(*(f(cell) for f, cell in zip(convert, cells, strict=True))))
    return tuple(rows)


def split_list(cell: str) -> tuple[str, ...]:
    """The items of a list cell; an empty cell is an empty list."""
    return tuple(cell.split("|")) if cell else ()
