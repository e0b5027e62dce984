from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Quad

from kg.identity.canonical import canonical_iris, records
from kg.model import Article, Entity, Evidence, Extraction, Span, Statement
from kg.rdf.quads import article_quads
from kg.rdf.reference import authority
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.views import evidence as views
from kg.views.statements import article_statements
from kg.vocabulary import load_vocabulary

LONG = "kata " * 80


def graph(text: str, words: str, title: str = "") -> list[Quad]:
    """The graph of one article that makes one claim, in these words."""
    field, whole = ("title", title) if title else ("text", text)
    place = Evidence("title" if title else "text", Span(whole.index(words), whole.index(words) + len(words)), words)
    assert place.field == field
    people = tuple(Entity(f"p{n}", "Person", f"Orang {n}", (place,)) for n in (1, 2))
    extraction = Extraction("a", "rules/1", people, (Statement("p1", "succeeds", "p2", (place,), 0.9),))
    settings = Settings()
    names = canonical_iris(records(extraction), authority(load_vocabulary(), settings), settings)
    return list(article_quads(Article("a", text, title), extraction, names, settings))


@pytest.mark.parametrize(
    ("text", "words", "before", "after"),
    [
        ("Awal. Hari ini Budi menggantikan Ani di sana. Akhir.", "Budi menggantikan Ani", "Hari ini ", " di sana."),
        ("Awal. Budi menggantikan Ani. Akhir.", "Budi menggantikan Ani.", "", ""),
        ("Awal.\nBudi menggantikan Ani\nAkhir.", "Budi menggantikan Ani", "", ""),
        ("\U0001f600 Ia berkata “ya.” Budi menggantikan Ani", "Budi menggantikan Ani", "", ""),
        ("Apa? \U0001f600 Budi menggantikan Ani!", "Budi menggantikan Ani", "\U0001f600 ", "!"),
        (f"{LONG}Budi menggantikan Ani {LONG}", "Budi menggantikan Ani", "…" + "kata " * 47, " kata" * 47 + "…"),
    ],
)
def test_words_come_with_the_rest_of_their_sentence(text: str, words: str, before: str, after: str) -> None:
    store = EmbeddedStore.of(graph(text, words))
    found = article_statements(store, f"{Settings().base_iri}article/a")[0].evidence[0]
    assert (found.before, found.quote, found.after) == (before, words, after)


def test_words_of_a_title_come_with_the_title() -> None:
    store = EmbeddedStore.of(graph("Isi.", "Budi menggantikan Ani", "Kini Budi menggantikan Ani di sini"))
    found = article_statements(store, f"{Settings().base_iri}article/a")[0].evidence[0]
    assert (found.before, found.after, found.anchor) == ("Kini ", " di sini", "title-5-26")


@given(st.text("ab. \n”", max_size=30), st.text("ab. \n”", min_size=1, max_size=9), st.text("ab. \n”", max_size=30))
def test_context_is_part_of_the_text_and_of_one_line(before: str, words: str, after: str) -> None:
    row = {
        "claim": "urn:c", "article": "urn:a", "field": "text", "start": "0", "end": "1", "exact": words,
        "confidence": "0.9", "extractor": "rules/1", "before": before, "after": after,
    }  # fmt: skip
    found = views.evidence_of(row)
    assert before.endswith(found.before)
    assert after.startswith(found.after)
    assert "\n" not in found.before + found.after


def test_no_triple_that_must_be_there_stands_behind_an_optional_one() -> None:
    """There it would be a pattern by itself, and the words of all articles be read for each page."""
    for pattern in (views.EVIDENCE_PATTERN, views.WORDS_PATTERN):
        required, optional, _ = pattern.partition("OPTIONAL")
        assert optional
        assert "oa:exact ?exact" in required
