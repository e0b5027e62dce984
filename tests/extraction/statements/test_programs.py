from __future__ import annotations

import pytest

from kg.extraction.rules import RulesExtractor
from kg.extraction.text.document import make_document
from kg.model import Article
from kg.vocabulary import load_vocabulary

EXTRACTOR = RulesExtractor(load_vocabulary())


def implemented(text: str) -> set[tuple[str, str]]:
    return stated(text, "implements")


def stated(text: str, predicate: str) -> set[tuple[str, str]]:
    extraction = EXTRACTOR.extract(make_document(Article("a", text)))
    names = {e.id: e.name for e in extraction.entities}
    return {(names[s.subject], names[s.object]) for s in extraction.statements if s.predicate == predicate}


@pytest.mark.parametrize(
    ("text", "unit", "program"),
    [
        ("Lapas Kelas IIA Ambon membangun Zona Integritas.", "Lapas Kelas IIA Ambon", "Zona Integritas"),
        (
            "Rutan Kelas IIB Praya memanen sayur. Panen itu buah dari program pembinaan kemandirian.",
            "Rutan Kelas IIB Praya",
            "program pembinaan kemandirian",
        ),
        (
            "Rutan Kelas IIB Praya menggelar apel. Pembangunan Zona Integritas dibahas di sana.",
            "Rutan Kelas IIB Praya",
            "Zona Integritas",
        ),
        (
            "Beras disalurkan untuk Makan Bergizi Gratis, kata utusan Badan Gizi Nasional.",
            "Badan Gizi Nasional",
            "Makan Bergizi Gratis",
        ),
    ],
)
def test_who_runs_a_programme(text: str, unit: str, program: str) -> None:
    assert implemented(text) == {(unit, program)}


def test_a_programme_known_everywhere_is_nobodys_own() -> None:
    assert implemented("Rutan Kelas IIB Praya memanen sayur. Panen itu mendukung Asta Cita.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Razia itu mendukung 13 Program Akselerasi, khususnya pemberantasan narkoba.",
        "Razia itu bentuk pemberantasan narkoba. Ini poin pemberantasan narkoba dalam 13 Program Akselerasi.",
    ],
)
def test_what_is_told_as_an_item_is_part_of_the_whole(text: str) -> None:
    assert stated(text, "partOf") == {("pemberantasan narkoba", "13 Program Akselerasi")}
