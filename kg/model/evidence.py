"""Evidence: the words of an article that a statement rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model.span import Span

if TYPE_CHECKING:
    from kg.model.article import Article, Field


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A stretch of an article's title or text, with the exact words found there."""

    field: Field
    span: Span
    quote: str

    def holds(self, article: Article) -> bool:
        """Whether the article really has these words at this place."""
        return bool(self.quote) and self.span.of(article.field(self.field)) == self.quote
