from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from kg.model.statement import PREDICATES
from kg.views.evidence import Evidence, Source
from kg.views.language import LANGUAGES, Language
from kg.views.statements import Statement
from kg.views.things import Thing

VISIT = Thing("urn:e", "Kunjungan kerja", "Event")
UNIT = Thing("urn:u", "Rutan <b>", "Unit")
POST = Thing("urn:p", "Kepala Rutan", "Post", title="Kepala", unit=UNIT)
PERSON = Thing("urn:d", "Dodik {s} <o>", "Person")


def catalogue(code: str) -> dict[str, Any]:
    return tomllib.loads(files("kg.views").joinpath("languages", f"{code}.toml").read_text(encoding="utf-8"))


def keys(words: dict[str, Any], prefix: str = "") -> set[str]:
    found = set()
    for name, value in words.items():
        found |= keys(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name}
    return found


def test_both_catalogues_have_the_same_keys() -> None:
    """Only the nouns of kinds are each language's own: those whose label does not do in a sentence."""
    first, *others = (
        {key for key in keys(catalogue(code)) if not key.startswith("summary.kinds.")} for code in LANGUAGES
    )
    assert all(other == first for other in others)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_predicate_has_headings_and_a_sentence(code: str) -> None:
    language = Language.of(code)
    for predicate in (*PREDICATES, "takesUp", "leaves"):
        name = "holds" if predicate == "holdsPost" else predicate
        assert language.has(f"sentences.{name}")
        assert {language.heading(name, "out"), language.heading(name, "in")}.isdisjoint({name})


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("id", "Dodik {s} <o> menjabat Kepala di Rutan <b>."),
        ("en", "Dodik {s} <o> is Kepala at Rutan <b>."),
    ],
)
def test_a_post_held_in_words_names_stay_as_they_are(code: str, sentence: str) -> None:
    assert Language.of(code).sentence(claim(PERSON, "holds", POST)) == sentence


def test_a_claim_in_words_links_its_ends() -> None:
    parts = Language.of("id").parts(claim(VISIT, "receivedBy", PERSON))
    assert [part for part in parts if isinstance(part, Thing)] == [VISIT, PERSON]


@pytest.mark.parametrize(("code", "word"), [("id", "direncanakan"), ("en", "planned")])
def test_what_is_not_plainly_asserted_says_so(code: str, word: str) -> None:
    assert Language.of(code).sentence(claim(VISIT, "heldAt", UNIT, "planned")).endswith(f"({word})")


def test_an_unknown_predicate_is_named_as_it_is() -> None:
    assert Language.of("en").sentence(claim(VISIT, "audits", UNIT)) == "Kunjungan kerja audits Rutan <b>."
    assert Language.of("en").heading("audits", "in") == "audits of"


@pytest.mark.parametrize(
    ("code", "iso", "end", "written"),
    [
        ("id", "2025-10-29", "", "29 Oktober 2025"),
        ("en", "2025-10-29", "", "29 October 2025"),
        ("id", "2025-11", "", "November 2025"),
        ("id", "2025", "", "2025"),
        ("en", "2025-11-24", "2026-05-23", "24 November 2025 – 23 May 2026"),
        ("en", "2025-11-24", "2025-11-24", "24 November 2025"),
        ("id", "2026-02-01", "2026-02-13", "1–13 Februari 2026"),
        ("id", "2025-13-01", "", "2025-13-01"),
        ("id", "kemarin", "", "kemarin"),
    ],
)
def test_dates_as_they_are_written(code: str, iso: str, end: str, written: str) -> None:
    assert Language.of(code).date(iso, end) == written


def test_numbers_have_the_marks_of_the_language() -> None:
    assert [Language.of(code).number(1234567) for code in LANGUAGES] == ["1.234.567", "1,234,567"]
    assert [Language.of(code).decimal("0.9") for code in LANGUAGES] == ["0,90", "0.90"]


def test_one_and_many_differ_where_the_language_has_it() -> None:
    english = Language.of("en")
    assert english.counted("home.articles_count", 1) == "1 article"
    assert english.counted("home.articles_count", 1200) == "1,200 articles"


def test_an_unknown_language_is_indonesian() -> None:
    assert Language.of("xx").code == "id"


def claim(subject: Thing, predicate: str, other: Thing, certainty: str = "asserted") -> Statement:
    evidence = Evidence("urn:c", Source("urn:a", "Judul"), "text", 0, 4, "kata", "0.9", certainty, "rules/1")
    return Statement("urn:c", subject, predicate, other, (evidence,))
