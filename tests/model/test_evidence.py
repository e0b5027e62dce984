from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Evidence, Span

ARTICLE = Article("a", "Bluri Wijaksono 👋 hadir.", "Kunjungan Bluri")


@given(start=st.integers(0, 25), end=st.integers(0, 25))
def test_the_words_at_the_place_hold_and_no_others(start: int, end: int) -> None:
    span = Span(min(start, end), max(start, end))
    words = span.of(ARTICLE.text)
    assert Evidence("text", span, words).holds(ARTICLE) == bool(words)
    assert not Evidence("text", span, f"{words}x").holds(ARTICLE)


def test_offsets_count_code_points() -> None:
    assert Evidence("text", Span(18, 23), "hadir").holds(ARTICLE)


def test_the_title_is_a_field_of_its_own() -> None:
    assert Evidence("title", Span(10, 15), "Bluri").holds(ARTICLE)
    assert not Evidence("text", Span(10, 15), "Bluri").holds(ARTICLE)
