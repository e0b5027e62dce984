from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.errors import ModelError
from kg.extraction.learned.model import FILES, Model, model_folder
from kg.extraction.learned.pieces import Pieces
from kg.extraction.learned.sheet import KINDS, MARKS
from kg.extraction.text.document import make_document
from kg.model import ENTITY_TYPES, Article


@pytest.fixture(scope="module")
def model() -> Model:
    return Model(model_folder())


def cut(model: Model, text: str) -> Pieces:
    return model.tokenizer.cut(make_document(Article("a", text)))


def test_a_missing_file_is_named_before_anything_is_read(tmp_path: Path) -> None:
    for name in FILES[1:]:
        (tmp_path / name).touch()
    with pytest.raises(ModelError, match=FILES[0]):
        Model(tmp_path)


def test_every_piece_has_states_and_chances(model: Model) -> None:
    pieces = cut(model, "Kepala Bapas Purwokerto meninjau Rutan Banjarnegara. " * 40)
    assert len(pieces.windows) > 1
    encoded = model.encode(pieces, np.zeros((len(pieces.ids), MARKS), np.float32))
    assert len(encoded.states) == len(pieces.ids)
    assert encoded.tags.shape == (len(pieces.ids), len(ENTITY_TYPES), 3)
    assert encoded.kinds.shape == (len(pieces.ids), len(KINDS))
    np.testing.assert_allclose(encoded.tags.sum(-1), 1, atol=1e-5)


def test_a_window_is_read_without_its_neighbours(model: Model) -> None:
    pieces = cut(model, "Kepala Bapas Purwokerto meninjau Rutan Banjarnegara. " * 40)
    marks = np.zeros((len(pieces.ids), MARKS), np.float32)
    whole = model.encode(pieces, marks)
    last = pieces.windows[-1]
    alone = Pieces(pieces.ids[last.start :], pieces.spans[last.start :], (range(len(last)),))
    np.testing.assert_array_equal(model.encode(alone, marks[last.start :]).tags, whole.tags[last.start :])


def test_the_shipped_model_keeps_to_its_size() -> None:
    assert sum((model_folder() / name).stat().st_size for name in FILES) < 40 * 2**20
