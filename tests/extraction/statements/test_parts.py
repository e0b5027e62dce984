from __future__ import annotations

import pytest

from kg.extraction.rules import RulesExtractor
from kg.extraction.statements.parts import part_statements
from kg.extraction.text.document import make_document
from kg.model import Article
from kg.vocabulary import load_vocabulary

EXTRACTOR = RulesExtractor(load_vocabulary())


def parts(text: str) -> list[tuple[str, str]]:
    reading = EXTRACTOR.read(make_document(Article("a", text)))
    names = {cluster.id: cluster.name for cluster in reading.clusters}
    return [(names[d.subject], names[d.object]) for d in part_statements(reading, load_vocabulary())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Pemkab Pasuruan menggelar rapat. Dinas Perhubungan dan Satpol PP Kabupaten Pasuruan hadir.",
            [
                ("Dinas Perhubungan Kabupaten Pasuruan", "Pemkab Pasuruan"),
                ("Satpol PP Kabupaten Pasuruan", "Pemkab Pasuruan"),
            ],
        ),
        (
            "Rapat dihadiri Koramil 04/Tigalingga dan Kodim 0206/Dairi.",
            [("Koramil 04/Tigalingga", "Kodim 0206/Dairi")],
        ),
    ],
)
def test_a_dependent_unit_is_part_of_what_is_named_with_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dinas Kesehatan Kabupaten Malang hadir bersama Pemkab Pasuruan.",
        "Lapas Kelas IIA Ambon dan Kanwil Ditjenpas Maluku menandatangani komitmen.",
        "Dinas Perhubungan hadir.",
    ],
)
def test_units_of_another_place_or_of_their_own_are_no_parts(text: str) -> None:
    assert parts(text) == []
