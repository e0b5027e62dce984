"""Golden files are written anew with ``python -m tests.views.write_changes``, and read before they are committed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model.difference import ABSENT, Change, Difference, Standing
from kg.views.changes import change_groups, changes_json, counts_in_words, support_in_words
from kg.views.language import Language
from tests.views.changes import BLURI, CHANGES, MANY, VISIT

GOLDEN = Path(__file__).parent / "golden" / "changes.json"
ID, EN = Language.of("id"), Language.of("en")


def test_the_json_is_that_of_the_golden_file() -> None:
    assert changes_json(CHANGES) == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_json_of_some_types_has_these_alone() -> None:
    found = changes_json(CHANGES, ["Person"])
    assert found["counts"] == {"Person": {"appeared": 1, "gained": 1}}
    assert {thing["type"] for thing in found["things"]} == {"Person"}
    assert found["edges"] == []
    edges = changes_json(CHANGES, ["Edge"])["edges"]
    assert [(edge["subject"]["iri"], edge["predicate"]) for edge in edges[:2]] == [(VISIT, "ledBy"), (BLURI, "holds")]


def test_long_lists_are_cut_and_counted_and_can_be_read_on() -> None:
    (first,) = change_groups(MANY, EN, 20)
    (rest,) = change_groups(MANY, EN, 20, key=first.key, offset=420)
    assert (first.key, first.total, len(first.lines), len(rest.lines)) == ("appeared-Person", 431, 20, 11)
    assert [line.text for line in rest.lines] == [f"Orang {n}" for n in range(420, 431)]
    assert change_groups(MANY, EN, 20, key="gained-Person") == ()
    assert len(change_groups(MANY, EN)[0].lines) == 431


def test_a_part_of_a_list_is_what_stands_there_in_all_of_it() -> None:
    """The best supported come first, and among equals the first by alphabet, wherever a reader begins."""
    things = {
        f"https://w3id.org/simpul/id/person/{n}": Change(ABSENT, Standing(1 + n % 3, 1, f"Orang {n * 7 % 20}"))
        for n in range(20)
    }
    (whole,) = change_groups(Difference(things), EN)
    told = [(-line.change.after.articles, line.text.casefold()) for line in whole.lines]
    assert told == sorted(told)
    for offset in range(22):
        (part,) = change_groups(Difference(things), EN, 4, key="appeared-Person", offset=offset)
        assert (part.total, part.lines) == (20, whole.lines[offset : offset + 4])


def test_groups_come_by_type_then_by_what_happened() -> None:
    assert [group.key for group in change_groups(CHANGES, EN)] == [
        "appeared-Person", "gained-Person", "lost-Unit", "renamed-Post", "disappeared-Event", "appeared-Article",
        "appeared-Edge", "disappeared-Edge", "gained-Edge",
    ]  # fmt: skip
    assert [group.type for group in change_groups(CHANGES, EN, types=["Event", "Edge"])] == ["Event"] + ["Edge"] * 3


def test_a_relation_is_a_sentence_with_its_ends() -> None:
    (group,) = change_groups(CHANGES, ID, key="disappeared-Edge")
    (line,) = group.lines
    assert line.text == "Kunjungan kerja dipimpin oleh Bluri Wijaksono."
    assert [getattr(part, "iri", None) for part in line.parts] == [VISIT, None, BLURI, None]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            EN,
            ["New: 1 person, 1 article, 1 relation", "Gone: 1 event, 1 relation", "More support: 1 person, 1 relation"],
        ),
        (ID, ["Baru: 1 orang, 1 artikel, 1 relasi", "Hilang: 1 peristiwa, 1 relasi"]),
    ],
)
def test_counts_in_words(language: Language, lines: list[str]) -> None:
    assert counts_in_words(CHANGES.counts(), language)[: len(lines)] == lines
    assert counts_in_words(Difference().counts(), language) == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (ABSENT, Standing(1, 1), "1 article"),
        (Standing(2, 2), ABSENT, "2 articles"),
        (Standing(1, 1), Standing(2, 2), "1 → 2 articles"),
        (Standing(1, 1), Standing(3, 1), "1 → 3 articles, 1 independent source"),
        (Standing(3, 3), Standing(3, 2), "3 articles, 3 → 2 independent sources"),
        (ABSENT, Standing(1_200, 1_000), "1,200 articles, 1,000 independent sources"),
    ],
)
def test_support_in_words(before: Standing, after: Standing, words: str) -> None:
    assert support_in_words(Change(before, after), EN) == words


def test_a_name_without_end_is_cut() -> None:
    endless = Difference.of({BLURI: Change(Standing(1, 1, "B" * 100_000), Standing(1, 1, "C" * 100_000))}, {})
    (group,) = change_groups(endless, EN)
    assert (len(group.lines[0].text), len(group.lines[0].former)) == (2_000, 2_000)
