from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.mentions.words import Words, read_words
from kg.extraction.text.document import make_document
from kg.model import Article

WordReader = Callable[..., Words]


def test_each_token_knows_its_capital_its_sentence_and_whether_it_opens_one(words_of: WordReader) -> None:
    words = words_of("Bluri hadir. “Kami senang,” ujar Bluri.", title="Kunjungan Bapas")
    assert words.headline == 2
    assert [words.tokens[i].text for i in range(words.count) if words.first[i]] == ["Kunjungan", "Bluri", "“", "Kami"]
    assert words.same_sentence(2, 3)
    assert not words.same_sentence(1, 2)
    assert not words.same_sentence(0, 99)
    assert not words.same_sentence(-1, 0)


def test_text_and_span_are_the_documents_own(words_of: WordReader) -> None:
    words = words_of("Kepala Lapas Calang, Suparman, hadir.")
    assert words.text(0, 3) == "Kepala Lapas Calang"
    assert words.span(4, 5).of(words.document.text) == "Suparman"
    assert words.is_(0, "kepala", "ketua")
    assert not words.is_(99, "kepala")


def test_a_bracket_closes_only_nearby_and_in_its_sentence(words_of: WordReader) -> None:
    words = words_of("Lembaga Pemasyarakatan (Lapas) Calang (tanpa akhir hadir. Lalu) pulang")
    assert words.closing(2) == 4
    assert words.closing(0) == -1
    assert words.closing(words.folded.index("(", 3)) == -1


@given(st.text(alphabet="Aab .(,)“”\n", max_size=60), st.text(alphabet="Ab .", max_size=12))
def test_sentences_agree_with_the_document(text: str, title: str) -> None:
    document = make_document(Article("x", text, title=title))
    words = read_words(document)
    assert list(words.sentence) == [document.sentence_index(token.span.start) for token in document.tokens]
    assert words.count == len(words) == len(document.tokens)
