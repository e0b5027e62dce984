from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.text.document import make_document
from kg.model import Article, Span

# Text as hostile as it comes: line ends, invisible marks, combining letters, quotation marks, abbreviations.
PIECES = st.sampled_from(
    [" ", "\n", "\n\n", "\r\n", "\u00a0", "\u200b", "\u00ad", "\u2028", "e\u0301", "\u0301",
     "“", "”", '"', "’", ". ", "S.H.", "*", "Jl. ", "3.000", "A", "di"]
)  # fmt: skip
TEXT = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))


@given(title=TEXT, text=TEXT, data=st.data())
def test_evidence_is_always_the_articles_own_words(title: str, text: str, data: st.DataObject) -> None:
    article = Article("a", text, title)
    document = make_document(article)
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    evidence = document.evidence(Span(start, end))
    if evidence is not None:
        assert article.field(evidence.field)[evidence.span.start : evidence.span.end] == evidence.quote
        assert evidence.holds(article)


@given(title=TEXT, text=TEXT)
def test_every_token_and_sentence_leads_back_to_the_article(title: str, text: str) -> None:
    document = make_document(Article("a", text, title))
    for span in (*document.sentences, *(t.span for t in document.tokens)):
        evidence = document.evidence(span)
        assert evidence is not None
        assert unicodedata.normalize("NFC", evidence.quote)[:1].strip() != ""
    for token in document.tokens:
        assert token.span.of(document.text) == token.text


@given(title=TEXT, text=TEXT)
def test_sentences_ascend_and_hold_every_visible_character(title: str, text: str) -> None:
    document = make_document(Article("a", text, title))
    position = 0
    for sentence in document.sentences:
        assert document.text[position : sentence.start].strip() == ""
        position = sentence.end
    assert document.text[position:].strip() == ""
    covered = {i for t in document.tokens for i in range(t.span.start, t.span.end)}
    assert all(document.text[i].isspace() or i in covered for i in range(len(document.text)))


@given(text=TEXT)
def test_the_segments_are_copies_of_the_article(text: str) -> None:
    document = make_document(Article("a", text))
    for segment in document.segments:
        assert segment.length > 0
        assert document.evidence(Span(segment.start, segment.start + segment.length)) is not None


def test_title_and_body_are_a_blank_line_apart() -> None:
    document = make_document(Article("a", "Isi berita.", "Judul"))
    assert document.text == "Judul\n\nIsi berita."
    assert [s.of(document.text) for s in document.sentences] == ["Judul", "Isi berita."]
    assert document.body == 7
    title = document.evidence(Span(0, 5))
    assert title is not None
    assert title.field == "title"
    assert document.evidence(Span(0, 10)) is None


def test_without_a_title_the_body_starts_at_once() -> None:
    document = make_document(Article("a", "Isi berita.", "  "))
    assert (document.text, document.body) == ("Isi berita.", 0)


@pytest.mark.parametrize(
    ("source", "normalised", "quote"),
    [
        ("Rutan\u00a0Banjarnegara", "Rutan Banjarnegara", "Rutan\u00a0Banjarnegara"),
        ("Banjar\u00adnegara", "Banjarnegara", "Banjar\u00adnegara"),
        ("Cafe\u0301", "Café", "Cafe\u0301"),
        ("*13 Akselerasi*", "13 Akselerasi", "13 Akselerasi"),
        ("Ma’ruf", "Ma'ruf", "Ma’ruf"),
        ("baris satu\r\nbaris dua", "baris satu\nbaris dua", "baris satu\r\nbaris dua"),
    ],
)
def test_normalisation_is_undone_in_the_evidence(source: str, normalised: str, quote: str) -> None:
    document = make_document(Article("a", source))
    assert document.text == normalised
    evidence = document.evidence(Span(0, len(normalised)))
    assert evidence is not None
    assert evidence.quote == quote
