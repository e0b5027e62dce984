"""Passage: the tokens of a document with what a pattern wants to know about the words around a position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from kg.extraction.mentions.gazetteer import fold
from kg.extraction.text.once import once_a_document
from kg.model import Document, Mention, Span, Token

WEEKDAYS = frozenset(["senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu"])
MONTHS = frozenset(
    [
        *["januari", "februari", "maret", "april", "mei", "juni"],
        *["juli", "agustus", "september", "oktober", "november", "desember"],
    ]
)
DATE_WORDS = WEEKDAYS | MONTHS | {"wib", "wita", "wit"}


@once_a_document
def passage_of(document: Document) -> Passage:
    """The passage of a document."""
    return Passage(document)


class Passage:
    """The tokens of one document; a position is the index of a token."""

    def __init__(self, document: Document) -> None:
        self.document = document
        # "se-Jawa Timur": the name is what follows the prefix.
        self.tokens: Sequence[Token] = [_without_prefix(t) if t.text.startswith("se-") else t for t in document.tokens]

    @cached_property
    def words(self) -> list[str]:
        """The tokens as gazetteers compare them."""
        return [fold(token.text) for token in self.tokens]

    @cached_property
    def body(self) -> int:
        """The position where the article's own text begins."""
        return self.document.token_range(Span(self.document.body, len(self.document.text))).start

    def capital(self, position: int) -> bool:
        """Whether the word at ``position`` begins with a capital."""
        return 0 <= position < len(self.tokens) and self.tokens[position].text[0].isupper()

    def before(self, position: int) -> str:
        """The word before ``position``, folded; empty at the beginning."""
        return self.words[position - 1] if position > 0 else ""

    def gap(self, position: int) -> str:
        """The characters between the token before ``position`` and the one at it."""
        if not 0 < position < len(self.tokens):
            return ""
        return self.document.text[self.tokens[position - 1].span.end : self.tokens[position].span.start]

    def opens_sentence(self, position: int) -> bool:
        """Whether the token at ``position`` is the first of its sentence."""
        start = self.tokens[position].span.start
        return self.document.sentences[self.document.sentence_index(start)].start == start

    def span(self, start: int, end: int) -> Span:
        """The characters from the token at ``start`` up to the one before ``end``."""
        return Span(self.tokens[start].span.start, self.tokens[end - 1].span.end)

    def text(self, start: int, end: int) -> str:
        """The text of ``span(start, end)``."""
        return self.span(start, end).of(self.document.text)

    def by_token(self, mentions: Iterable[Mention]) -> dict[int, Mention]:
        """The mention that each position lies in; the longest one where they nest."""
        found: dict[int, Mention] = {}
        for mention in sorted(mentions, key=lambda m: len(m.span)):
            found.update(dict.fromkeys(self.document.token_range(mention.span), mention))
        return found


def title_case(text: str) -> str:
    """All capitals as a name is written: "TAPANULI UTARA" as "Tapanuli Utara"; a short form of three letters stays."""
    if not text.isupper():
        return text
    return " ".join(word.capitalize() if len(word) > 3 else word for word in text.split())


def _without_prefix(token: Token) -> Token:
    if token.text[3:4].isupper():
        return Token(token.text[3:], Span(token.span.start + 3, token.span.end))
    return token
