from __future__ import annotations

from collections.abc import Callable

from kg.extraction.mentions.recognise import recognise
from kg.extraction.mentions.words import Words
from kg.model import Mention
from kg.vocabulary import Vocabulary

WordReader = Callable[..., Words]


def _found(words_of: WordReader, vocabulary: Vocabulary, text: str) -> list[Mention]:
    return recognise(words_of(text).document, vocabulary)


def test_all_types_come_in_text_order_with_their_own_words(words_of: WordReader, vocabulary: Vocabulary) -> None:
    text = (
        "CALANG – Kalapas Calang Zxaman Qodir memimpin upacara peringatan HUT ke-80 RI di Kabupaten Aceh Jaya, "
        "Minggu (17/8/2025), mendukung program ketahanan pangan."
    )
    found = _found(words_of, vocabulary, text)
    assert {m.type for m in found} == {"Person", "Unit", "Post", "Event", "Program", "Place", "Date"}
    assert [m.span for m in found] == sorted(m.span for m in found)
    assert all(m.span.of(text) == m.text for m in found)


def test_a_minister_inside_a_programmes_name_is_no_mention(words_of: WordReader, vocabulary: Vocabulary) -> None:
    text = "Hal itu mendukung 13 Program Akselerasi Menteri Imigrasi dan Pemasyarakatan di lapas."
    assert {m.type for m in _found(words_of, vocabulary, text)} == {"Program"}


def test_but_he_is_where_his_name_follows(words_of: WordReader, vocabulary: Vocabulary) -> None:
    text = "Hal itu mendukung 13 Program Akselerasi Menteri Imigrasi dan Pemasyarakatan Agus Andrianto di lapas."
    types = [m.type for m in _found(words_of, vocabulary, text)]
    assert {"Person", "Unit", "Post"} <= set(types)


def test_a_place_inside_a_units_name_is_no_place(words_of: WordReader, vocabulary: Vocabulary) -> None:
    found = _found(words_of, vocabulary, "Petugas Rutan Banjarnegara bersiap di Purbalingga.")
    assert [m.name for m in found if m.type == "Place"] == ["Purbalingga"]
