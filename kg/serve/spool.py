"""Spool: what is written while a query runs: in memory while it is small, then in a file, and never past a limit."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

_IN_MEMORY = 1_000_000
_PIECE = 1 << 20
# Fewer bytes than these cannot hold a row: `\n`, `,{}`, `<result/>`.
_SHORTEST_ROW = 2


class Spool:
    """A file to write to, in memory first, that refuses to grow past ``limit`` bytes.

    A huge result so ends as an error and not as a full memory or disk. Use it in a ``with``.
    """

    def __init__(self, limit: int, path: Path | None) -> None:
        self._limit = limit
        self._path = path
        self._file: BinaryIO = io.BytesIO()
        self._size = 0
        self._kept = False
        self.full = False
        self.in_file = False

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if self.in_file and self._path is not None and not self._kept:
            self._path.unlink(missing_ok=True)

    def write(self, data: bytes) -> int:
        """Take the bytes, or raise ``OSError`` where there are too many."""
        self._size += len(data)
        if self._size > self._limit:
            self.full = True
            raise OSError("the result is too large")
        if self._path is not None and not self.in_file and self._size > _IN_MEMORY:
            memory = self._file
            self._file = self._path.open("w+b")
            self.in_file = True
            self._file.write(memory.getvalue())  # type: ignore[attr-defined]
        return self._file.write(data)

    def flush(self) -> None:
        """Hand what was written to the system."""
        self._file.flush()

    def content(self) -> bytes:
        """What was written, if it is in memory; nothing if it is in the file."""
        return b"" if self.in_file else self._file.getvalue()  # type: ignore[attr-defined]

    def keep(self) -> Path:
        """The file, which then stays."""
        assert self._path is not None
        self._file.flush()
        self._kept = True
        return self._path

    def rows(self, format: str, enough: int) -> int:
        """How many rows were written in a format; exact only where there are about ``enough`` of them or more."""
        if self._size <= enough * _SHORTEST_ROW:
            return 0
        mark = {"json": b"},{", "xml": b"<result>", "csv": b"\n", "tsv": b"\n"}[format]
        # Between rows there is one mark fewer; tables have a row of names.
        found = self._count(mark) + {"json": 1, "csv": -1, "tsv": -1}.get(format, 0)
        if found <= enough or format in ("xml", "tsv"):
            return found
        return self._exactly(format)

    def _count(self, mark: bytes) -> int:
        self._file.seek(0)
        found, rest = 0, b""
        while piece := self._file.read(_PIECE):
            piece = rest + piece
            found += piece.count(mark)
            rest = piece[-(len(mark) - 1) :] if len(mark) > 1 else b""
        return found

    def _exactly(self, format: str) -> int:
        """The rows, where a value can hold what stands between two of them."""
        import csv

        self._file.seek(0)
        if format == "csv":
            text = io.TextIOWrapper(self._file, "utf-8", newline="")
            try:
                return sum(1 for _ in csv.reader(text)) - 1
            finally:
                text.detach()  # which would close the file otherwise
        return len(json.load(self._file)["results"]["bindings"])
