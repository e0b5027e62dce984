from __future__ import annotations

from dataclasses import replace

from kg.extraction.text.document import make_document
from kg.extraction.text.once import once_a_document
from kg.model import Article, Document


def test_a_document_is_looked_at_once_until_another_comes() -> None:
    seen: list[str] = []

    @once_a_document
    def words(document: Document) -> tuple[str, ...]:
        """The words."""
        seen.append(document.text)
        return tuple(token.text for token in document.tokens)

    article = Article("a", "Satu dua.", "", "", "", "", "")
    first, second = make_document(article), make_document(replace(article, text="Tiga."))
    assert words(first) is words(first)
    assert words(second) == ("Tiga", ".")
    assert words(first) == ("Satu", "dua", ".")
    assert seen == ["Satu dua.", "Tiga.", "Satu dua."]
    assert words.__doc__ == "The words."
