from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.learned.model import Encoded
from kg.extraction.learned.pieces import PieceTokenizer
from kg.extraction.learned.sheet import KINDS
from kg.extraction.learned.tagging import Tagged
from kg.extraction.learned.tags import read_tags, runs
from kg.extraction.text.document import make_document
from kg.model import ENTITY_TYPES, Article


def tagged(
    tokenizer: PieceTokenizer, text: str, tags: Mapping[str, Mapping[int, int]], kind: str = "", least: float = 0.0
) -> list[Tagged]:
    """What is read where the encoder gives these tags (by type and piece) with a chance of 0.8."""
    document = make_document(Article("a", text))
    pieces = tokenizer.cut(document)
    chances = np.full((len(pieces.ids), len(ENTITY_TYPES), 3), 0.1, np.float32)
    chances[:, :, 0] = 0.8
    for column, name in enumerate(ENTITY_TYPES):
        for piece, tag in tags.get(name, {}).items():
            chances[piece, column] = [0.8 if k == tag else 0.1 for k in range(3)]
    kinds = np.zeros((len(pieces.ids), len(KINDS)), np.float32)
    if kind:
        kinds[:, KINDS.index(kind)] = 1
    encoded = Encoded(np.zeros((len(pieces.ids), 2), np.float32), chances, kinds)
    found = read_tags(document, pieces, encoded, dict.fromkeys(ENTITY_TYPES, least))
    assert all(0 <= one.score <= 1 for one in found)
    return found


@given(st.lists(st.integers(0, 2), max_size=20))
def test_runs_hold_every_tagged_piece_once(tags: list[int]) -> None:
    found = list(runs(np.eye(3)[np.array(tags, int)].reshape(-1, 3)))
    assert [k for run in found for k in run] == [k for k, tag in enumerate(tags) if tag]
    assert all(2 in {tags[k]} for run in found for k in run[1:])


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([1, 2, 0, 1], [range(0, 2), range(3, 4)]),
        ([1, 1, 2], [range(0, 1), range(1, 3)]),
        ([0, 2, 2], [range(1, 3)]),
    ],
)
def test_a_first_piece_begins_a_mention_and_inside_pieces_go_on(tags: list[int], expected: list[range]) -> None:
    assert list(runs(np.eye(3)[tags])) == expected


def test_a_stretch_is_widened_to_whole_words(tokenizer: PieceTokenizer) -> None:
    text = "Kunjungan ke Bapas Purwokerto."
    document = make_document(Article("a", text))
    pieces = tokenizer.cut(document)
    inside = pieces.under(document.tokens[3].span)
    assert len(inside) > 1
    (first,) = tagged(tokenizer, text, {"Place": {inside[0]: 1}})
    (last,) = tagged(tokenizer, text, {"Place": {inside[-1]: 1}})
    assert first.span.of(text) == last.span.of(text) == "Purwokerto"


def test_a_prefix_with_a_hyphen_stays_outside(tokenizer: PieceTokenizer) -> None:
    text = "Bapas se-Purwokerto"
    document = make_document(Article("a", text))
    start = next(k for k, s in enumerate(tokenizer.cut(document).spans) if s.start >= text.index("Purwo"))
    (found,) = tagged(tokenizer, text, {"Place": {start: 1}})
    assert found.span.of(text) == "Purwokerto"


def test_a_type_with_kinds_gets_the_likeliest_of_its_own(tokenizer: PieceTokenizer) -> None:
    (unit,) = tagged(tokenizer, "Bapas", {"Unit": {0: 1}}, kind="Bapas")
    (person,) = tagged(tokenizer, "Bapas", {"Person": {0: 1}}, kind="Bapas")
    (event,) = tagged(tokenizer, "Bapas", {"Event": {0: 1}}, kind="Bapas")
    assert (unit.kind, person.kind) == ("Bapas", "")
    assert event.kind in KINDS[: KINDS.index("other") + 1]


def test_types_are_read_side_by_side_and_nothing_where_all_is_outside(tokenizer: PieceTokenizer) -> None:
    both = tagged(tokenizer, "Bapas Rutan", {"Unit": {0: 1, 1: 2}, "Place": {1: 1}})
    assert [(t.type, t.span.start) for t in both] == [("Unit", 0), ("Place", 6)]
    assert tagged(tokenizer, "Bapas Rutan", {}) == []


@pytest.mark.parametrize(("least", "found"), [(0.9, 0), (0.85, 1), (1.01, 0)])
def test_what_is_less_sure_than_asked_is_left_out(tokenizer: PieceTokenizer, least: float, found: int) -> None:
    text = "Kunjungan ke Bapas Purwokerto."
    assert len(tagged(tokenizer, text, {"Event": {0: 1}}, least=least)) == found
