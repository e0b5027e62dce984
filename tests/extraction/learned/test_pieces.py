from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extraction.learned.pieces import UNKNOWN, WINDOW, Pieces, PieceTokenizer
from kg.extraction.text.document import make_document
from kg.model import Article, Span

ANY = st.text(st.characters(), max_size=60)
FRAGMENTS = ["Bapas Purwokerto", " ", "\n\n", "ﬁ", "½", "c\u0301", "ﷺ", "😀", "(", "…", "Rutan", ". ", "a", "\x00"]
GENRE = st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)
LONG = st.tuples(st.sampled_from(["Bapas di Rutan. ", "a", "kunjungan kerja ke ", "(.)\n\n"]), st.integers(1, 400))
slowly = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def cut(tokenizer: PieceTokenizer, text: str, title: str = "") -> tuple[str, Pieces]:
    document = make_document(Article("a", text, title))
    return document.text, tokenizer.cut(document)


@slowly
@given(text=st.one_of(ANY, GENRE), title=ANY)
def test_pieces_ascend_and_lie_inside_the_text(tokenizer: PieceTokenizer, text: str, title: str) -> None:
    whole, pieces = cut(tokenizer, text, title)
    assert len(pieces.ids) == len(pieces.spans)
    assert all(span.start < span.end <= len(whole) for span in pieces.spans)
    assert all(one.end <= other.start for one, other in pairwise(pieces.spans))
    assert not any(span.of(whole)[0].isspace() for span in pieces.spans)


@slowly
@given(text=st.one_of(ANY, GENRE, LONG.map(lambda pair: pair[0] * pair[1])))
def test_windows_cover_every_piece_once_and_none_is_too_long(tokenizer: PieceTokenizer, text: str) -> None:
    _, pieces = cut(tokenizer, text)
    assert [k for window in pieces.windows for k in window] == list(range(len(pieces.ids)))
    assert all(0 < len(window) <= WINDOW for window in pieces.windows)


@slowly
@given(text=st.one_of(ANY, GENRE), data=st.data())
def test_under_a_span_are_the_pieces_that_share_a_character(
    tokenizer: PieceTokenizer, text: str, data: st.DataObject
) -> None:
    whole, pieces = cut(tokenizer, text)
    start = data.draw(st.integers(0, len(whole)))
    span = Span(start, data.draw(st.integers(start, len(whole) + 2)))
    characters = set(range(span.start, span.end))
    sharing = [k for k, piece in enumerate(pieces.spans) if characters & set(range(piece.start, piece.end))]
    assert list(pieces.under(span)) == sharing


@slowly
@given(text=GENRE)
def test_every_word_of_letters_has_a_piece(tokenizer: PieceTokenizer, text: str) -> None:
    document = make_document(Article("a", text))
    pieces = tokenizer.cut(document)
    assert all(pieces.under(token.span) for token in document.tokens if token.text.isalpha())


def test_a_word_is_cut_into_its_longest_likely_pieces(tokenizer: PieceTokenizer) -> None:
    whole, pieces = cut(tokenizer, "Bapas Purwokerto")
    assert [span.of(whole) for span in pieces.spans] == ["Bapas", "Purwo", "kerto"]
    assert UNKNOWN not in pieces.ids


def test_a_window_begins_with_a_sentence_where_one_is_near(tokenizer: PieceTokenizer) -> None:
    document = make_document(Article("a", "Bapas kunjungan kerja ke Rutan. " * 60))
    pieces = tokenizer.cut(document)
    assert len(pieces.windows) > 1
    starts = {sentence.start for sentence in document.sentences}
    assert all(pieces.spans[window.start].start in starts for window in pieces.windows)


@pytest.mark.parametrize("text", ["\ud800", "Bapas \udc00 Rutan", "Rutan \ud83d\ude00"])
def test_halves_of_surrogate_pairs_have_a_piece_like_any_character(tokenizer: PieceTokenizer, text: str) -> None:
    whole, pieces = cut(tokenizer, text)
    assert all(pieces.under(Span(k, k + 1)) for k, character in enumerate(whole) if not character.isspace())


def test_no_text_has_no_pieces_and_no_windows(tokenizer: PieceTokenizer) -> None:
    _, pieces = cut(tokenizer, " \n ")
    assert (pieces.ids, pieces.windows, pieces.under(Span(0, 3))) == ((), (), range(0))


def test_the_size_is_the_number_of_pieces_known(tokenizer: PieceTokenizer, pieces_file: Any) -> None:
    assert tokenizer.size == PieceTokenizer(pieces_file).size > 60
