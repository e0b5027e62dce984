"""Words: a document's tokens with what the name grammars ask of each of them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.mentions.gazetteer import fold
from kg.extraction.text.once import once_a_document
from kg.model import Document, Span, Token

_OPENING = frozenset('“"‘«(:—–-|•')


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel tuples over the tokens of ``document``.

    ``folded`` is the token as gazetteers see it, ``capital`` whether it begins with a capital letter, ``first`` whether
    it begins a sentence or what is said (where a capital means nothing), ``sentence`` the index of its sentence.
    ``headline`` is the number of tokens of the title, ``count`` of all (loops ask often).
    """

    document: Document
    tokens: tuple[Token, ...]
    folded: tuple[str, ...]
    capital: tuple[bool, ...]
    first: tuple[bool, ...]
    sentence: tuple[int, ...]
    headline: int
    count: int

    def __len__(self) -> int:
        return self.count

    def span(self, start: int, end: int) -> Span:
        """The characters of the tokens ``start`` up to but excluding ``end``."""
        return Span(self.tokens[start].span.start, self.tokens[end - 1].span.end)

    def text(self, start: int, end: int) -> str:
        """The document's own words from token ``start`` up to ``end``."""
        return self.span(start, end).of(self.document.text)

    def is_(self, index: int, *words: str) -> bool:
        """Whether the token at ``index`` exists and folds to one of ``words``."""
        return 0 <= index < self.count and self.folded[index] in words

    def same_sentence(self, first: int, second: int) -> bool:
        """Whether both tokens exist and lie in one sentence."""
        return 0 <= first < self.count > second >= 0 and self.sentence[first] == self.sentence[second]

    def closing(self, index: int, limit: int = 9) -> int:
        """The index of the bracket that closes the one at ``index``; -1 where it is none or none closes soon."""
        if not self.is_(index, "("):
            return -1
        for position in range(index + 1, min(index + limit, self.count)):
            if self.folded[position] == ")":
                return position
            if self.folded[position] == "(" or self.sentence[position] != self.sentence[index]:
                break
        return -1


@once_a_document
def read_words(document: Document) -> Words:
    """The words of a document, in one pass over its tokens."""
    tokens = document.tokens
    sentences: list[int] = []
    first: list[bool] = []
    index, ends = 0, [span.end for span in document.sentences]
    before = ""
    for token in tokens:
        new = not sentences
        while index + 1 < len(ends) and token.span.start >= ends[index]:
            index, new = index + 1, True
        sentences.append(index)
        first.append(new or before in _OPENING)
        before = token.text
    headline = sum(1 for token in tokens if token.span.start < document.body) if document.body else 0
    return Words(
        document,
        tokens,
        tuple([fold(token.text) for token in tokens]),
        tuple([token.text[0].isupper() for token in tokens]),
        tuple(first),
        tuple(sentences),
        headline,
        len(tokens),
    )
