"""A graph in which every second statement and quotation is unsure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.identity.canonical import canonical_iris, records
from kg.identity.tenures import observations, tenure_quads
from kg.model import Extraction
from kg.rdf.quads import article_quads
from kg.rdf.reference import authority
from kg.settings import Settings
from kg.store import EmbeddedStore
from kg.vocabulary import load_vocabulary
from tests.conftest import gold_extraction


@pytest.fixture(scope="session")
def halves() -> tuple[Extraction, Extraction]:
    """What one article says, statements and quotations with confidence 0.3 and 0.9 in turn; and the surer half."""
    _, extraction = gold_extraction("dev-01")
    mixed = replace(
        extraction,
        statements=tuple(replace(s, confidence=(0.3, 0.9)[n % 2]) for n, s in enumerate(extraction.statements)),
        quotations=tuple(replace(q, confidence=(0.3, 0.9)[n % 2]) for n, q in enumerate(extraction.quotations)),
    )
    return mixed, mixed.at_least(0.5)


def _store(extraction: Extraction, named: Extraction) -> EmbeddedStore:
    settings, vocabulary = Settings(), load_vocabulary()
    article, _ = gold_extraction("dev-01")
    names = canonical_iris(records(named), authority(vocabulary, settings), settings)
    tenures = tenure_quads(observations(article, extraction, names, vocabulary), settings)
    return EmbeddedStore.of([*article_quads(article, extraction, names, settings), *tenures], settings)


@pytest.fixture(scope="session")
def mixed_store(halves: tuple[Extraction, Extraction]) -> EmbeddedStore:
    """The graph of all that the article says."""
    return _store(halves[0], halves[0])


@pytest.fixture(scope="session")
def sure_store(halves: tuple[Extraction, Extraction]) -> EmbeddedStore:
    """The graph of its surer half alone, under the same names."""
    return _store(halves[1], halves[0])
