"""Fixtures of the training tests: one short article with its annotation, and what makes an example of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.evaluation.annotation import AnnotatedEntity, Annotation, Fact
from kg.extraction.learned.model import model_folder
from kg.extraction.learned.pieces import PieceTokenizer
from kg.extraction.rules import RulesExtractor
from kg.model import Article
from kg.training.examples import Example, make_example
from kg.vocabulary import Vocabulary, load_vocabulary

ExampleMaker = Callable[..., Example]

TEXT = (
    "BANJARNEGARA – Balai Pemasyarakatan (Bapas) Kelas II Purwokerto mengunjungi Rutan Kelas IIB Banjarnegara, Rabu "
    "(29/10/2025). Kunjungan kerja tersebut dipimpin Kepala Bapas Purwokerto, Bluri Wijaksono.\n\nRombongan diterima "
    "Kepala Rutan Banjarnegara, Dodik Harmono. Acara juga dihadiri Mbah Jenggot Putih bersama warga Banjarnegara."
)
ARTICLE = Article(
    "small", TEXT, title="Bapas Purwokerto Kunjungi Rutan Banjarnegara", published="2025-10-30"
)  # fmt: skip
BAPAS = ("Balai Pemasyarakatan (Bapas) Kelas II Purwokerto", "Bapas Purwokerto")
RUTAN = ("Rutan Kelas IIB Banjarnegara", "Rutan Banjarnegara")
VISIT = ("Kunjungi", "mengunjungi", "Kunjungan kerja tersebut")
# Rules see all of these but the last, a name that no rule takes for one.
ENTITIES = (
    AnnotatedEntity("bluri", "Person", "Bluri Wijaksono", ("Bluri Wijaksono",)),
    AnnotatedEntity("dodik", "Person", "Dodik Harmono", ("Dodik Harmono",)),
    AnnotatedEntity("bapas", "Unit", "Bapas Kelas II Purwokerto", BAPAS, "Bapas"),
    AnnotatedEntity("rutan", "Unit", "Rutan Kelas IIB Banjarnegara", RUTAN, "Rutan"),
    AnnotatedEntity("place", "Place", "Banjarnegara", ("BANJARNEGARA", "Banjarnegara"), "regency"),
    AnnotatedEntity("visit", "Event", "Kunjungan kerja Bapas Purwokerto", VISIT, "visit", "2025-10-29"),
    AnnotatedEntity("mbah", "Person", "Mbah Jenggot Putih", ("Mbah Jenggot Putih",)),
)
FACTS = (
    Fact("bluri", "holdsPost", "bapas", "Kepala"),
    Fact("dodik", "holdsPost", "rutan", "Kepala"),
    Fact("visit", "performedBy", "bapas"),
    Fact("visit", "ledBy", "bluri"),
    Fact("visit", "receivedBy", "dodik"),
    Fact("visit", "attendedBy", "mbah"),
    Fact("visit", "heldAt", "rutan"),
    Fact("bapas", "cooperatesWith", "rutan"),
    Fact("rutan", "locatedIn", "place"),
)
GOLD = Annotation("small", ENTITIES, FACTS)


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with Simpul."""
    return load_vocabulary()


@pytest.fixture(scope="session")
def rules(vocabulary: Vocabulary) -> RulesExtractor:
    """What reads the articles."""
    return RulesExtractor(vocabulary)


@pytest.fixture(scope="session")
def tokenizer() -> PieceTokenizer:
    """The pieces of the shipped model."""
    return PieceTokenizer(model_folder() / "pieces.json")


@pytest.fixture(scope="session")
def example_of(rules: RulesExtractor, tokenizer: PieceTokenizer) -> ExampleMaker:
    """``example_of(article, gold, complete=True)``: the example, of the part ``more``."""

    def make(article: Article = ARTICLE, gold: Annotation = GOLD, *, complete: bool = True) -> Example:
        return make_example(article, gold, "more", rules, tokenizer, {"dipimpin": 0, "di": 1}, complete)

    return make


@pytest.fixture(scope="session")
def example(example_of: ExampleMaker) -> Example:
    """The example of the short article."""
    return example_of()
