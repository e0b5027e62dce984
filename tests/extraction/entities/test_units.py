from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.entities.reading import Cluster
from kg.extraction.entities.units import cluster_units
from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.units import find_units
from kg.extraction.mentions.words import Words

WordReader = Callable[..., Words]
Clusterer = Callable[[str], list[Cluster]]


@pytest.fixture
def units_of(words_of: WordReader, terms: Lexicon) -> Clusterer:
    return lambda text: cluster_units(find_units(words_of(text), terms))


def test_long_form_short_form_and_bare_head_are_one_unit(units_of: Clusterer) -> None:
    text = "Rumah Tahanan Negara (Rutan) Kelas IIB Siak Sri Indrapura ramai. Rutan Siak penuh. Pihak Rutan sigap."
    (unit,) = units_of(text)
    assert (unit.id, unit.name, unit.kind) == ("u1", "Rutan Kelas IIB Siak Sri Indrapura", "Rutan")
    assert [m.text for m in unit.mentions][1:] == ["Rutan Siak", "Pihak Rutan"]


def test_a_row_of_the_authority_list_is_named(units_of: Clusterer) -> None:
    (unit,) = units_of("Lapas Calang ramai. Lembaga Pemasyarakatan (Lapas) Kelas III Calang penuh.")
    assert unit.reference == "lapas-kelas-iii-calang"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Polres Blitar dan Polres Blitar Kota hadir.", ["Polres Blitar", "Polres Blitar Kota"]),
        (
            "Forkopimda Provinsi Gorontalo dan Forkopimda Kabupaten Gorontalo hadir.",
            ["Forkopimda Provinsi Gorontalo", "Forkopimda Kabupaten Gorontalo"],
        ),
        (
            "Lapas Kelas I Tangerang dan Lapas Kelas IIA Tangerang hadir.",
            ["Lapas Kelas I Tangerang", "Lapas Kelas IIA Tangerang"],
        ),
        ("Lapas Kupang dan Lapas Perempuan Kupang hadir.", ["Lapas Kupang", "Lapas Perempuan Kupang"]),
        ("PHDI Sumsel dan Walubi Sumsel hadir.", ["PHDI Sumsel", "Walubi Sumsel"]),
        ("Kodim 0706/Temanggung hadir. Kodim Temanggung senang.", ["Kodim 0706/Temanggung"]),
        ("Pemprov Sumsel hadir. Pemprov Sumatera Selatan senang.", ["Pemprov Sumatera Selatan"]),
        ("Kemenag Kabupaten Garut hadir. Kemenag senang.", ["Kemenag Kabupaten Garut"]),
    ],
)
def test_what_is_the_same_and_what_is_not(units_of: Clusterer, text: str, names: list[str]) -> None:
    assert [unit.name for unit in units_of(text)] == names


def test_a_bare_head_is_the_unit_of_its_type_named_last(units_of: Clusterer) -> None:
    first, second = units_of("Lapas Calang dan Lapas Kupang bekerja sama. Lapas itu senang.")
    assert [m.text for m in first.mentions] == ["Lapas Calang"]
    assert [m.text for m in second.mentions] == ["Lapas Kupang", "Lapas itu"]


def test_a_bare_head_without_a_unit_is_left_out(units_of: Clusterer) -> None:
    assert units_of("Pihak lapas senang.") == []


def test_an_introduced_abbreviation_is_the_unit(units_of: Clusterer) -> None:
    (unit,) = units_of("UMMAS hadir. Universitas Muhammadiyah Asahan (UMMAS) senang.")
    assert [m.text for m in unit.mentions] == ["UMMAS", "Universitas Muhammadiyah Asahan (UMMAS)"]
