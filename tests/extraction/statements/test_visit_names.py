"""Visits are named by who went and who received."""

from __future__ import annotations

import pytest

from kg.extraction.rules import RulesExtractor
from kg.extraction.text.document import make_document
from kg.model import Article
from kg.vocabulary import load_vocabulary


def visit_names(text: str) -> list[str]:
    extraction = RulesExtractor(load_vocabulary()).extract(make_document(Article("a", text, published="2025-11-14")))
    return [e.name for e in extraction.entities if e.type == "Event" and e.kind == "visit"]


def test_guest_and_host_name_the_visit_in_the_words_of_the_article() -> None:
    text = (
        "SLEMAN – Balai Pemasyarakatan (Bapas) Kelas I Yogyakarta melaksanakan kunjungan kerja ke Rumah Tahanan Negara "
        "(Rutan) Kelas IIB Wates, Rabu (12/11). Kepala Bapas Yogyakarta, Sri Lestari, memimpin rombongan. "
        "Kedatangan mereka disambut Kepala Rutan Wates, Budi Santoso."
    )
    assert visit_names(text) == ["Kunjungan kerja Bapas Yogyakarta ke Rutan Wates"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SLEMAN – Bapas Yogyakarta melaksanakan kunjungan kerja, Rabu (12/11).", "Kunjungan kerja Bapas Yogyakarta"),
        ("WATES – Rutan Wates menerima kunjungan kerja, Rabu (12/11).", "Kunjungan kerja ke Rutan Wates"),
    ],
)
def test_a_visit_of_which_one_side_is_known_is_named_by_that(text: str, name: str) -> None:
    assert visit_names(text) == [name]


def test_a_third_party_in_the_sentence_does_not_name_the_visit() -> None:
    text = (
        "SLEMAN – Bapas Yogyakarta melaksanakan kunjungan kerja ke Rutan Wates, Rabu (12/11). Kunjungan kerja itu "
        "diisi pula dengan paparan Tim Pengamat Pemasyarakatan."
    )
    assert visit_names(text) == ["Kunjungan kerja Bapas Yogyakarta ke Rutan Wates"]
