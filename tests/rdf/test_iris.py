from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.model import Evidence, Span
from kg.rdf.iris import article_iri, claim_iri, kind_iri, quotation_iri, settle, slug, target_iri, tenure_iri
from kg.settings import Settings

SETTINGS = Settings()
SEGMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ANY_TEXT = st.text(st.characters(), max_size=300) | st.sampled_from(
    [
        "",
        " ",
        "../../etc/passwd",
        "<script>",
        'a"b',
        "سجن",
        "a\u202eb",
        "\ud800",
        "%2F",
        "é" * 200,
        "-",
        "\0",
        "a" * 500,
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bluri Wijaksono", "bluri-wijaksono"),
        ("Ma’ruf Amin, S.H.", "maruf-amin-s-h"),
        ("Kodim 0715/Kendal", "kodim-0715-kendal"),
        ("José Ñandú", "jose-nandu"),
    ],
)
def test_a_slug_is_what_a_reader_expects(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(ANY_TEXT)
def test_a_slug_is_a_valid_short_segment_of_an_iri(text: str) -> None:
    assert SEGMENT.fullmatch(slug(text))
    assert len(slug(text)) <= 120
    assert slug(text) == slug(slug(text))


def test_long_texts_that_differ_at_their_end_have_different_slugs() -> None:
    assert slug("x" * 300 + "a") != slug("x" * 300 + "b")


def test_texts_without_latin_letters_have_slugs_of_their_own() -> None:
    assert slug("سجن") != slug("监狱")


@given(st.lists(ANY_TEXT, unique=True, max_size=8))
def test_different_articles_never_share_an_iri(ids: list[str]) -> None:
    made = [article_iri(id_, SETTINGS) for id_ in ids]
    assert len(set(made)) == len(ids)
    assert all(NamedNode(iri).value.startswith(f"{SETTINGS.base_iri}article/") for iri in made)


def test_an_id_that_looks_like_the_iri_of_another_article_does_not_take_it() -> None:
    taken = article_iri("A b", SETTINGS).rpartition("/")[2]
    assert article_iri(taken, SETTINGS) != article_iri("A b", SETTINGS)


def test_a_plain_article_id_is_kept_as_it_is() -> None:
    assert article_iri("000_f0adebbcd35a1af9", SETTINGS) == "https://w3id.org/simpul/id/article/000_f0adebbcd35a1af9"


def test_evidence_has_an_iri_that_says_where_it_stands() -> None:
    assert (
        target_iri("https://a.example/x", Evidence("text", Span(120, 180), "…")) == "https://a.example/x#char=120,180"
    )
    assert target_iri("https://a.example/x", Evidence("title", Span(0, 20), "…")) == "https://a.example/x#title=0,20"


def test_claims_quotations_and_tenures_have_iris_of_their_own() -> None:
    assert claim_iri("0f", SETTINGS).endswith("/id/claim/0f")
    assert quotation_iri("0f", SETTINGS).endswith("/id/quotation/0f")
    base = SETTINGS.base_iri
    assert tenure_iri(f"{base}person/a", f"{base}post/kepala-b", SETTINGS) == f"{base}tenure/a/kepala-b"


@given(ANY_TEXT)
def test_every_kind_has_a_valid_iri(kind: str) -> None:
    assert NamedNode(kind_iri("unit", kind, SETTINGS)).value.startswith("https://w3id.org/simpul/id/kind/unit/")


def test_a_kind_of_two_words_has_a_hyphen() -> None:
    assert kind_iri("unit", "Kantor Imigrasi", SETTINGS).endswith("/kind/unit/Kantor-Imigrasi")


def test_both_sides_of_a_clash_climb() -> None:
    ladders = {"a": ["bogor", "kota-bogor"], "b": ["bogor", "kabupaten-bogor"], "c": ["depok"]}
    assert settle(ladders) == {"a": "kota-bogor", "b": "kabupaten-bogor", "c": "depok"}


def test_a_reserved_slug_is_not_given() -> None:
    assert settle({"a": ["bogor", "bogor-desa"]}, {"bogor"}) == {"a": "bogor-desa"}


@given(
    st.dictionaries(st.integers(), st.lists(st.sampled_from("abc"), min_size=1, max_size=3), max_size=12),
    st.sets(st.sampled_from("abc")),
)
def test_settled_slugs_are_unique_whatever_the_order(ladders: dict[int, list[str]], taken: set[str]) -> None:
    settled = settle(ladders, taken)
    assert len(set(settled.values())) == len(ladders)
    assert not taken & set(settled.values())
    assert settle(dict(reversed(ladders.items())), taken) == settled
