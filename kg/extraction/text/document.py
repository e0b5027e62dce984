"""An article made ready for reading."""

from __future__ import annotations

from kg.extraction.text.normalise import normalise
from kg.extraction.text.sentences import find_sentences
from kg.extraction.text.tokens import tokenise
from kg.model import Article, Document, Field, Segment, Span, Token

_BETWEEN = "\n\n"


def make_document(article: Article) -> Document:
    """The document of ``article``: its title, a blank line, its text (or the text alone), both normalised.

    The title is one sentence. Any Unicode text is taken; ``Document.evidence`` leads from every span back to the
    article's own characters.
    """
    parts: list[str] = []
    segments: list[Segment] = []
    length = 0

    def add(field: Field) -> None:
        nonlocal length
        for piece in normalise(article.field(field)):
            segments.append(Segment(length, len(piece.text), field, piece.origin))
            parts.append(piece.text)
            length += len(piece.text)

    sentences: list[Span] = []
    add("title")
    if "".join(parts).strip():
        title = "".join(parts)
        sentences.append(Span(len(title) - len(title.lstrip()), len(title.rstrip())))
        parts.append(_BETWEEN)
        length += len(_BETWEEN)
    else:
        parts, segments, length = [], [], 0
    body = length
    add("text")
    text = "".join(parts)
    sentences += find_sentences(text, body)
    return Document(article, text, body, tuple(sentences), tuple(_tokens(text, sentences)), tuple(segments))


def _tokens(text: str, sentences: list[Span]) -> list[Token]:
    return [token for sentence in sentences for token in tokenise(text, sentence.start, sentence.end)]
