"""Ledger: what persons have said of pairs of things, and of names, entry after entry; nothing in it is ever changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal, cast, get_args

from kg.errors import SimpulError
from kg.identity.clusters import Decisions, Pair
from kg.identity.records import EntityRecord, RecordKey
from kg.rdf.iris import Canonical
from kg.workspace import Workspace

Verdict = Literal["same", "different", "unsure", "name", "undo"]
_VERDICTS = frozenset(get_args(Verdict))
_LENGTH = 2_000


class LedgerError(SimpulError):
    """A judgement, or a table of them, that cannot be taken into the ledger."""


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """An entity as a judgement names it: the article and the name it has there, which outlive its id and its IRI."""

    article: str
    name: str


_NAMING = Item("", "")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry: what someone said, when and why, of two entities of one type.

    ``undo`` takes back the last entry about the same two. ``unsure`` leaves the pair to the machine, and out of the
    review. ``name`` says what the thing of the left entity is rightly called: the right side then has no article.
    """

    when: str
    who: str
    verdict: Verdict
    type: str
    left: Item
    right: Item
    why: str = ""

    @property
    def subject(self) -> tuple[str, Item, Item]:
        """Of what it speaks: of two entities, whichever was named first, or of the name of one."""
        if not self.right.article:
            return self.type, self.left, _NAMING
        return self.type, min(self.left, self.right), max(self.left, self.right)

    @property
    def row(self) -> tuple[str, ...]:
        """The entry as the cells of a table."""
        left, right = self.left, self.right
        head = (self.when, self.who, self.verdict, self.type)
        return (*head, left.article, left.name, right.article, right.name, self.why)


COLUMNS = ("when", "who", "verdict", "type", "left_article", "left_name", "right_article", "right_name", "why")


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry with its number in the ledger, from 1 on, and the numbers of what undid or replaced it (else 0)."""

    number: int
    entry: Judgement
    undone_by: int = 0
    replaced_by: int = 0

    @property
    def stands(self) -> bool:
        """Whether builds obey it."""
        return self.entry.verdict != "undo" and not self.undone_by and not self.replaced_by


def history(entries: Iterable[Judgement]) -> list[Noted]:
    """Every entry with what became of it: a later one on the same replaces it, until that one is taken back."""
    noted: list[Noted] = []
    stacks: dict[tuple[str, Item, Item], list[int]] = {}
    for number, entry in enumerate(entries, 1):
        noted.append(Noted(number, entry))
        stack = stacks.setdefault(entry.subject, [])
        top = stack[-1] - 1 if stack else -1
        if entry.verdict != "undo":
            if stack:
                noted[top] = replace(noted[top], replaced_by=number)
            stack.append(number)
        elif stack:
            noted[top] = replace(noted[top], undone_by=number)
            stack.pop()
            if stack:
                noted[stack[-1] - 1] = replace(noted[stack[-1] - 1], replaced_by=0)
    return noted


def standing(entries: Iterable[Judgement]) -> list[Judgement]:
    """The entries that hold: on each pair the last one, unless it was taken back, which brings back the one before."""
    return [noted.entry for noted in history(entries) if noted.stands]


def read_ledger(workspace: Workspace) -> list[Judgement]:
    """Every entry of a workspace's ledger, oldest first."""
    return [judgement(row) for row in workspace.judgements()]


def decisions(entries: Iterable[Judgement], records: Iterable[EntityRecord]) -> Decisions:
    """What the standing entries demand of these records; an entity that no article has any more is passed over."""
    holding = [entry for entry in standing(entries) if entry.verdict in ("same", "different")]
    keys = _keys(((entry.type, item) for entry in holding for item in (entry.left, entry.right)), records)
    found: dict[str, list[Pair]] = {"same": [], "different": []}
    for entry in holding:
        for left in keys.get((entry.type, entry.left), ()):
            for right in keys.get((entry.type, entry.right), ()):
                if left != right:
                    found[entry.verdict].append((min(left, right), max(left, right)))
    return Decisions(tuple(sorted(found["same"])), tuple(sorted(found["different"])))


def corrected(
    names: Mapping[RecordKey, Canonical], entries: Iterable[Judgement], records: Iterable[EntityRecord]
) -> dict[RecordKey, Canonical]:
    """The names of all records, with the labels that persons have given to things; IRIs stay as they are."""
    given = [entry for entry in standing(entries) if entry.verdict == "name"]
    keys = _keys(((entry.type, entry.left) for entry in given), records)
    labels = {names[key].iri: e.right.name for e in given for key in keys.get((e.type, e.left), ())}
    return {key: _called(name, labels.get(name.iri, name.label)) for key, name in names.items()}


def _called(name: Canonical, label: str) -> Canonical:
    return name if label == name.label else Canonical(name.iri, label, seen=name.label)


def _keys(
    wanted: Iterable[tuple[str, Item]], records: Iterable[EntityRecord]
) -> dict[tuple[str, Item], list[RecordKey]]:
    """The records that entries speak of, by type and item."""
    keys: dict[tuple[str, Item], list[RecordKey]] = {item: [] for item in wanted}
    for record in records if keys else ():
        item = record.type, Item(record.article_id, record.name)
        if item in keys:
            keys[item].append(record.key)
    return keys


def settled(entries: Iterable[Judgement]) -> Collection[tuple[str, Item, Item]]:
    """The pairs that need no review: whatever a person has said of them."""
    return {entry.subject for entry in standing(entries)}


def moment() -> str:
    """This moment in UTC, as it stands in the ledger."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def write_tsv(entries: Iterable[Judgement]) -> str:
    """The ledger as a table with a header, oldest entry first."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow(entry.row)
    return stream.getvalue()


def read_tsv(text: str) -> list[Judgement]:
    """The entries of such a table; raises ``LedgerError`` with the line that is wrong."""
    reader = csv.reader(io.StringIO(text), delimiter="\t")
    try:
        if tuple(next(reader, ())) != COLUMNS:
            raise LedgerError(f"a ledger begins with the columns {' '.join(COLUMNS)}, parted by tabs")
        return [judgement(cells, f"line {reader.line_num}") for cells in reader if cells]
    except csv.Error as error:
        raise LedgerError(f"line {reader.line_num} is no line of a table: {error}") from error


def judgement(cells: Sequence[str], place: str = "judgement") -> Judgement:
    """An entry from its cells; raises ``LedgerError``, naming the place, where they are none."""
    if len(cells) != len(COLUMNS):
        raise LedgerError(f"{place} has {len(cells)} cells, not {len(COLUMNS)}")
    when, who, verdict, type_, left_article, left_name, right_article, right_name, why = cells
    if verdict not in _VERDICTS:
        raise LedgerError(f"{place}: {verdict!r} is none of {', '.join(sorted(_VERDICTS))}")
    about_name = verdict == "name" or (verdict == "undo" and not right_article)
    if about_name == bool(right_article):
        raise LedgerError(f"{place}: right_article is empty in an entry on a name, and only there")
    if not all((when, who, type_, left_article, left_name, right_name)) or max(map(len, cells)) > _LENGTH:
        raise LedgerError(f"{place}: only the last cell may be empty, and none longer than {_LENGTH} characters")
    left, right = Item(left_article, left_name), Item(right_article, right_name)
    return Judgement(when, who, cast(Verdict, verdict), type_, left, right, why)
