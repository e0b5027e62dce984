from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from kg.extraction.entities.reading import Reading
from kg.extraction.learned.cues import CUES, CueMention, cue_mentions
from kg.extraction.learned.pieces import PieceTokenizer
from kg.extraction.learned.sheet import (
    ENTITY_FEATURES,
    MARKED,
    MARKS,
    MENTIONS,
    PAIR_FEATURES,
    ROLES,
    Sheet,
    make_sheet,
    marks,
)
from kg.extraction.rules import RulesExtractor
from kg.extraction.text.document import make_document
from kg.model import ENTITY_TYPES, PREDICATES, SIGNATURES, Article, Mention, Span
from kg.vocabulary import Vocabulary

TEXT = "Kepala Bapas Purwokerto, Bluri Wijaksono, memimpin kunjungan kerja ke Rutan Banjarnegara. Bluri senang."


@pytest.fixture(scope="module")
def sheet_of(
    reading_of: Callable[..., Reading], vocabulary: Vocabulary, tokenizer: PieceTokenizer
) -> Callable[..., tuple[Reading, Sheet]]:
    rules = RulesExtractor(vocabulary)

    def make(text: str, title: str = "") -> tuple[Reading, Sheet]:
        reading = reading_of(text, title)
        cues = cue_mentions(reading.document, vocabulary)
        pieces = tokenizer.cut(reading.document)
        return reading, make_sheet(reading, pieces, rules.drafts(reading), rules.quotations(reading), cues, {"ke": 0})

    return make


def test_marks_put_mentions_and_cues_on_their_pieces(tokenizer: PieceTokenizer) -> None:
    document = make_document(Article("a", "Bapas Purwokerto memimpin."))
    pieces = tokenizer.cut(document)
    unit = Mention("Unit", Span(0, 16), "Bapas Purwokerto", "Bapas Purwokerto")
    cue = CueMention(Span(17, 25), range(2, 3), 0, frozenset({"ledBy", "performedBy"}))
    found = marks(pieces, [unit], [cue])
    column = 2 * MARKED.index("Unit")
    assert found.shape == (len(pieces.ids), MARKS)
    assert found[:, column].nonzero()[0].tolist() == [0]
    assert found[:, column + 1].nonzero()[0].tolist() == list(pieces.under(unit.span))[1:]
    for role in CUES:
        under = list(pieces.under(cue.span)) if role in cue.roles else []
        assert found[:, 2 * len(MARKED) + CUES.index(role)].nonzero()[0].tolist() == under
    assert found.sum() == len(pieces.under(unit.span)) + 2 * len(pieces.under(cue.span))


def test_a_sheet_has_a_row_for_every_cluster_and_for_every_pair(sheet_of: Callable[..., tuple[Reading, Sheet]]) -> None:
    reading, sheet = sheet_of(TEXT, "Bapas Purwokerto ke Rutan Banjarnegara")
    assert sheet.ids == tuple(c.id for c in reading.clusters)
    assert [ENTITY_TYPES[t] for t in sheet.types] == [c.type for c in reading.clusters]
    assert sheet.entities.shape == (len(sheet.ids), ENTITY_FEATURES)
    assert sheet.begins.shape == sheet.ends.shape == (len(sheet.ids), MENTIONS)
    assert sheet.features.shape == (len(sheet.pairs), PAIR_FEATURES)
    assert len(sheet.contexts) == len(sheet.near) == len(sheet.allowed) == len(sheet.pairs) > 0
    assert all(np.isfinite(table).all() for table in (sheet.entities, sheet.features, sheet.contexts))


def test_allowed_is_what_the_signatures_allow(sheet_of: Callable[..., tuple[Reading, Sheet]]) -> None:
    reading, sheet = sheet_of(TEXT)
    for (i, j), allowed in zip(sheet.pairs, sheet.allowed, strict=True):
        ends = (reading.clusters[i].type, reading.clusters[j].type)
        assert [p for p, may in zip(PREDICATES, allowed, strict=True) if may] == [
            p for p in PREDICATES if ends in SIGNATURES[p]
        ]


def test_a_row_begins_and_ends_where_its_mentions_do(
    sheet_of: Callable[..., tuple[Reading, Sheet]], tokenizer: PieceTokenizer
) -> None:
    reading, sheet = sheet_of(TEXT)
    pieces = tokenizer.cut(reading.document)
    for row, cluster in enumerate(reading.clusters):
        under = [pieces.under(m.span) for m in cluster.mentions][:MENTIONS]
        known = sheet.begins[row] >= 0
        assert sheet.begins[row][known].tolist() == [u.start for u in under]
        assert sheet.ends[row][known].tolist() == [u.stop for u in under]


def test_what_rules_claim_of_a_pair_stands_in_its_features(sheet_of: Callable[..., tuple[Reading, Sheet]]) -> None:
    reading, sheet = sheet_of(TEXT)
    person = next(k for k, c in enumerate(reading.clusters) if c.type == "Person")
    office = next(k for k, c in enumerate(reading.clusters) if c.name.startswith("Bapas"))
    row = sheet.pairs.tolist().index([person, office])
    assert sheet.features[row, PREDICATES.index("holdsPost")] > 0.5
    assert sheet.contexts.shape[1] == sheet.contexts[row].size > 2 * len(ROLES)


@pytest.mark.parametrize("text", ["", "Cuaca cerah.", "Bluri Wijaksono hadir."])
def test_a_reading_without_pairs_has_a_sheet_all_the_same(
    sheet_of: Callable[..., tuple[Reading, Sheet]], text: str
) -> None:
    reading, sheet = sheet_of(text)
    assert len(sheet.ids) == len(reading.clusters)
    assert (sheet.pairs.shape, sheet.features.shape) == ((0, 2), (0, PAIR_FEATURES))
