"""Lint: what is wrong with the vocabulary files, line by line.

``CHECKS`` is the whole list; each check is a small function from the sheets to its findings.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.vocabulary.constraints import CLOSED, FORMS, HIERARCHIES, KEYS, KINDS, LABEL_IS_NO_FORM, REFERENCES, REQUIRED
from kg.vocabulary.sheets import Finding, Line, Sheets

Check = Callable[[Sheets], Iterator[Finding]]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_IRI = re.compile(r"https://([a-z0-9.-]+)/[^\s<>\"{}|\\^`]+")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_CLASS = re.compile(r"\bKelas (IIA|IIB|III|II|I)\b")


def tidy_cells(sheets: Sheets) -> Iterator[Finding]:
    """Text is in normal form C, without invisible characters, and no cell or item has stray blanks or is empty."""
    for line in sheets.every:
        for column, cell in line.cells.items():
            if not unicodedata.is_normalized("NFC", cell):
                yield line.finding(f"{column}: {cell!r} is not in Unicode normal form C")
            if not cell.isprintable():
                yield line.finding(f"{column}: {cell!r} has an invisible character")
            for item in cell.split("|") if column in line.lists else (cell,):
                if item != " ".join(item.split()) or (cell and not item):
                    yield line.finding(f"{column}: stray blank or empty item in {cell!r}")


def required_cells(sheets: Sheets) -> Iterator[Finding]:
    """What every row must say is said, labels in both languages among it."""
    for file, names in REQUIRED.items():
        for line in sheets[file]:
            for name in names:
                if not line[name]:
                    yield line.finding(f"{name} is empty")


def unique_keys(sheets: Sheets) -> Iterator[Finding]:
    """No two rows of a file have one key, and ids are lower-case words joined by hyphens."""
    for file, names in KEYS.items():
        first: dict[tuple[str, ...], int] = {}
        for line in sheets[file]:
            key = tuple(line[column] for column in names)
            if key in first:
                yield line.finding(f"{names[-1]} {key[-1]!r} stands in line {first[key]} already")
            first.setdefault(key, line.number)
            if names == ("id",) and not _ID.fullmatch(key[0]):
                yield line.finding(f"id {key[0]!r} is not lower-case words joined by hyphens")


def closed_sets(sheets: Sheets) -> Iterator[Finding]:
    """Columns with a closed set of values have no other."""
    allowed = dict(CLOSED)
    for place, type_ in KINDS.items():
        allowed[place] = frozenset(line["id"] for line in sheets["kinds.tsv"] if line["type"] == type_)
    for (file, column), values in allowed.items():
        for line in sheets[file]:
            for item in line.items(column):
                if item not in values:
                    yield line.finding(f"{column} {item!r} is none of {', '.join(sorted(values))}")


def references(sheets: Sheets) -> Iterator[Finding]:
    """What a row refers to exists: parents, regions, provinces, regional offices."""
    for (file, column), (target, names) in REFERENCES.items():
        known = sheets.values(target, *names)
        for line in sheets[file]:
            for item in line.items(column):
                if item not in known:
                    yield line.finding(f"{column} {item!r} is in no row of {target}")


def hierarchies(sheets: Sheets) -> Iterator[Finding]:
    """Nothing is above itself in a hierarchy; every area lies in an area of the next higher level."""
    for file, column in HIERARCHIES:
        parents = {line["id"]: line[column] for line in sheets[file]}
        for line in sheets[file]:
            seen = {line["id"]}
            above = line[column]
            while above and above not in seen:
                seen.add(above)
                above = parents.get(above, "")
            if above == line["id"]:
                yield line.finding(f"{column}: {line['id']} is above itself")
    codes = sheets.values("regions.tsv", "code")
    for line in sheets["regions.tsv"]:
        parent = line["code"].rpartition(".")[0]
        if parent and parent not in codes:
            yield line.finding(f"code {line['code']} lies in {parent}, which is in no row")


def points_on_the_map(sheets: Sheets) -> Iterator[Finding]:
    """Regions lie in Indonesia: between Sabang, Merauke, Miangas and Rote."""
    for line in sheets["region_points.tsv"]:
        try:
            inside = -11.5 < float(line["latitude"]) < 6.5 and 94.5 < float(line["longitude"]) < 141.5
        except ValueError:
            inside = False
        if not inside:
            yield line.finding(f"latitude {line['latitude']!r}, longitude {line['longitude']!r} is not in Indonesia")


def links_to_authorities(sheets: Sheets) -> Iterator[Finding]:
    """A link is of a row that exists, to an IRI that may stand in a page; no row has two of one authority."""
    hosts: dict[tuple[str, str, str], str] = {}
    for line in sheets["links.tsv"]:
        if line["file"] in KEYS and line["id"] not in sheets.values(line["file"], KEYS[line["file"]][-1]):
            yield line.finding(f"id {line['id']!r} is in no row of {line['file']}")
        found = _IRI.fullmatch(line["iri"])
        if not found:
            yield line.finding(f"iri {line['iri']!r} is no https IRI")
        elif hosts.setdefault((line["file"], line["id"], found[1]), line["iri"]) != line["iri"]:
            yield line.finding(f"{line['id']} has another link to {found[1]} already")


def dates_of_successions(sheets: Sheets) -> Iterator[Finding]:
    """The date of a succession is a day, a month or a year."""
    for line in sheets["successions.tsv"]:
        if line["since"] and not _DATE.fullmatch(line["since"]):
            yield line.finding(f"since {line['since']!r} is no date such as 2024-10-21, 2024-10 or 2024")


def forms_within(sheets: Sheets) -> Iterator[Finding]:
    """A list has no form twice, and no alias repeats the label."""
    for file, (label, *lists) in FORMS.items():
        fold = _fold(file)
        for line in sheets[file]:
            seen = set() if file in LABEL_IS_NO_FORM else {fold(line[label])}
            for column in lists:
                for item in line.items(column):
                    if fold(item) in seen:
                        yield line.finding(f"{column}: {item!r} is there already")
                    seen.add(fold(item))


def forms_across(sheets: Sheets) -> Iterator[Finding]:
    """A form names one row of its file, or ambiguous.tsv lists exactly the rows that it names."""
    declared = {(line["file"], _fold(line["file"])(line["form"])): line for line in sheets["ambiguous.tsv"]}
    for file, names in FORMS.items():
        if file == "event_triggers.tsv":
            continue  # one noun tells of several kinds of events: the object decides ("penyerahan remisi")
        rows: dict[str, list[Line]] = defaultdict(list)
        for line in sheets[file]:
            for form in dict.fromkeys(_fold(file)(item) for name in names for item in line.items(name)):
                rows[form].append(line)
        for form, lines in rows.items():
            entry = declared.pop((file, form), None)
            ids = tuple(line[KEYS[file][-1]] for line in lines)
            if len(ids) > 1 and (entry is None or entry.items("ids") != ids):
                yield lines[1].finding(f"{form!r} names {'|'.join(ids)}: keep one, or say so in ambiguous.tsv")
            elif len(ids) == 1 and entry is not None:
                yield entry.finding(f"{form!r} names one row of {file} only")
    for (file, form), entry in declared.items():
        yield entry.finding(f"{form!r} is no form in {file}")


def _fold(file: str) -> Callable[[str], str]:
    # In names capitals make the difference: "Dr." is a doctor of philosophy, "dr." a physician.
    return str if file == "name_parts.tsv" else str.casefold


def unit_names(sheets: Sheets) -> Iterator[Finding]:
    """The class in a unit's name is the one in its row."""
    for line in sheets["units.tsv"]:
        found = _CLASS.search(line["name"])
        if (found[1] if found else "") != line["unit_class"]:
            yield line.finding(f"unit_class {line['unit_class']!r} is not the class in {line['name']!r}")


