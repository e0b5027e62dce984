from __future__ import annotations

import pytest

from kg.model import Article, Document, Segment, Span, Token

ARTICLE = Article("a", "Bluri hadir. Dodik juga.", "Rapat")
TEXT = "Rapat\n\nBluri hadir. Dodik juga."


@pytest.fixture
def document() -> Document:
    """Title and text joined: the text begins at character 7."""
    words = [(0, 5), (7, 12), (13, 18), (18, 19), (20, 25), (26, 30), (30, 31)]
    return Document(
        ARTICLE,
        TEXT,
        7,
        (Span(0, 5), Span(7, 19), Span(20, 31)),
        tuple(Token(TEXT[start:end], Span(start, end)) for start, end in words),
        (Segment(0, 5, "title", 0), Segment(7, 24, "text", 0)),
    )


@pytest.mark.parametrize(("position", "sentence"), [(0, 0), (6, 0), (7, 1), (18, 1), (19, 1), (20, 2), (30, 2)])
def test_a_position_is_in_the_sentence_that_began_last(document: Document, position: int, sentence: int) -> None:
    assert document.sentence_index(position) == sentence


def test_the_tokens_of_a_span_are_those_that_start_in_it(document: Document) -> None:
    assert [document.tokens[i].lower for i in document.token_range(Span(7, 19))] == ["bluri", "hadir", "."]
    assert [document.tokens[i].text for i in document.token_range(Span(8, 14))] == ["hadir"]
    assert not document.token_range(Span(5, 7))


def test_evidence_is_in_the_articles_own_field_and_characters(document: Document) -> None:
    found = [document.evidence(span) for span in (Span(0, 5), Span(20, 25))]
    assert [(e.field, e.span, e.quote) for e in found if e] == [
        ("title", Span(0, 5), "Rapat"),
        ("text", Span(13, 18), "Dodik"),
    ]


@pytest.mark.parametrize("span", [Span(0, 12), Span(8, 8), Span(5, 7), Span(30, 32)])
def test_what_is_no_stretch_of_one_field_is_no_evidence(document: Document, span: Span) -> None:
    assert document.evidence(span) is None
