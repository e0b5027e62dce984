from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.canonical import EntityRecord, canonical_iris
from kg.identity.ledger import (
    COLUMNS,
    Item,
    Judgement,
    LedgerError,
    corrected,
    decisions,
    history,
    read_ledger,
    read_tsv,
    standing,
    write_tsv,
)
from kg.settings import Settings
from kg.workspace import Workspace

SAME = Judgement("2025-11-01T08:00:00+00:00", "Sari", "same", "Person", Item("a", "Hadianto"), Item("b", "Hadiyanto"))
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda w: w.strip() == w
)
ITEMS = st.builds(Item, WORDS, WORDS)
PAIRS = st.builds(
    Judgement, WORDS, WORDS, st.sampled_from(["same", "different", "unsure", "undo"]), WORDS, ITEMS, ITEMS, WORDS
)
NAMINGS = st.builds(
    Judgement, WORDS, WORDS, st.sampled_from(["name", "undo"]), WORDS, ITEMS, st.builds(Item, st.just(""), WORDS), WORDS
)
ENTRIES = st.lists(PAIRS | NAMINGS, max_size=5)
FEW = st.sampled_from([Item("a", "X"), Item("b", "Y")])
ABOUT_FEW = st.builds(
    Judgement, st.just("now"), st.just("Sari"), st.sampled_from(["same", "different", "undo"]), st.just("Person"),
    FEW, FEW, st.just(""),
)  # fmt: skip


def test_the_last_word_on_a_pair_stands_whichever_was_named_first() -> None:
    turned = replace(SAME, verdict="different", left=SAME.right, right=SAME.left)
    assert standing([SAME, turned]) == [turned]


def test_undo_brings_back_what_stood_before() -> None:
    undo = replace(SAME, verdict="undo")
    assert standing([SAME, replace(SAME, verdict="different"), undo]) == [SAME]
    assert standing([SAME, undo, undo]) == []


@given(ENTRIES)
def test_a_ledger_comes_back_from_its_table(entries: list[Judgement]) -> None:
    assert read_tsv(write_tsv(entries)) == entries


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("now\tSari\tperhaps\tPerson\ta\tX\tb\tY\t", "line 2: 'perhaps' is none of"),
        ("now\tSari\tsame\tPerson\ta\tX\tb", "line 2 has 7 cells"),
        ("now\t\tsame\tPerson\ta\tX\tb\tY\t", "only the last cell may be empty"),
        ("now\tSari\tsame\tPerson\ta\tX\t\tY\t", "right_article is empty in an entry on a name"),
        ("now\tSari\tname\tPerson\ta\tX\tb\tY\t", "right_article is empty in an entry on a name"),
        ("now\tSari\tsame\tPerson\ta\tX\tb\t" + "Y" * 140_000, "line 2 is no line of a table"),
    ],
)
def test_a_wrong_line_is_named(row: str, message: str) -> None:
    with pytest.raises(LedgerError, match=message):
        read_tsv("\t".join(COLUMNS) + f"\n{row}\n")


def test_a_table_of_another_kind_is_refused() -> None:
    with pytest.raises(LedgerError, match="begins with the columns"):
        read_tsv("a\tb\n")


def test_a_workspace_keeps_every_entry_once_and_in_order(tmp_path: Path) -> None:
    entries = [SAME, replace(SAME, verdict="undo")]
    with Workspace.create(tmp_path) as workspace:
        assert workspace.add_judgements(entry.row for entry in entries) == 2
        assert workspace.add_judgements([SAME.row]) == 0
        assert read_ledger(workspace) == entries


def test_a_word_of_a_person_joins_what_the_machine_would_not_and_undo_parts_it() -> None:
    made = [EntityRecord("a", "p1", "Person", "Hadianto"), EntityRecord("b", "p1", "Person", "Hadiyanto")]

    def count(entries: list[Judgement]) -> int:
        names = canonical_iris(made, {}, Settings(), decisions(entries, made))
        return len({name.iri for name in names.values()})

    assert [count([]), count([SAME]), count([SAME, replace(SAME, verdict="undo")])] == [2, 1, 2]