def unit_places(sheets: Sheets) -> Iterator[Finding]:
    """A unit's town is, or begins or ends with, a known place; its regency lies in its province."""
    places = sheets.values("regions.tsv", "label", "aliases") | sheets.values("places.tsv", "name", "aliases")
    regions = {line["code"]: line for line in sheets["regions.tsv"] if line["kind"] != "district"}
    provinces = {line["name"]: regions[code[:2]]["label"] for code, line in regions.items() if code[:2] in regions}
    for line in sheets["units.tsv"]:
        words = line["town"].split()
        parts = {" ".join(part) for i in range(len(words)) for part in (words[: i + 1], words[i:])}
        if not parts & places:
            yield line.finding(f"town {line['town']!r} is in neither regions.tsv nor places.tsv")
        if line["regency"] and provinces.get(line["regency"]) not in (None, line["province"]):
            yield line.finding(f"regency {line['regency']!r} is not in {line['province']}")


def unit_offices(sheets: Sheets) -> Iterator[Finding]:
    """The regional office that a unit names has a row; only units that left the ministry have none."""
    offices = {line["kanwil"] for line in sheets["units.tsv"] if line["type"] == "Kanwil"}
    for line in sheets["units.tsv"]:
        if line["kanwil"] not in offices and (line["kanwil"] or line["owner"] == "ditjenpas"):
            yield line.finding(f"kanwil {line['kanwil']!r} is no regional office of this file")


def kinds_covered(sheets: Sheets) -> Iterator[Finding]:
    """Every kind of unit has a unit type, every other kind a row that is of it."""
    used: dict[str, set[str]] = defaultdict(set)
    for (file, column), type_ in KINDS.items():
        if file != "units.tsv":
            used[type_] |= sheets.values(file, column)
    for line in sheets["kinds.tsv"]:
        if line["type"] != "Scheme" and line["id"] not in used[line["type"]]:
            yield line.finding(f"no row of any file is of the {line['type']} kind {line['id']!r}")


CHECKS: tuple[Check, ...] = (
    tidy_cells,
    required_cells,
    unique_keys,
    closed_sets,
    references,
    hierarchies,
    forms_within,
    forms_across,
    unit_names,
    unit_places,
    unit_offices,
    points_on_the_map,
    links_to_authorities,
    dates_of_successions,
    kinds_covered,
)


def lint(folder: Path) -> tuple[Finding, ...]:
    """All findings about the vocabulary files in a folder, by file and line; empty where all is well."""
    sheets = Sheets(folder)
    return tuple(sorted({*sheets.flaws, *(finding for check in CHECKS for finding in check(sheets))}))
