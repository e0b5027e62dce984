from __future__ import annotations

import pytest

from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.unit_names import UnitParts, canonical_name, compared_tail, reference


def _parts(terms: Lexicon, unit_type: str, head: str, short: str = "", level: str = "", tail: str = "") -> UnitParts:
    return UnitParts(terms.vocabulary.unit_type_by_id[unit_type], head, short, level, tail)


@pytest.mark.parametrize(
    ("unit_type", "head", "short", "level", "tail", "name"),
    [
        ("lapas", "Lembaga Pemasyarakatan", "Lapas", "III", "Calang", "Lapas Kelas III Calang"),
        ("ditjenpas", "Ditjenpas", "", "", "", "Direktorat Jenderal Pemasyarakatan"),
        ("kanwil-ditjenpas", "Kanwil", "", "", "Provinsi Riau", "Kanwil Ditjenpas Riau"),
        ("pengadilan-negeri", "Pengadilan Negeri", "PN", "", "Blitar", "Pengadilan Negeri Blitar"),
        ("pengadilan-negeri", "Pengadilan Negeri", "", "", "Garut", "Pengadilan Negeri Garut"),
        ("bgn", "Badan Gizi Nasional", "BGN", "", "", "Badan Gizi Nasional"),
        ("dinas", "Dinas Pekerjaan Umum", "PUPR", "", "Lebak", "Dinas PUPR Lebak"),
        ("polda", "Polda", "", "", "Sumatera Selatan (Sumsel)", "Polda Sumatera Selatan"),
    ],
)
def test_names_are_made_as_the_guidelines_say(
    terms: Lexicon, unit_type: str, head: str, short: str, level: str, tail: str, name: str
) -> None:
    assert canonical_name(_parts(terms, unit_type, head, short, level, tail)) == name


def test_ends_of_names_are_compared_without_area_words_numbers_and_short_forms(terms: Lexicon) -> None:
    assert compared_tail("Provinsi Sumsel", terms) == compared_tail("Sumatera Selatan (Sumsel)", terms)
    assert compared_tail("0706/Temanggung", terms) == compared_tail("Temanggung", terms)
    assert compared_tail("Blitar Kota", terms) != compared_tail("Blitar", terms)
    assert compared_tail("RI Perwakilan Jambi", terms) == "jambi"


def test_a_row_of_the_authority_list_is_named_where_it_is_the_only_one(terms: Lexicon) -> None:
    assert reference(_parts(terms, "lapas", "Lapas", level="III", tail="Calang"), "calang", terms)
    assert not reference(_parts(terms, "lapas", "Lapas", level="I", tail="Calang"), "calang", terms)
    assert not reference(_parts(terms, "lapas", "Lapas", tail="Nowhere"), "nowhere", terms)
    kanwil = reference(_parts(terms, "kanwil-ditjenpas", "Kanwil", tail="Jawa Tengah"), "jawa tengah", terms)
    assert kanwil == "kanwil-ditjenpas-jawa-tengah"
    assert not reference(_parts(terms, "kanwil-kemenkum", "Kanwil", tail="Jawa Tengah"), "jawa tengah", terms)
