"""Fixtures of the statement tests: what the rules claim of a short article, in names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.entities.reading import Reading
from kg.extraction.statements.draft import Draft
from kg.extraction.statements.events import event_statements
from kg.vocabulary import Vocabulary

Claims = set[tuple[str, str, str]]
ClaimReader = Callable[..., Claims]


@pytest.fixture(scope="session")
def claims_of(reading_of: Callable[..., Reading], vocabulary: Vocabulary) -> ClaimReader:
    """``claims_of(text, title="")``: kind of the event (or name of a unit), predicate, name of the other."""

    def claims(text: str, title: str = "") -> Claims:
        reading = reading_of(text, title)
        return named(reading, event_statements(reading, vocabulary))

    return claims


def named(reading: Reading, drafts: list[Draft]) -> Claims:
    names = {c.id: c.kind if c.type == "Event" else c.name for c in reading.clusters}
    return {(names[d.subject], d.predicate, names[d.object]) for d in drafts}
