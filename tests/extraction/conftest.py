"""Fixtures of the extraction tests: short articles read as far as a test needs them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.entities.reading import Reading
from kg.extraction.entities.resolve import resolve
from kg.extraction.mentions.lexicon import Lexicon, lexicon
from kg.extraction.mentions.recognise import recognise
from kg.extraction.mentions.words import Words, read_words
from kg.extraction.text.document import make_document
from kg.model import Article, Document
from kg.vocabulary import Vocabulary, load_vocabulary

WordReader = Callable[..., Words]
ReadingMaker = Callable[..., Reading]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with Simpul."""
    return load_vocabulary()


@pytest.fixture(scope="session")
def terms(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of that vocabulary."""
    return lexicon(vocabulary)


@pytest.fixture(scope="session")
def words_of() -> WordReader:
    """``words_of(text, title="")``: the words of an article."""
    return lambda text, title="", published="2025-10-31": read_words(_document(text, title, published))


@pytest.fixture(scope="session")
def reading_of(vocabulary: Vocabulary) -> ReadingMaker:
    """``reading_of(text, title="")``: the mentions of an article, gathered into clusters."""

    def read(text: str, title: str = "", published: str = "2025-10-31") -> Reading:
        document = _document(text, title, published)
        return resolve(document, recognise(document, vocabulary), vocabulary)

    return read


def _document(text: str, title: str, published: str) -> Document:
    return make_document(Article("test", text, title=title, published=published))