def test_a_word_of_a_person_parts_what_the_machine_would_join() -> None:
    units = [EntityRecord(article, "u1", "Unit", "Polres Lebak", "Polisi") for article in "abc"]
    made = [EntityRecord(article, "p1", "Person", "Hadi Santoso", units=("u1",)) for article in "abc"]
    different = replace(SAME, verdict="different", left=Item("a", "Hadi Santoso"), right=Item("b", "Hadi Santoso"))

    def iris(entries: list[Judgement]) -> list[str]:
        names = canonical_iris([*made, *units], {}, Settings(), decisions(entries, made))
        return [names[record.key].iri for record in made]

    assert len(set(iris([]))) == 1
    parted = iris([different])
    assert parted[0] != parted[1]
    assert parted[2] in parted[:2]


def test_history_says_what_undid_and_what_replaced_an_entry() -> None:
    different, undo = replace(SAME, verdict="different"), replace(SAME, verdict="undo")
    assert [(n.undone_by, n.replaced_by, n.stands) for n in history([SAME, different])] == [
        (0, 2, False), (0, 0, True),
    ]  # fmt: skip
    assert [(n.undone_by, n.replaced_by, n.stands) for n in history([SAME, different, undo])] == [
        (0, 0, True), (3, 0, False), (0, 0, False),
    ]  # fmt: skip


@given(st.lists(ABOUT_FEW, max_size=12))
def test_of_each_pair_one_entry_stands_at_most_and_an_undone_one_never(entries: list[Judgement]) -> None:
    noted = history(entries)
    assert [n.entry for n in noted] == entries
    subjects = [n.entry.subject for n in noted if n.stands]
    assert len(subjects) == len(set(subjects))
    assert all(noted[n.undone_by - 1].entry.verdict == "undo" for n in noted if n.undone_by)
    assert not any(n.stands and n.undone_by for n in noted)


def test_the_last_name_given_to_a_thing_is_its_label_and_undo_takes_it_back() -> None:
    made = [EntityRecord("a", "p1", "Person", "Hadianto"), EntityRecord("b", "p1", "Person", "Hadiyanto")]
    first = replace(SAME, verdict="name", left=Item("a", "Hadianto"), right=Item("", "Hadianto Salim"))
    second = replace(first, left=Item("b", "Hadiyanto"), right=Item("", "Hadiyanto Salim"))

    def called(entries: list[Judgement]) -> set[tuple[str, str, str]]:
        names = canonical_iris(made, {}, Settings(), decisions(entries, made))
        found = corrected(names, entries, made).values()
        return {(name.iri.rpartition("/")[2], name.label, name.seen) for name in found}

    machine = called([SAME])
    ((slug, label, _),) = machine
    assert called([SAME, first]) == {(slug, "Hadianto Salim", label)}
    assert called([SAME, first, second]) == {(slug, "Hadiyanto Salim", label)}
    assert called([SAME, first, second, replace(second, verdict="undo")]) == {(slug, "Hadianto Salim", label)}
    assert called([SAME, first, replace(first, verdict="undo")]) == machine
    assert called([SAME, replace(first, right=Item("", label))]) == machine


def test_who_nobody_would_hold_for_another_comes_along_when_two_are_one() -> None:
    units = [EntityRecord(article, "u1", "Unit", name, "Polisi") for article, name in zip("abc", "XXY", strict=True)]
    made = [
        EntityRecord(article, "p1", "Person", name, units=("u1",))
        for article, name in zip("abc", ("Budi", "Budi", "Agus"), strict=True)
    ]
    same = replace(SAME, left=Item("a", "Budi"), right=Item("c", "Agus"))
    names = canonical_iris([*made, *units], {}, Settings(), decisions([same], made))
    assert len({names[record.key].iri for record in made}) == 1
