"""Explain: everything that is said about a thing, one line a place in an article."""

from __future__ import annotations

from dataclasses import dataclass

from kg.settings import Settings
from kg.store import Store
from kg.views.evidence import Evidence
from kg.views.language import Language
from kg.views.search import resolve
from kg.views.statements import statements_about


@dataclass(frozen=True, slots=True)
class Line:
    """One claim in words, and one place in an article that supports it."""

    sentence: str
    evidence: Evidence


def explain(
    store: Store,
    text: str,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    language: str = "id",
    min_confidence: float = 0.0,
) -> tuple[Line, ...]:
    """All claims about the thing of that IRI or name, newest article first; raises ``NotFoundError`` as ``resolve``.

    Claims that are less sure than ``min_confidence`` are left out.
    """
    words = Language.of(language)
    return tuple(
        Line(words.sentence(statement), evidence)
        for statement in statements_about(store, resolve(store, text, settings))
        if statement.confidence >= min_confidence
        for evidence in statement.evidence
    )
