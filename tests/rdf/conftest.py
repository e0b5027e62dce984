"""One small article with every kind of entity and statement, and the names that identity gives it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Quad

from kg.identity.canonical import canonical_iris, records
from kg.identity.tenures import observations, tenure_quads
from kg.model import Article, Boundary, Entity, Evidence, Extraction, Field, Quotation, Span, Statement
from kg.rdf.quads import article_quads
from kg.rdf.reference import authority
from kg.settings import Settings
from kg.vocabulary import load_vocabulary

TEXT = (
    "Banjarnegara - Kepala Bapas Purwokerto, Bluri Wijaksono, berkunjung ke Rutan Banjarnegara, Rabu (29/10). "
    "Kunjungan yang mendukung Lapas Bersih Karya itu tidak dihadiri Plt. Bupati Amalia. "
    "“Kami bersinergi,” ujar Bluri."
)
ARTICLE = Article(
    "kunjungan-01",
    TEXT,
    "Bapas Purwokerto Kunjungi Rutan Banjarnegara",
    "Humas",
    "Simpul Pos",
    "2025-10-31",
    "https://contoh.example/kunjungan?a=1&b=<2>",
)


def words(quote: str, field: Field = "text") -> Evidence:
    start = ARTICLE.field(field).index(quote)
    return Evidence(field, Span(start, start + len(quote)), quote)


VISIT = words("Bluri Wijaksono, berkunjung ke Rutan Banjarnegara")
EXTRACTION = Extraction(
    ARTICLE.id,
    "rules/0.1.0",
    (
        Entity("p1", "Person", "Bluri Wijaksono", (words("Bluri Wijaksono"), words("Bluri"))),
        Entity("p2", "Person", "Amalia", (words("Amalia"),)),
        Entity(
            "u1",
            "Unit",
            "Bapas Kelas II Purwokerto",
            (words("Bapas Purwokerto"), words("Bapas Purwokerto", "title")),
            "Bapas",
            reference="bapas-kelas-ii-purwokerto",
        ),
        Entity("u2", "Unit", "Rutan Kelas IIB Banjarnegara", (words("Rutan Banjarnegara"),), "Rutan"),
        Entity("e1", "Event", "Kunjungan Bapas ke Rutan", (words("Kunjungan"),), "visit", "2025-10-29"),
        Entity("e2", "Event", "Pekan kunjungan", (words("Kunjungan"),), "visit", "2025-10/2025-11-02"),
        Entity("g1", "Program", "Lapas Bersih Karya", (words("Lapas Bersih Karya"),)),
        Entity("l1", "Place", "Banjarnegara", (words("Banjarnegara"),), "regency", reference="33.04"),
    ),
    (
        Statement("p1", "holdsPost", "u1", (words("Kepala Bapas Purwokerto, Bluri Wijaksono"),), 0.95, "Kepala"),
        Statement("p2", "holdsPost", "l1", (words("Plt. Bupati Amalia"),), 0.6, "Plt. Bupati"),
        Statement("e1", "performedBy", "u1", (VISIT, words(ARTICLE.title, "title")), 0.9),
        Statement("e1", "hostedBy", "u2", (VISIT,), 0.9),
        Statement("e1", "ledBy", "p1", (VISIT,), 1.0),
        Statement("e1", "attendedBy", "p2", (words("tidak dihadiri Plt. Bupati Amalia"),), 0.8, certainty="negated"),
        Statement("e1", "supports", "g1", (words("mendukung Lapas Bersih Karya"),), 0.7, certainty="alleged"),
        Statement("e1", "subEventOf", "e2", (words("Kunjungan"),), 0.5, certainty="planned"),
        Statement("u2", "locatedIn", "l1", (words("Rutan Banjarnegara"),), 0.5),
    ),
    (Quotation("p1", words("Kami bersinergi,"), 0.9, words("ujar Bluri")),),
    (
        Boundary(
            "p1", "u1", "Kepala", "start", (words("Kepala Bapas Purwokerto, Bluri Wijaksono"),), 0.8, "2025-01-06"
        ),
        Boundary("p2", "l1", "Plt. Bupati", "end", (words("Plt. Bupati Amalia"),), 0.7, "2025-10"),
    ),
)

Written = Callable[[Article, Extraction], list[Quad]]


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings()


@pytest.fixture(scope="session")
def small() -> tuple[Article, Extraction]:
    """A small article of 270 characters and what it says."""
    assert EXTRACTION.verified(ARTICLE)
    return ARTICLE, EXTRACTION


@pytest.fixture(scope="session")
def written(settings: Settings) -> Written:
    """Quads of one article alone, its tenures included."""

    def quads(article: Article, extraction: Extraction) -> list[Quad]:
        vocabulary = load_vocabulary()
        names = canonical_iris(records(extraction), authority(vocabulary, settings), settings)
        tenures = tenure_quads(observations(article, extraction, names, vocabulary), settings)
        return [*article_quads(article, extraction, names, settings), *tenures]

    return quads


@pytest.fixture
def small_quads(small: tuple[Article, Extraction], written: Written) -> list[Quad]:
    """The quads of the small article."""
    return written(*small)
