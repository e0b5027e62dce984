"""Checksums: what the files of a build must be, noted when it is complete, so that damage to them is told from data.

The store beneath checks its blocks as it reads them, but not all of the rest: with half of its list of files it opens
as an empty graph, and a count over a damaged block never ends.
"""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path

_NAME = "checksums.json"
_PIECE = 1 << 20
_SMALL = ("CURRENT", "MANIFEST")
"""Files that are read at every opening; of the others, only the size is looked at."""

_Sums = dict[str, tuple[int, int]]


def write_checksums(folder: Path, base: Path | None = None) -> None:
    """Note name, size and CRC-32 of the files that hold the data of a store which is closed and will not change.

    What it shares with ``base`` by hard links is not read again.
    """
    known = _noted(base) if base else None
    sums: _Sums = {}
    for path in sorted(path for path in folder.iterdir() if path.suffix == ".sst" or path.name.startswith(_SMALL)):
        shared = base is not None and known and path.name in known and _is_same(path, base / path.name)
        sums[path.name] = known[path.name] if known and shared else (path.stat().st_size, _crc(path))
    with (folder / _NAME).open("w", encoding="ascii") as file:
        json.dump(sums, file, indent=0)
        file.flush()
        os.fsync(file.fileno())


def damage(folder: Path, whole: bool = False) -> str:
    """What is wrong with the files of a build; empty where nothing is, or where an earlier release wrote none.

    Every byte is compared where ``whole``, which takes a second for some gigabytes; else sizes, and the list of files.
    """
    sums = _noted(folder)
    if sums is None:
        return f"{_NAME} cannot be read" if has_checksums(folder) else ""
    for name, (size, crc) in sums.items():
        try:
            if (folder / name).stat().st_size != size:
                return f"{name} has not the size it was written with"
            if (whole or name.startswith(_SMALL)) and _crc(folder / name) != crc:
                return f"{name} is not what was written"
        except OSError as error:
            return f"{name} cannot be read: {error.strerror}"
    return ""


def has_checksums(folder: Path) -> bool:
    """Whether the files of a build were noted, which is done when all of them are written."""
    return (folder / _NAME).exists()


def _noted(folder: Path) -> _Sums | None:
    try:
        noted = json.loads((folder / _NAME).read_text(encoding="ascii"))
        return {str(name): (int(size), int(crc)) for name, (size, crc) in noted.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _crc(path: Path) -> int:
    crc = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            crc = zlib.crc32(piece, crc)
    return crc
