from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from kg.extraction.entities.reading import Reading
from kg.extraction.learned.entities import EVIDENCE, entity_chances, entity_evidence
from kg.extraction.learned.model import Encoded
from kg.extraction.learned.pieces import PieceTokenizer
from kg.model import ENTITY_TYPES

TEXT = "Kepala Bapas Purwokerto, Bluri Wijaksono, memimpin kunjungan kerja ke Rutan Banjarnegara."


def nothing_seen(count: int) -> Encoded:
    tags = np.zeros((count, len(ENTITY_TYPES), 3), np.float32)
    tags[:, :, 0] = 1
    return Encoded(np.zeros((count, 4), np.float32), tags, np.zeros((count, 3), np.float32))


def test_evidence_is_the_judge_the_tags_and_who_found_it(
    reading_of: Callable[..., Reading], tokenizer: PieceTokenizer
) -> None:
    reading = reading_of(TEXT)
    pieces = tokenizer.cut(reading.document)
    encoded = nothing_seen(len(pieces.ids))
    row, person = next((k, c) for k, c in enumerate(reading.clusters) if c.type == "Person")
    for piece in pieces.under(person.mentions[0].span):
        encoded.tags[piece, ENTITY_TYPES.index("Person")] = (0.25, 0.5, 0.25)
    logits = np.full(len(reading.clusters), 2.0, np.float32)
    found = entity_evidence(reading, pieces, encoded, logits, set(person.mentions))
    assert found.shape == (len(reading.clusters), EVIDENCE)
    assert found[row].tolist() == [1.0, 0.5, 0.75, 0.75, 1.0, 0.5, 0.75, 0.75]
    other = next(k for k, c in enumerate(reading.clusters) if c.type == "Unit")
    assert found[other].tolist() == [1.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]


def test_each_type_has_its_own_weights() -> None:
    evidence = np.array([[1.0, *[0.0] * (EVIDENCE - 1)]] * 2, np.float32)
    weights: dict[str, list[float]] = {kind: [0.0] * EVIDENCE for kind in ENTITY_TYPES}
    weights["Unit"] = [50.0, *[0.0] * (EVIDENCE - 1)]
    unit, person = ENTITY_TYPES.index("Unit"), ENTITY_TYPES.index("Person")
    assert entity_chances([unit, person], evidence, weights) == pytest.approx([1.0, 0.5])


def test_no_cluster_no_chance(reading_of: Callable[..., Reading], tokenizer: PieceTokenizer) -> None:
    reading = reading_of("tanpa nama")
    pieces = tokenizer.cut(reading.document)
    found = entity_evidence(reading, pieces, nothing_seen(len(pieces.ids)), np.zeros(0, np.float32), set())
    assert found.shape == (0, EVIDENCE)
    weights: dict[str, list[float]] = {kind: [0.0] * EVIDENCE for kind in ENTITY_TYPES}
    assert entity_chances([], found, weights).shape == (0,)
