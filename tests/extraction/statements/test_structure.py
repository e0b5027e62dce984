from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.entities.reading import Reading
from kg.extraction.statements.structure import structure_statements
from kg.vocabulary import Vocabulary

ReadingMaker = Callable[..., Reading]


def _facts(reading: Reading, vocabulary: Vocabulary) -> set[tuple[str, str, str]]:
    names = {c.id: c.name for c in reading.clusters}
    return {(names[d.subject], d.predicate, names[d.object]) for d in structure_statements(reading, vocabulary)}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Hadir Babinsa Koramil 04/Tigalingga Kodim 0206/Dairi.",
            ("Koramil 04/Tigalingga", "partOf", "Kodim 0206/Dairi"),
        ),
        ("Rutan Praya Kanwil Kemenkumham NTB ramai.", ("Rutan Praya", "partOf", "Kanwil Kemenkumham NTB")),
        (
            "Lapas Calang, unit pelaksana teknis Kanwil Ditjenpas Aceh, ramai.",
            ("Lapas Calang", "partOf", "Kanwil Ditjenpas Aceh"),
        ),
        ("Petugas Lapas Calang berjaga di Calang.", ("Lapas Calang", "locatedIn", "Calang")),
        ("Petugas Lapas Salemba, Jakarta Pusat, berjaga.", ("Lapas Salemba", "locatedIn", "Jakarta Pusat")),
        ("Petugas Rutan Siak yang terletak di Provinsi Riau berjaga.", ("Rutan Siak", "locatedIn", "Riau")),
        ("Pemkab Tegal bergerak di Kabupaten Tegal.", ("Pemkab Tegal", "locatedIn", "Kabupaten Tegal")),
    ],
)
def test_parts_and_places_of_units(
    reading_of: ReadingMaker, vocabulary: Vocabulary, text: str, fact: tuple[str, str, str]
) -> None:
    facts = {(s, p, o.removeprefix("Provinsi ")) for s, p, o in _facts(reading_of(text), vocabulary)}
    assert (fact[0], fact[1], fact[2].removeprefix("Kabupaten ")) in {
        (s, p, o.removeprefix("Kabupaten ")) for s, p, o in facts
    }


@pytest.mark.parametrize(
    "text",
    [
        "Pemkab Tegal bergerak di Kota Tegal.",
        "Petugas Lapas Calang berjaga di Banda Aceh.",
        "Lapas Calang dan Kanwil Ditjenpas Aceh bekerja sama.",
    ],
)
def test_what_the_text_does_not_say_is_not_stated(reading_of: ReadingMaker, vocabulary: Vocabulary, text: str) -> None:
    subjects = ("Pemkab Tegal", "Lapas Calang")
    assert not {fact for fact in _facts(reading_of(text), vocabulary) if fact[0] in subjects and fact[2] != "Calang"}
