from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span

SPANS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda ends: Span(min(ends), max(ends)))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_what_is_no_stretch_of_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@given(text=st.text(max_size=20), span=SPANS)
def test_a_span_names_the_characters_between_its_ends(text: str, span: Span) -> None:
    assert span.of(text) == "".join(char for i, char in enumerate(text) if span.start <= i < span.end)


@given(SPANS, SPANS)
def test_covering_and_overlapping_are_those_of_the_characters(a: Span, b: Span) -> None:
    ours, theirs = set(range(a.start, a.end)), set(range(b.start, b.end))
    assert (a.overlaps(b) and len(a) > 0 and len(b) > 0) == bool(ours & theirs)
    if theirs:
        assert a.covers(b) == (theirs <= ours)


@given(SPANS, SPANS)
def test_spans_come_in_the_order_of_the_text(a: Span, b: Span) -> None:
    assert (a < b) == ((a.start, a.end) < (b.start, b.end))
