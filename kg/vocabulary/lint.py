"""Lint: what is wrong with the vocabulary files, line by line.

``CHECKS`` is the whole list; each check is a small function from the sheets to its findings. What a column may hold is
said in the tables at the top.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.model import PREDICATES
from kg.vocabulary.sheets import Finding, Line, Sheets

Check = Callable[[Sheets], Iterator[Finding]]

# The column whose values name the rows of a file, each once.
KEYS = {
    "kinds.tsv": "id",
    "unit_types.tsv": "id",
    "units.tsv": "id",
    "posts.tsv": "id",
    "programs.tsv": "id",
    "name_parts.tsv": "id",
    "speech_verbs.tsv": "verb",
    "places.tsv": "id",
    "region_names.tsv": "code",
    "regions.tsv": "code",
    "event_triggers.tsv": "name",
    "certainty_cues.tsv": "cue",
    "place_words.tsv": "word",
}
# The columns of a file whose values are looked for in text: the first is the label, none may recur in another row
# unless ambiguous.tsv says so.
FORMS = {
    "unit_types.tsv": ("label_id", "short"),
    "units.tsv": ("name", "aliases"),
    "posts.tsv": ("label_id", "aliases"),
    "programs.tsv": ("label_id", "aliases"),
    "name_parts.tsv": ("form", "forms"),
    "places.tsv": ("name", "aliases"),
    "region_names.tsv": ("label", "aliases"),
    "event_triggers.tsv": ("name", "nouns"),
    "place_words.tsv": ("word", "variants"),
}
# Files whose label is not itself looked for in text: their first form may repeat it.
_LABEL_IS_NO_FORM = {"unit_types.tsv", "event_triggers.tsv", "place_words.tsv"}
# Columns that must not be empty in any row.
REQUIRED = {
    "kinds.tsv": ("type", "id", "label_id", "label_en"),
    "unit_types.tsv": ("id", "label_id", "label_en", "kind"),
    "units.tsv": ("id", "name", "type", "town", "province", "owner"),
    "posts.tsv": ("id", "label_id", "label_en", "sector"),
    "programs.tsv": ("id", "label_id", "label_en", "kind"),
    "name_parts.tsv": ("id", "form", "kind", "belongs_to_name", "label_en"),
    "speech_verbs.tsv": ("verb", "gloss_en", "position", "register"),
    "places.tsv": ("id", "name", "kind"),
    "region_names.tsv": ("code", "label"),
    "regions.tsv": ("code", "name", "kind", "label"),
    "event_triggers.tsv": ("name", "kind", "weight"),
}
# Columns with a closed set of values.
CLOSED = {
    ("kinds.tsv", "type"): frozenset({"Unit", "Event", "Place", "Program", "Scheme"}),
    ("units.tsv", "unit_class"): frozenset({"I", "IIA", "IIB", "II", "III"}),
    ("units.tsv", "evidence"): frozenset("NOPMXK"),
    ("name_parts.tsv", "belongs_to_name"): frozenset({"yes", "no"}),
    ("speech_verbs.tsv", "position"): frozenset({"before", "after"}),
    ("regions.tsv", "kind"): frozenset({"province", "regency", "city", "district"}),
    ("role_cues.tsv", "role"): frozenset({*PREDICATES, "partner"}),
    ("certainty_cues.tsv", "certainty"): frozenset({"planned", "negated", "alleged"}),
    ("place_words.tsv", "keep"): frozenset({"yes", "no"}),
    ("event_triggers.tsv", "weight"): frozenset({"strong", "weak"}),
}
# Columns whose values are values of another file: (file, column) -> (file, columns).
REFERENCES = {
    ("unit_types.tsv", "parent_type"): ("unit_types.tsv", ("id",)),
    ("posts.tsv", "broader"): ("posts.tsv", ("id",)),
    ("units.tsv", "regency"): ("regions.tsv", ("name",)),
    ("units.tsv", "province"): ("regions.tsv", ("label",)),
    ("programs.tsv", "parent_id"): ("programs.tsv", ("id",)),
    ("places.tsv", "region"): ("regions.tsv", ("code",)),
    ("region_names.tsv", "code"): ("regions.tsv", ("code",)),
}
# Columns whose values are kinds of some type of entity.
KINDS = {
    ("unit_types.tsv", "kind"): "Unit",
    ("units.tsv", "type"): "Unit",
    ("programs.tsv", "kind"): "Program",
    ("places.tsv", "kind"): "Place",
    ("regions.tsv", "kind"): "Place",
    ("place_words.tsv", "kind"): "Place",
    ("event_triggers.tsv", "kind"): "Event",
    ("role_cues.tsv", "kinds"): "Event",
}
_HIERARCHIES = (("unit_types.tsv", "parent_type"), ("posts.tsv", "broader"), ("programs.tsv", "parent_id"))
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
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
    for file, column in KEYS.items():
        first: dict[tuple[str, ...], int] = {}
        for line in sheets[file]:
            key = (line["type"], line[column]) if file == "kinds.tsv" else (line[column],)
            if key in first:
                yield line.finding(f"{column} {line[column]!r} stands in line {first[key]} already")
            first.setdefault(key, line.number)
            if column == "id" and file != "kinds.tsv" and not _ID.fullmatch(line[column]):
                yield line.finding(f"id {line[column]!r} is not lower-case words joined by hyphens")


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
    for file, column in _HIERARCHIES:
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


def forms_within(sheets: Sheets) -> Iterator[Finding]:
    """A list has no form twice, and no alias repeats the label."""
    for file, (label, *lists) in FORMS.items():
        fold = _fold(file)
        for line in sheets[file]:
            seen = set() if file in _LABEL_IS_NO_FORM else {fold(line[label])}
            for column in lists:
                for item in line.items(column):
                    if fold(item) in seen:
                        yield line.finding(f"{column}: {item!r} is there already")
                    seen.add(fold(item))


def forms_across(sheets: Sheets) -> Iterator[Finding]:
    """A form names one row of its file, or ambiguous.tsv lists exactly the rows that it names."""
    declared = {(line["file"], _fold(line["file"])(line["form"])): line for line in sheets["ambiguous.tsv"]}
    for file, names in FORMS.items():
        rows: dict[str, list[Line]] = defaultdict(list)
        for line in sheets[file]:
            for form in dict.fromkeys(_fold(file)(item) for name in names for item in line.items(name)):
                rows[form].append(line)
        for form, lines in rows.items():
            entry = declared.pop((file, form), None)
            ids = tuple(line[KEYS[file]] for line in lines)
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
    """A unit's town is, or begins or ends with, a known place; what the ministry owns has a regional office."""
    places = sheets.values("regions.tsv", "label", "aliases") | sheets.values("places.tsv", "name", "aliases")
    offices = {line["kanwil"] for line in sheets["units.tsv"] if line["type"] == "Kanwil"}
    for line in sheets["units.tsv"]:
        words = line["town"].split()
        parts = {" ".join(part) for i in range(len(words)) for part in (words[: i + 1], words[i:])}
        if not parts & places:
            yield line.finding(f"town {line['town']!r} is in neither regions.tsv nor places.tsv")
        if line["kanwil"] not in offices and (line["kanwil"] or line["owner"] == "ditjenpas"):
            yield line.finding(f"kanwil {line['kanwil']!r} is no regional office of this file")


def kinds_covered(sheets: Sheets) -> Iterator[Finding]:
    """Every kind of unit has a unit type, every kind of event a trigger, every kind of place a word or a region."""
    used: dict[str, set[str]] = defaultdict(set)
    for (file, column), type_ in KINDS.items():
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
    kinds_covered,
)


def lint(folder: Path) -> tuple[Finding, ...]:
    """All findings about the vocabulary files in a folder, by file and line; empty where all is well."""
    sheets = Sheets(folder)
    return tuple(sorted({*sheets.flaws, *(finding for check in CHECKS for finding in check(sheets))}))
