from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from kg.extraction.learned.pieces import BEGIN, END, PAD, WINDOW, PieceTokenizer
from kg.extraction.learned.sheet import MARKS
from kg.extraction.rules import RulesExtractor
from kg.training.corpora import TaggedSentence
from kg.training.examples import Example
from tests.training.conftest import ARTICLE, ExampleMaker

torch = pytest.importorskip("torch", reason="simpul[train] is not installed")

from kg.training.batches import UNKNOWN, make_batch, sentence_batches, sentence_examples, windows  # noqa: E402

LABELS = ("PER", "LOC")
NAMED = TaggedSentence("Kepala Bluri Wijaksono di Banjarnegara .", ((7, 22, "PER"), (26, 38, "LOC")))


@pytest.fixture(scope="module")
def long(example_of: ExampleMaker) -> Example:
    """An article of more than one window."""
    return example_of(replace(ARTICLE, text=f"{ARTICLE.text}\n\n" * 6))


def test_pieces_lie_in_windows_in_reading_order(example: Example, long: Example) -> None:
    assert len(long.pieces.windows) > 1
    found = windows([example, long])
    flat = found.ids.flatten()
    assert tuple(flat[found.order].tolist()) == example.pieces.ids + long.pieces.ids
    assert len(found.ids) == len(example.pieces.windows) + len(long.pieces.windows)
    assert found.ids.shape[1] <= WINDOW + 2
    assert (found.ids[:, 0] == BEGIN).all()
    assert ((found.ids == END).sum(1) == 1).all()
    assert ((found.ids != PAD) == (found.mask == 1)).all()


def test_an_article_stays_itself_among_others(example: Example, long: Example) -> None:
    batch = make_batch([example, long], [1.0, 0.5])
    flat = batch.windows.ids.flatten()[batch.windows.order]
    rows, pairs = len(example.sheet.ids), len(example.sheet.pairs)
    for one, first, begin in ((example, 0, 0), (long, rows, len(example.pieces.ids))):
        for row in range(len(one.sheet.ids)):
            start, end = (int(batch.sheet[name][first + row, 0]) for name in ("begins", "ends"))
            own = slice(one.sheet.begins[row, 0], one.sheet.ends[row, 0])
            assert tuple(flat[start:end].tolist()) == one.pieces.ids[own]
            assert start - begin == own.start
    assert ((batch.sheet["begins"] < 0) == torch.from_numpy(np.concatenate(
        [example.sheet.begins, long.sheet.begins]) < 0)).all()  # fmt: skip
    np.testing.assert_array_equal(batch.sheet["pairs"][pairs:] - rows, long.sheet.pairs)
    np.testing.assert_array_equal(batch.sheet["near"][pairs:] - len(example.pieces.ids), long.sheet.near)
    apart = batch.sheet["apart"] < 0
    assert not apart[:rows, :rows].any()
    assert not apart[rows:, rows:].any()
    assert apart[:rows, rows:].all()


def test_answers_and_weights_follow_the_articles(example: Example, long: Example) -> None:
    batch = make_batch([example, long], [1.0, 0.5])
    pairs = len(example.roles)
    assert batch.weights.tolist() == [1.0] * pairs + [0.5] * len(long.roles)
    for name in ("tags", "kinds", "entities", "roles", "relations"):
        expected = np.concatenate([getattr(example, name), getattr(long, name)])
        np.testing.assert_array_equal(getattr(batch, name), expected)
    seen = batch.marks.flatten(0, 1)[batch.windows.order]
    np.testing.assert_array_equal(seen, np.concatenate([example.marks, long.marks]))
    assert batch.marks.sum() == seen.sum()


def test_sentences_carry_their_names_as_tags(rules: RulesExtractor, tokenizer: PieceTokenizer) -> None:
    (found,) = sentence_examples([NAMED, TaggedSentence("", ())], LABELS, rules, tokenizer)
    assert len(found.ids) == len(found.tags) == len(found.marks)
    assert found.marks.shape[1] == MARKS
    for column in range(len(LABELS)):
        (first,) = np.flatnonzero(found.tags[:, column] == 1)
        inside = np.flatnonzero(found.tags[:, column] == 2)
        assert inside.tolist() == list(range(first + 1, first + 1 + len(inside)))
    assert not (found.tags.all(1)).any()


def test_a_sentence_longer_than_a_window_is_cut(rules: RulesExtractor, tokenizer: PieceTokenizer) -> None:
    (found,) = sentence_examples([TaggedSentence("warga binaan " * 300, ())], LABELS, rules, tokenizer)
    assert len(found.ids) == len(found.tags) == len(found.marks) <= WINDOW


def test_every_sentence_is_in_one_batch_of_bounded_size(rules: RulesExtractor, tokenizer: PieceTokenizer) -> None:
    sentences = [replace(NAMED, text=NAMED.text + " warga" * (7 * k % 50)) for k in range(60)]
    examples = sentence_examples(sentences, LABELS, rules, tokenizer)
    batches = list(sentence_batches("idner", examples, Random(1)))
    rows: Counter[tuple[int, ...]] = Counter()
    for batch in batches:
        assert batch.corpus == "idner"
        assert batch.ids.numel() <= 1300
        inside = (batch.tags != UNKNOWN).all(-1)
        assert (inside.sum(1) + 2 == batch.mask.sum(1)).all()
        assert not batch.marks[~inside].any()
        rows.update(tuple(ids[own].tolist()) for ids, own in zip(batch.ids, inside, strict=True))
    assert rows == Counter(example.ids for example in examples)
    assert len(batches) > 1
    assert list(sentence_batches("idner", [], Random(1))) == []
