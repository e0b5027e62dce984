"""Ledger: what persons have said of pairs of things, entry after entry; nothing in it is ever changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from kg.errors import SimpulError
from kg.identity.clusters import Decisions, Pair
from kg.identity.records import EntityRecord, RecordKey
from kg.workspace import Workspace

Verdict = Literal["same", "different", "unsure", "undo"]
_VERDICTS = frozenset(get_args(Verdict))
_LENGTH = 2_000


class LedgerError(SimpulError):
    """A judgement, or a table of them, that cannot be taken into the ledger."""


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """An entity as a judgement names it: the article and the name it has there, which outlive its id and its IRI."""

    article: str
    name: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry: what someone said, when and why, of two entities of one type.

    ``undo`` takes back the last entry about the same two. ``unsure`` leaves the pair to the machine, and out of the
    review.
    """

    when: str
    who: str
    verdict: Verdict
    type: str
    left: Item
    right: Item
    why: str = ""

    @property
    def pair(self) -> tuple[str, Item, Item]:
        """Of which two it speaks, whichever was named first."""
        return self.type, min(self.left, self.right), max(self.left, self.right)

    @property
    def row(self) -> tuple[str, ...]:
        """The entry as the cells of a table."""
        left, right = self.left, self.right
        head = (self.when, self.who, self.verdict, self.type)
        return (*head, left.article, left.name, right.article, right.name, self.why)


COLUMNS = ("when", "who", "verdict", "type", "left_article", "left_name", "right_article", "right_name", "why")


def standing(entries: Iterable[Judgement]) -> list[Judgement]:
    """The entries that hold: of each pair the last one, unless it was taken back, which brings back the one before."""
    stacks: dict[tuple[str, Item, Item], list[Judgement]] = {}
    for entry in entries:
        stack = stacks.setdefault(entry.pair, [])
        if entry.verdict != "undo":
            stack.append(entry)
        elif stack:
            stack.pop()
    return [stack[-1] for stack in stacks.values() if stack]


def read_ledger(workspace: Workspace) -> list[Judgement]:
    """Every entry of a workspace's ledger, oldest first."""
    return [judgement(row) for row in workspace.judgements()]


def decisions(entries: Iterable[Judgement], records: Iterable[EntityRecord]) -> Decisions:
    """What the standing entries demand of these records; an entity that no article has any more is passed over."""
    holding = standing(entries)
    wanted = {(entry.type, item) for entry in holding for item in (entry.left, entry.right)}
    keys: dict[tuple[str, Item], list[RecordKey]] = {}
    for record in records:
        item = record.type, Item(record.article_id, record.name)
        if item in wanted:
            keys.setdefault(item, []).append(record.key)
    found: dict[str, list[Pair]] = {"same": [], "different": [], "unsure": []}
    for entry in holding:
        for left in keys.get((entry.type, entry.left), ()):
            for right in keys.get((entry.type, entry.right), ()):
                if left != right:
                    found[entry.verdict].append((min(left, right), max(left, right)))
    return Decisions(tuple(sorted(found["same"])), tuple(sorted(found["different"])))


def settled(entries: Iterable[Judgement]) -> Collection[tuple[str, Item, Item]]:
    """The pairs that need no review: whatever a person has said of them."""
    return {entry.pair for entry in standing(entries)}


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
    if tuple(next(reader, ())) != COLUMNS:
        raise LedgerError(f"a ledger begins with the columns {' '.join(COLUMNS)}, parted by tabs")
    return [judgement(cells, f"line {reader.line_num}") for cells in reader if cells]


def judgement(cells: Sequence[str], place: str = "judgement") -> Judgement:
    """An entry from its cells; raises ``LedgerError``, naming the place, where they are none."""
    if len(cells) != len(COLUMNS):
        raise LedgerError(f"{place} has {len(cells)} cells, not {len(COLUMNS)}")
    if cells[2] not in _VERDICTS:
        raise LedgerError(f"{place}: {cells[2]!r} is none of {', '.join(sorted(_VERDICTS))}")
    if not all(cells[:8]) or max(map(len, cells)) > _LENGTH:
        raise LedgerError(f"{place}: only the last cell may be empty, and none longer than {_LENGTH} characters")
    when, who, verdict, type_, left_article, left_name, right_article, right_name, why = cells
    left, right = Item(left_article, left_name), Item(right_article, right_name)
    return Judgement(when, who, cast(Verdict, verdict), type_, left, right, why)
