"""The default extractor keeps the promises of every extractor, with the model that is shipped."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg.extraction.default import DefaultExtractor
from kg.extraction.text.document import make_document
from kg.model import Article, Extraction
from kg.vocabulary import load_vocabulary

LEAD = (
    "Kepala Bapas Purwokerto, Bluri Wijaksono, memimpin kunjungan kerja ke Rutan Banjarnegara, Rabu (29/10). "
    "“Sinergi terus kami jaga,” ujar Bluri."
)
TEXTS = [
    "",
    "\n\n",
    "(" * 10_000,
    "\u202eRutan\u202c Siak \x00 😀",
    f"{LEAD}\n\n" * 40,
    "Rutan Siak",
    "tanpa nama apa pun",
]


@pytest.fixture(scope="module")
def extractor() -> DefaultExtractor:
    return DefaultExtractor(load_vocabulary())


def read(extractor: DefaultExtractor, text: str, title: str = "") -> tuple[Article, Extraction]:
    article = Article("a", text, title, published="2025-10-30")
    return article, extractor.extract(make_document(article))


def test_a_head_beside_his_office_holds_its_post(extractor: DefaultExtractor) -> None:
    _, extraction = read(extractor, LEAD, "Bapas Purwokerto Sambangi Rutan Banjarnegara")
    names = {entity.id: entity.name for entity in extraction.entities}
    held = [(names[s.subject], s.post, names[s.object]) for s in extraction.statements if s.predicate == "holdsPost"]
    assert held == [("Bluri Wijaksono", "Kepala", "Bapas Purwokerto")]


@pytest.mark.parametrize("text", TEXTS)
def test_every_statement_is_proved_and_sure_to_a_degree(extractor: DefaultExtractor, text: str) -> None:
    article, extraction = read(extractor, text)
    assert extraction.verified(article)
    assert all(0 <= statement.confidence <= 1 for statement in extraction.statements)


def test_a_title_alone_is_read(extractor: DefaultExtractor) -> None:
    _, extraction = read(extractor, "", "Kalapas Calang, Suparman, memimpin razia")
    assert "Suparman" in {entity.name for entity in extraction.entities}


def test_two_extractors_read_alike(extractor: DefaultExtractor) -> None:
    again = DefaultExtractor(load_vocabulary())
    assert read(again, LEAD)[1].to_json() == read(extractor, LEAD)[1].to_json()


def test_the_version_names_tier_and_model(extractor: DefaultExtractor) -> None:
    tier, _, rest = extractor.version.partition("/")
    assert tier == "default"
    assert "+" in rest


def test_rules_alone_need_no_runtime_of_models() -> None:
    code = "import sys; from kg.extraction.tiers import make_extractor; from kg.vocabulary import load_vocabulary;"
    code += "make_extractor('rules', load_vocabulary()); assert 'onnxruntime' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
