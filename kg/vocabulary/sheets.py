"""Sheets: the vocabulary files as lines of named cells, for checks that must say where something stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from kg.errors import VocabularyError
from kg.vocabulary.table import columns, read_table, split_list
from kg.vocabulary.vocabulary import FILES


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong: ``file`` is the file's name, ``line`` counts from 1 (0: the file as a whole)."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file with its place: ``cells`` by column; ``lists`` the columns that hold lists."""

    file: str
    number: int
    cells: dict[str, str]
    lists: frozenset[str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def items(self, column: str) -> tuple[str, ...]:
        """The values of a column: the items of a list, or the cell itself where it is not empty."""
        cell = self.cells[column]
        return split_list(cell) if column in self.lists else (cell,) if cell else ()

    def finding(self, message: str) -> Finding:
        """A finding about this line."""
        return Finding(self.file, self.number, message)


class Sheets:
    """All files of a vocabulary folder; ``flaws`` are files that are missing or lines that are no rows."""

    def __init__(self, folder: Path) -> None:
        self.flaws: list[Finding] = []
        self._lines = {name: tuple(self._read(folder / name)) for name in FILES}

    def _read(self, path: Path) -> Iterator[Line]:
        row_type = FILES[path.name]
        header = columns(row_type)
        lists = frozenset(field.name for field in fields(row_type) if str(field.type).startswith("tuple"))
        try:
            table = read_table(path)
        except VocabularyError as error:
            self.flaws.append(Finding(path.name, 0, str(error)))
            return
        if table.header != header:
            self.flaws.append(Finding(path.name, 0, f"the columns must be {', '.join(header)}"))
            return
        for number, cells in table.lines:
            if len(cells) == len(header):
                yield Line(path.name, number, dict(zip(header, cells, strict=True)), lists)
            else:
                self.flaws.append(Finding(path.name, number, f"{len(cells)} cells instead of {len(header)}"))

    def __getitem__(self, file: str) -> tuple[Line, ...]:
        """The lines of a file, without those that are no rows."""
        return self._lines[file]

    @property
    def every(self) -> Iterator[Line]:
        """All lines of all files."""
        for lines in self._lines.values():
            yield from lines

    def values(self, file: str, *names: str) -> frozenset[str]:
        """All values that some columns of a file have."""
        return frozenset(item for line in self[file] for name in names for item in line.items(name))
