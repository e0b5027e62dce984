from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.mentions.events import EventMention, find_events
from kg.extraction.mentions.passage import Passage
from kg.extraction.text.document import make_document
from kg.model import Article
from kg.vocabulary import Vocabulary, load_vocabulary


def found(vocabulary: Vocabulary, text: str, title: str = "") -> list[EventMention]:
    mentions = find_events(Passage(make_document(Article("a", text, title=title))), vocabulary)
    return [m for m in mentions if isinstance(m, EventMention)]


@pytest.mark.parametrize(
    ("text", "kind", "phrase", "form"),
    [
        ("Bapas melakukan kunjungan kerja ke rutan.", "visit", "Kunjungan kerja", "noun"),
        (
            "Digelar penandatanganan perjanjian kerja sama di aula.",
            "signing",
            "Penandatanganan perjanjian kerja sama",
            "noun",
        ),
        ("Menteri meresmikan Lapas Baru di Ambon.", "ceremony", "Peresmian Lapas Baru", "verb"),
        ("Lapas dipantau.", "inspection", "Pemantauan", "verb"),
        (
            "Ada penyerahan Surat Keputusan (SK) Remisi Umum di lapas.",
            "release",
            "Penyerahan Surat Keputusan Remisi Umum",
            "noun",
        ),
        ("Upacara pembukaan rampung pukul sembilan.", "ceremony", "Upacara pembukaan", "noun"),
        ("Mereka memeriahkan HUT ke-80 RI.", "ceremony", "Peringatan HUT ke-80 RI", "day"),
    ],
)
def test_what_tells_of_an_event(vocabulary: Vocabulary, text: str, kind: str, phrase: str, form: str) -> None:
    mention = found(vocabulary, text)[0]
    assert (mention.kind, mention.phrase, mention.form) == (kind, phrase, form)


def test_short_forms_count_in_titles_alone(vocabulary: Vocabulary) -> None:
    title = found(vocabulary, "Isi berita.", title="Bapas Ambon Teken PKS Bersama Dinas")
    assert (title[0].kind, title[0].form) == ("signing", "headline")
    assert found(vocabulary, "Bapas Ambon teken naskah.") == []


def test_what_confirms_an_event_is_noted(vocabulary: Vocabulary) -> None:
    held, definite = found(vocabulary, "Lapas menggelar razia di blok. Lalu razia itu usai.")
    assert (held.held, held.definite) == (True, False)
    assert (definite.definite, definite.text) == (True, "razia itu")


def test_general_nouns_point_back(vocabulary: Vocabulary) -> None:
    texts = [m.text for m in found(vocabulary, "Kegiatan tersebut lancar. Acaranya sederhana.") if m.anaphoric]
    assert texts == ["Kegiatan tersebut", "Acaranya"]


@pytest.mark.parametrize(
    "text",
    [
        "Petugas penggeledahan bersiap.",  # says what kind of officers
        "Mereka bertemu di Ruang Rapat Utama.",  # part of a name
    ],
)
def test_a_word_inside_something_else_is_no_event(vocabulary: Vocabulary, text: str) -> None:
    assert [m for m in found(vocabulary, text) if m.form == "noun"] == []


def test_the_words_of_an_events_name_are_no_event_of_their_own(vocabulary: Vocabulary) -> None:
    first, *others = found(vocabulary, "Digelar rapat koordinasi pengawasan pemilih dan sosialisasi aturan.")
    assert first.phrase == "Rapat koordinasi pengawasan pemilih dan sosialisasi aturan"
    assert [m.phrase for m in others] == ["Sosialisasi aturan"]


_WORDS = [
    "razia",
    "itu",
    "menggelar",
    "HUT",
    "ke-80",
    "Hari",
    "(",
    ")",
    "di",
    "Teken",
    "dan",
    "menyerahkan",
    "remisi",
    ".",
]


@given(st.lists(st.sampled_from(_WORDS)), st.lists(st.sampled_from(_WORDS)))
def test_any_text_gives_mentions_with_their_own_words(title: list[str], body: list[str]) -> None:
    article = Article("a", " ".join(body), title=" ".join(title))
    document = make_document(article)
    mentions = find_events(Passage(document), load_vocabulary())
    assert all(m.span.of(document.text) == m.text for m in mentions)
    assert [m.span for m in mentions] == sorted(m.span for m in mentions)


def test_what_the_ending_points_back_with_is_not_part_of_the_name(vocabulary: Vocabulary) -> None:
    (launch,) = found(vocabulary, "Peluncurannya berlangsung meriah.")
    assert (launch.text, launch.phrase, launch.definite) == ("Peluncurannya", "Peluncuran", True)
    (flight,) = found(vocabulary, "Kaburnya tahanan itu diusut.")
    assert flight.phrase.startswith("Kaburnya")
