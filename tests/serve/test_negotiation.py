from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.negotiation import names_html, preferred, preferred_language

OFFERS = ("text/turtle", "application/ld+json", "text/html")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", "text/html"),
        (BROWSER, "text/html"),
        ("application/ld+json, text/turtle;q=0.9", "application/ld+json"),
        ("application/ld+json;q=0.5, text/turtle;q=0.6", "text/turtle"),
        ("text/*;q=0.3, text/html;q=0.7, application/ld+json;q=0.5", "text/html"),
        ("*/*;q=0.1, text/turtle;q=0", "application/ld+json"),
        ("TEXT/HTML ; Q=1.0", "text/html"),
        ("image/png", None),
        ("text/turtle;q=0", None),
        ("*/*;q=bad", "text/turtle"),
        (",;,=;;", None),
    ],
)
def test_the_best_liked_offer_is_chosen(accept: str, chosen: str | None) -> None:
    assert preferred(accept, OFFERS) == chosen


@pytest.mark.parametrize(("accept", "html"), [(BROWSER, True), ("*/*", False), ("", False), ("text/html;q=0", False)])
def test_html_must_be_asked_for_by_name(accept: str, html: bool) -> None:
    assert names_html(accept) is html


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "id"),
        ("en-US,en;q=0.9,id;q=0.8", "en"),
        ("id-ID", "id"),
        ("in", "id"),
        ("fr, en;q=0.4", "en"),
        ("fr", "id"),
        ("en;q=0.2, id;q=0.3", "id"),
    ],
)
def test_the_best_liked_language_is_chosen(header: str, language: str) -> None:
    assert preferred_language(header, ("id", "en")) == language


@given(st.text(max_size=60))
def test_any_header_is_answered(header: str) -> None:
    assert preferred(header, OFFERS) in (*OFFERS, None)
