from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from kg.extraction.entities.reading import Reading
from kg.extraction.learned.context import NUMBERS, Context
from kg.extraction.learned.cues import CUES, cue_mentions
from kg.vocabulary import Vocabulary

TEXT = (
    "Kepala Bapas Purwokerto, Bluri Wijaksono, memimpin kunjungan kerja ke Rutan Banjarnegara. "
    "Cuaca hari itu cerah. Udara pun sejuk. Rombongan diterima Kepala Rutan Dodik Harmono."
)
TOGETHER, BEFORE, APART = 0, 1, 18


class Asked:
    """A context, asked by the words that a cluster is named with."""

    def __init__(self, reading: Reading, vocabulary: Vocabulary, lexis: Mapping[str, int]) -> None:
        self.reading = reading
        self.context = Context(reading, cue_mentions(reading.document, vocabulary), lexis)

    def row(self, words: str) -> int:
        return next(k for k, c in enumerate(self.reading.clusters) if any(words in m.text for m in c.mentions))

    def of(self, one: str, other: str) -> tuple[np.ndarray, list[int]]:
        numbers, beside = self.context.of(np.array([[self.row(one), self.row(other)]]))
        return numbers[0], beside[0].tolist()


@pytest.fixture(scope="module")
def asked(reading_of: Callable[..., Reading], vocabulary: Vocabulary) -> Callable[..., Asked]:
    def ask(text: str = TEXT, title: str = "", lexis: Mapping[str, int] | None = None) -> Asked:
        return Asked(reading_of(text, title), vocabulary, lexis or {})

    return ask


def test_two_of_a_sentence_stand_together_in_their_order(asked: Callable[..., Asked]) -> None:
    there, _ = asked().of("Bluri", "Rutan")
    back, _ = asked().of("Rutan", "Bluri")
    assert there[TOGETHER] == back[TOGETHER] == 1
    assert (there[BEFORE], back[BEFORE]) == (1, 0)
    assert there[APART] == 0


def test_two_of_different_sentences_are_so_far_apart(asked: Callable[..., Asked]) -> None:
    numbers, _ = asked().of("Bluri", "Dodik")
    assert numbers[TOGETHER] == 0
    assert numbers[APART] == pytest.approx(3 / 8)


def test_cues_are_told_by_side_and_nearness(asked: Callable[..., Asked]) -> None:
    numbers, _ = asked().of("kunjungan", "Dodik")
    before, behind = numbers[21 : 21 + len(CUES)], numbers[21 + len(CUES) : NUMBERS]
    assert before[CUES.index("receivedBy")] > 0.9
    assert not behind.any()


def test_words_between_and_beside_are_counted_in_their_columns(asked: Callable[..., Asked]) -> None:
    numbers, _ = asked(lexis={"ke": 0, "memimpin": 1, "langit": 2}).of("Bluri", "Rutan")
    edges = numbers[NUMBERS:].reshape(5, 3)
    assert edges[2].tolist() == [1, 0, 0]  # "ke" stands before the second
    assert edges[4].tolist() == [1, 1, 0]  # both stand between
    assert not edges[:, 2].any()


def test_the_neighbours_of_the_second_are_named(asked: Callable[..., Asked]) -> None:
    one = asked()
    _, (before, behind) = one.of("Bluri", "Rutan")
    assert before == one.row("kunjungan")
    assert behind == -1


def test_the_numbers_are_bounded_and_as_many_as_promised(asked: Callable[..., Asked]) -> None:
    one = asked(TEXT * 8, "Bapas Purwokerto kunjungi Rutan Banjarnegara", {"ke": 0, ",": 1})
    rows = range(len(one.reading.clusters))
    numbers, beside = one.context.of(np.array([(a, b) for a in rows for b in rows]))
    assert numbers.shape == (len(rows) ** 2, one.context.width)
    assert ((numbers >= 0) & (numbers <= 16)).all()
    assert ((beside >= -1) & (beside < len(rows))).all()


def test_of_many_pairs_each_has_the_numbers_that_it_has_alone(
    asked: Callable[..., Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.extraction.learned.context._AT_ONCE", 3)
    one = asked(TEXT * 3, "Bapas Purwokerto kunjungi Rutan Banjarnegara", {"ke": 0, "memimpin": 1})
    rows = range(len(one.reading.clusters))
    pairs = np.array([(a, b) for a in rows for b in rows])
    numbers, beside = one.context.of(pairs)
    for row, pair in enumerate(pairs):
        alone, around = one.context.of(pair[None])
        assert (alone[0].tolist(), around[0].tolist()) == (numbers[row].tolist(), beside[row].tolist())
