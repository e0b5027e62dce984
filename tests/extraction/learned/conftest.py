"""Fixtures of the learned tier's tests: a tokenizer of a few pieces, and sheets without a model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from kg.extraction.learned.pairs import asked_pairs
from kg.extraction.learned.pieces import PieceTokenizer
from kg.extraction.learned.sheet import ENTITY_FEATURES, MENTIONS, PAIR_FEATURES, Sheet
from kg.model import ENTITY_TYPES, PREDICATES, SIGNATURES, EntityType

WORDS = ("▁Bapas", "▁Rutan", "▁Purwo", "kerto", "▁kunjung", "an", "▁kerja", "▁ke", "▁di", "tahan", "pang", "▁memimpin")

SheetMaker = Callable[..., Sheet]


@pytest.fixture(scope="session")
def pieces_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unigram tokenizer of letters and a few longer pieces, built as the encoder's is."""
    letters = [(letter, -8.0) for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,()"]
    marks = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", -20.0), ("▁", -4.0)]
    tokenizer = Tokenizer(models.Unigram([*marks, *letters, *((word, -5.0) for word in WORDS)], 3, False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    path = tmp_path_factory.mktemp("tokenizer") / "pieces.json"
    tokenizer.save(str(path))
    return path


@pytest.fixture(scope="session")
def tokenizer(pieces_file: Path) -> PieceTokenizer:
    """That tokenizer."""
    return PieceTokenizer(pieces_file)


@pytest.fixture(scope="session")
def blank_sheet() -> SheetMaker:
    """``blank_sheet(["Event", "Unit"])``: a sheet of clusters of these types, all in one sentence, and no features."""

    def make(types: Sequence[EntityType]) -> Sheet:
        count = len(types)
        pairs = asked_pairs(types, [[0]] * count)
        joined = [(types[i], types[j]) for i, j in pairs]
        allowed = [[float(pair in SIGNATURES[p]) for p in PREDICATES] for pair in joined]
        return Sheet(
            tuple(f"e{k}" for k in range(count)),
            np.array([ENTITY_TYPES.index(t) for t in types], np.int64),
            np.zeros(count, np.int64),
            np.zeros((count, ENTITY_FEATURES), np.float32),
            np.zeros((count, MENTIONS), np.int64),
            np.ones((count, MENTIONS), np.int64),
            pairs,
            np.zeros((len(pairs), 2), np.int64),
            np.zeros((len(pairs), PAIR_FEATURES), np.float32),
            np.zeros((len(pairs), 3), np.float32),
            np.array(allowed, np.float32).reshape(-1, len(PREDICATES)),
        )

    return make
