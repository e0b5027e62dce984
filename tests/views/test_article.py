from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from kg.errors import NotFoundError
from kg.rdf.terms import TYPE, ontology
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views.article import Mention, Segment, article_page, cut, cut_paragraphs
from kg.views.evidence import Evidence, Source
from kg.views.things import Thing

BASE = Settings().base_iri
DEV_01 = f"{BASE}article/dev-01"
GOLD = Path(__file__).parents[2] / "data" / "gold" / "dev" / "dev-01.json"


def test_segments_give_the_whole_text_back(demo_store: EmbeddedStore) -> None:
    article = json.loads(GOLD.read_text(encoding="utf-8"))["article"]
    page = article_page(demo_store, DEV_01)
    assert "".join(s.text for s in page.title) == article["title"]
    paragraphs = ["".join(s.text for s in paragraph) for paragraph in page.paragraphs]
    assert paragraphs == [line for line in article["text"].split("\n") if line.strip()]


def test_head_of_the_article(demo_store: EmbeddedStore) -> None:
    page = article_page(demo_store, DEV_01)
    assert (page.source.publisher, page.source.published) == ("Satria Warta", "2025-10-30")
    assert page.url.startswith("https://satriawarta.example/")
    assert page.author == "Humas Bapas Purwokerto"


def test_mentions_are_where_the_article_names_a_thing(demo_store: EmbeddedStore) -> None:
    page = article_page(demo_store, DEV_01)
    named = {(s.text, s.mention.type) for p in page.paragraphs for s in p if s.mention}
    assert {("Bluri", "Person"), ("Rutan Kelas IIB Banjarnegara", "Unit"), ("BANJARNEGARA", "Place")} <= named


def test_every_statement_is_noted_where_its_words_end(demo_store: EmbeddedStore) -> None:
    page = article_page(demo_store, DEV_01)
    noted = {number for p in (*page.paragraphs, page.title) for s in p for number in s.closes}
    assert noted == set(range(1, len(page.statements) + 1))
    opened = {anchor for p in (*page.paragraphs, page.title) for s in p for anchor in s.opens}
    assert {e.anchor for s in page.statements for e in s.evidence} <= opened


def test_the_words_asked_for_are_shown_and_no_others(demo_store: EmbeddedStore) -> None:
    evidence = article_page(demo_store, DEV_01).statements[3].evidence[0]
    page = article_page(demo_store, DEV_01, evidence.anchor)
    assert "".join(s.text for p in page.paragraphs for s in p if s.shown) == evidence.quote


@pytest.mark.parametrize("shown", ["", "char-1", "char-5-2", "char-9999-99999", "title-0-x", "char-٣-٩", "<script>"])
def test_a_strange_anchor_changes_no_word(demo_store: EmbeddedStore, shown: str) -> None:
    plain, asked = article_page(demo_store, DEV_01), article_page(demo_store, DEV_01, shown)
    assert [_text(p) for p in asked.paragraphs] == [_text(p) for p in plain.paragraphs]
    assert not any(segment.shown for p in asked.paragraphs for segment in p)


def test_quotes_have_their_speaker(demo_store: EmbeddedStore) -> None:
    page = article_page(demo_store, DEV_01)
    assert [quote.speaker.label for quote in page.quotes] == ["Bluri Wijaksono"]


@pytest.mark.parametrize("name", ["article/none", "person/bluri-wijaksono"])
def test_what_is_no_article_is_not_found(demo_store: EmbeddedStore, name: str) -> None:
    with pytest.raises(NotFoundError):
        article_page(demo_store, BASE + name)


@given(st.text("ab \U0001f600é", max_size=40), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50))))
def test_any_mentions_leave_the_text_whole(text: str, spans: list[tuple[int, int]]) -> None:
    mentions = [Mention("text", min(span), max(span), Thing(str(n), str(n))) for n, span in enumerate(spans)]
    pieces = cut("text", text, 0, mentions, [], "")
    assert _text(pieces) == text
    assert all(piece.text for piece in pieces)


TEXT = "a bc\nd\n\n  \nef gh\ni"
SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6)


@given(SPANS, SPANS)
def test_a_text_is_cut_as_its_lines_are(spans: list[tuple[int, int]], proofs: list[tuple[int, int]]) -> None:
    mentions = [Mention("text", min(span), max(span), Thing(str(n), str(n))) for n, span in enumerate(spans)]
    source = Source("urn:a", "A")
    numbered = [
        (n, Evidence("urn:c", source, "text", min(span), max(span), "x", "1", "asserted", "rules/1"))
        for n, span in enumerate(proofs, 1)
    ]
    lines = [(0, "a bc"), (5, "d"), (11, "ef gh"), (17, "i")]
    expected = [cut("text", line, start, mentions, numbered) for start, line in lines]
    assert list(cut_paragraphs(TEXT, mentions, numbered, "")) == expected


@pytest.mark.parametrize("filling", [" ", "\n", "\n ", "\t\n", "x\n"])
def test_any_text_is_cut_in_a_moment(filling: str) -> None:
    """Not in the square of its length: that would be hours here."""
    paragraphs = list(cut_paragraphs(f"first\n{filling * 150_000}\nlast", [], [], ""))
    assert [_text(paragraphs[0]), _text(paragraphs[-1])] == ["first", "last"]


def _text(pieces: tuple[Segment, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def test_segments_know_where_they_begin(demo_store: EmbeddedStore) -> None:
    article = json.loads(GOLD.read_text(encoding="utf-8"))["article"]
    page = article_page(demo_store, DEV_01)
    for name, line in [("title", page.title), *(("text", paragraph) for paragraph in page.paragraphs)]:
        assert all(article[name].startswith(segment.text, segment.start) for segment in line)


def test_copies_of_one_text_name_each_other() -> None:
    settings = Settings()
    articles = [NamedNode(f"{BASE}article/{name}") for name in ("a", "b", "c", "other")]
    terms, graph = ontology(settings.ontology_iri), NamedNode("urn:identity")
    quads = [Quad(article, TYPE, terms["Article"], article) for article in articles]
    quads += [Quad(article, terms["nearCopyOf"], articles[0], graph) for article in articles[1:3]]
    store = EmbeddedStore.of(quads, settings)
    named = [[source.headline for source in article_page(store, article.value).copies] for article in articles]
    assert named == [["b", "c"], ["a", "c"], ["a", "b"], []]
