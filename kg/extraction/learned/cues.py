"""Cues: the words of a document that tell roles, by the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.mentions.passage import passage_of
from kg.extraction.statements.scenes import find_cues
from kg.model import Document, Span
from kg.vocabulary import Vocabulary

CUES = (
    *("performedBy", "hostedBy", "ledBy", "receivedBy", "attendedBy"),
    *("partner", "ally", "implements", "supports", "speaks"),
)


@dataclass(frozen=True, slots=True)
class CueMention:
    """Words that tell a role: their characters and tokens, the sentence, and the roles (of ``CUES``)."""

    span: Span
    tokens: range
    sentence: int
    roles: frozenset[str]


def cue_mentions(document: Document, vocabulary: Vocabulary) -> list[CueMention]:
    """The role cues of a document, in text order."""
    passage = passage_of(document)
    found = []
    for index, sentence in enumerate(document.sentences):
        for cue in find_cues(passage, document.token_range(sentence), vocabulary):
            span = Span(document.tokens[cue.start].span.start, document.tokens[cue.end - 1].span.end)
            roles = frozenset(role.role for role in cue.roles)
            found.append(CueMention(span, range(cue.start, cue.end), index, roles))
    return found
