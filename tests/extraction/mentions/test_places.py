from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.mentions.passage import Passage
from kg.extraction.mentions.places import find_places
from kg.extraction.text.document import make_document
from kg.model import Article, Mention, Span
from kg.vocabulary import Vocabulary, load_vocabulary


def found(vocabulary: Vocabulary, text: str, title: str = "", units: tuple[str, ...] = ()) -> list[Mention]:
    passage = Passage(make_document(Article("a", text, title=title)))
    whole = passage.document.text
    spans = [Span(whole.index(unit), whole.index(unit) + len(unit)) for unit in units]
    mentions = [Mention("Unit", span, span.of(whole), span.of(whole)) for span in spans]
    return find_places(passage, vocabulary, mentions)


def names(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(m.name, m.kind) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Petugas tiba di Kabupaten Banjarnegara.", [("Kabupaten Banjarnegara", "regency")]),
        ("Warga Kab. Banjarnegara hadir.", [("Kabupaten Banjarnegara", "regency")]),
        (
            "Lahan di Desa Duren, Kecamatan Bejen, Kabupaten Temanggung ditanami.",
            [("Desa Duren", "village"), ("Kecamatan Bejen", "district"), ("Kabupaten Temanggung", "regency")],
        ),
        ("Acara digelar di Aula Ratna Sari.", [("Aula Ratna Sari", "site")]),
        ("Acara digelar di Masjid Jami' Al Makmur, Jumat.", [("Masjid Jami' Al Makmur", "site")]),
        ("Mereka ke Tempat Pemakaman Umum (TPU) Kawi-kawi.", [("Tempat Pemakaman Umum Kawi-kawi", "site")]),
        ("Acara digelar di Taman Wilhelmina Kota Ambon.", [("Taman Wilhelmina", "site"), ("Kota Ambon", "city")]),
        ("Acara digelar di aula setempat.", []),
        ("Bupati Kapuas memimpin apel.", [("Kapuas", "regency")]),
        ("Wali Kota Ambon memimpin apel.", [("Ambon", "city")]),
        ("Mereka tiba di Ngajum, Kabupaten Malang.", [("Ngajum", "district"), ("Kabupaten Malang", "regency")]),
        ("Mereka tiba di Antahan, Kabupaten Malang.", [("Antahan", "other"), ("Kabupaten Malang", "regency")]),
        ("Bantuan dari Ambon, Ternate, dan Sorong tiba.", [("Ambon", "city"), ("Ternate", "city"), ("Sorong", "city")]),
        ("Lapas se-Jawa Timur bersiap.", [("Jawa Timur", "province")]),
        ("Lapas se-Indonesia bersiap.", []),
        ("Penghargaan Suara Ambon Bersinar diraih.", []),
    ],
)
def test_what_is_a_place(vocabulary: Vocabulary, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(found(vocabulary, text)) == expected


def test_a_short_form_in_parentheses_is_known_from_then_on(vocabulary: Vocabulary) -> None:
    text = "Dinas di Kabupaten Seram Bagian Barat (SBB) hadir. Kepala SBB menyambut."
    assert [m.text for m in found(vocabulary, text)] == ["Kabupaten Seram Bagian Barat (SBB)", "SBB"]


def test_a_name_inside_a_units_name_is_no_place(vocabulary: Vocabulary) -> None:
    assert found(vocabulary, "Petugas Rutan Banjarnegara bersiap.", units=("Rutan Banjarnegara",)) == []


def test_a_site_is_named_after_the_unit_behind_it(vocabulary: Vocabulary) -> None:
    text = "Acara digelar di Aula Lapas Ambon."
    assert names(found(vocabulary, text, units=("Lapas Ambon",))) == [("Aula Lapas Ambon", "site")]


def test_a_doubtful_name_counts_once_the_text_knows_it(vocabulary: Vocabulary) -> None:
    alone = "Batu menjadi tujuan."
    assert found(vocabulary, alone) == []
    assert names(found(vocabulary, alone + " Mereka tiba di Batu."))[0] == ("Batu", "city")


def test_a_title_repeats_what_the_body_names(vocabulary: Vocabulary) -> None:
    both = found(vocabulary, "AMBON – Acara digelar di Aula Ratna.", title="Meriah, Aula Ratna Penuh di Ambon")
    assert [m.text for m in both] == ["Aula Ratna", "Ambon", "AMBON", "Aula Ratna"]


def test_a_title_knows_a_place_behind_a_preposition(vocabulary: Vocabulary) -> None:
    assert [m.text for m in found(vocabulary, "Mereka tiba.", title="Napi Dikirim ke Nusakambangan")] == [
        "Nusakambangan"
    ]


@given(
    st.lists(st.sampled_from(["di", "Ambon", "Kota", "Desa", ",", "(SBB)", "Aula", "SAE", "–", "Lapas", "17", "\n\n"]))
)
def test_any_text_gives_mentions_with_their_own_words(words: list[str]) -> None:
    text = " ".join(words)
    for mention in found(load_vocabulary(), text):
        assert mention.span.of(make_document(Article("a", text)).text) == mention.text
