"""Batches: examples and sentences put together into the tensors of one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import Tensor

from kg.extraction.learned.cues import cue_mentions
from kg.extraction.learned.pieces import BEGIN, END, PAD, PieceTokenizer
from kg.extraction.learned.sheet import MARKS, Array, marks
from kg.extraction.rules import RulesExtractor
from kg.extraction.text.document import make_document
from kg.model import Article, Span
from kg.training.corpora import TaggedSentence
from kg.training.examples import Example

UNKNOWN = -100
_APART = -1e4
_TOKENS = 1300


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows of pieces, padded: ``order`` says where in the flattened states the pieces lie, in reading order."""

    ids: Tensor
    mask: Tensor
    order: Tensor


def windows(examples: Sequence[Example]) -> Windows:
    """The windows of all pieces of ``examples``, one after the other."""
    rows = [(e.pieces.ids, w) for e in examples for w in e.pieces.windows]
    length = max(len(w) for _, w in rows) + 2
    ids = np.full((len(rows), length), PAD, np.int64)
    order = []
    for row, (pieces, window) in enumerate(rows):
        ids[row, 0], ids[row, 1 + len(window)] = BEGIN, END
        ids[row, 1 : 1 + len(window)] = pieces[window.start : window.stop]
        order.append(np.arange(len(window)) + row * length + 1)
    found = torch.from_numpy(ids)
    return Windows(found, (found != PAD).float(), torch.from_numpy(np.concatenate(order)))


@dataclass(frozen=True, slots=True)
class Batch:
    """Several examples in one forward pass: inputs of the encoder and the judge, and the answers."""

    windows: Windows
    marks: Tensor
    sheet: Mapping[str, Tensor]
    tags: Tensor
    kinds: Tensor
    entities: Tensor
    roles: Tensor
    relations: Tensor
    allowed: Tensor
    weights: Tensor


def make_batch(examples: Sequence[Example], weights: Sequence[float]) -> Batch:
    """The batch of ``examples``, each pair and entity weighing as its article does."""
    found = windows(examples)
    flat = np.zeros((found.ids.numel(), examples[0].marks.shape[1]), np.float32)
    flat[found.order.numpy()] = np.concatenate([e.marks for e in examples])
    marks = torch.from_numpy(flat).view(*found.ids.shape, -1)
    pieces = np.cumsum([0, *(len(e.pieces.ids) for e in examples)])
    rows = np.cumsum([0, *(len(e.sheet.ids) for e in examples)])
    owner = np.concatenate([np.full(len(e.sheet.ids), k) for k, e in enumerate(examples)])
    shifted = [np.where(e.sheet.begins >= 0, e.sheet.begins + p, -1) for e, p in zip(examples, pieces, strict=False)]
    ended = [np.where(e.sheet.ends >= 0, e.sheet.ends + p, -1) for e, p in zip(examples, pieces, strict=False)]
    sheet = {
        "types": _joined(e.sheet.types for e in examples),
        "kinds": _joined(e.sheet.kinds for e in examples),
        "entities": _joined(e.sheet.entities for e in examples),
        "begins": _joined(shifted),
        "ends": _joined(ended),
        "apart": torch.from_numpy(np.where(owner[:, None] == owner[None, :], 0.0, _APART).astype(np.float32)),
        "pairs": _joined(e.sheet.pairs + r for e, r in zip(examples, rows, strict=False)),
        "near": _joined(e.sheet.near + p for e, p in zip(examples, pieces, strict=False)),
        "features": _joined(e.sheet.features for e in examples),
    }
    weight = np.concatenate([np.full(len(e.roles), w, np.float32) for e, w in zip(examples, weights, strict=True)])
    return Batch(
        found, marks, sheet,
        _joined(e.tags for e in examples), _joined(e.kinds for e in examples), _joined(e.entities for e in examples),
        _joined(e.roles for e in examples), _joined(e.relations for e in examples),
        _joined(e.sheet.allowed for e in examples), torch.from_numpy(weight),
    )  # fmt: skip


def _joined(arrays: Iterable[np.ndarray]) -> Tensor:
    return torch.from_numpy(np.concatenate(list(arrays)))


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences of a public corpus in one step; tags (b, t, labels) are ``UNKNOWN`` for the end marks."""

    corpus: str
    ids: Tensor
    mask: Tensor
    marks: Tensor
    tags: Tensor


@dataclass(frozen=True, slots=True)
class SentenceExample:
    """A tagged sentence cut into pieces, with what rules see in it."""

    ids: tuple[int, ...]
    marks: Array
    tags: np.ndarray


def sentence_examples(
    sentences: Iterable[TaggedSentence], labels: Sequence[str], rules: RulesExtractor, tokenizer: PieceTokenizer
) -> list[SentenceExample]:
    """The sentences as examples; a longer one than a window is cut."""
    found = []
    for sentence in sentences:
        document = make_document(Article("sentence", sentence.text))
        pieces = tokenizer.cut(document)
        seen = marks(pieces, rules.recognise(document), cue_mentions(document, rules.vocabulary))
        tags = np.zeros((len(pieces.ids), len(labels)), np.int64)
        for start, end, label in sentence.names:
            under = pieces.under(Span(start, end))
            tags[under.start : under.start + 1, labels.index(label)] = 1
            tags[under.start + 1 : under.stop, labels.index(label)] = 2
        window = pieces.windows[0] if pieces.windows else range(0)
        found.append(SentenceExample(pieces.ids[: window.stop], seen[: window.stop], tags[: window.stop]))
    return [example for example in found if example.ids]


def sentence_batches(corpus: str, examples: Sequence[SentenceExample], draw: Random) -> Iterator[Sentences]:
    """Batches of sentences of about the same length."""
    ordered = sorted(examples, key=lambda e: len(e.ids) + 20 * draw.random())
    batch: list[SentenceExample] = []
    for example in ordered:
        if batch and (len(batch) + 1) * (len(example.ids) + 22) > _TOKENS:
            yield _sentences(corpus, batch)
            batch = []
        batch.append(example)
    if batch:
        yield _sentences(corpus, batch)


def _sentences(corpus: str, examples: Sequence[SentenceExample]) -> Sentences:
    length = max(len(e.ids) for e in examples) + 2
    ids = np.full((len(examples), length), PAD, np.int64)
    tags = np.full((len(examples), length, examples[0].tags.shape[1]), UNKNOWN, np.int64)
    seen = np.zeros((len(examples), length, MARKS), np.float32)
    for row, example in enumerate(examples):
        count = len(example.ids)
        ids[row, 0], ids[row, count + 1] = BEGIN, END
        ids[row, 1 : count + 1] = example.ids
        seen[row, 1 : count + 1] = example.marks
        tags[row, 1 : count + 1] = example.tags
    found = torch.from_numpy(ids)
    return Sentences(corpus, found, (found != PAD).float(), torch.from_numpy(seen), torch.from_numpy(tags))
