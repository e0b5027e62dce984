from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.knowledge import Knowledge, UnitName


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Rutan Kelas IIB Soe", UnitName("rutan", "iib", "soe")),
        ("Rumah Tahanan Negara Klas II B So'e", UnitName("rutan", "iib", "soe")),
        ("Kanwil Ditjenpas Kalsel", UnitName("kanwil-ditjenpas", "", "kalimantan selatan")),
        ("Dinas Sosial Kab. Asahan", UnitName("dinsos", "", "asahan", "regency")),
        ("Kemenimipas", UnitName("kemenimipas", "", "")),
        ("Melati Indah", UnitName("", "", "melati indah")),
        ("Mahkamah Agung RI", UnitName("mahkamah-agung", "", "")),
        ("RI", UnitName("", "", "ri")),
        ("Kantor Imigrasi Kelas II TPI Atambua", UnitName("kanim", "ii", "atambua")),
        ("Polres Blitar Kota", UnitName("polres", "", "blitar kota")),
        ("Polres Kota Blitar", UnitName("polres", "", "blitar", "city")),
        ("Kemenkumham NTT", UnitName("kanwil-kemenkumham", "", "nusa tenggara timur")),
        ("Kanwil Ditjenpas Kemenimipas NTT", UnitName("kanwil-ditjenpas", "", "nusa tenggara timur")),
        ("Perhutani", UnitName("bumn", "", "perhutani")),
    ],
)
def test_the_parts_of_a_units_name(knowledge: Knowledge, name: str, parts: UnitName) -> None:
    assert knowledge.unit_name(name) == parts


def test_a_ministry_and_its_successor_are_of_two_types(knowledge: Knowledge) -> None:
    names = ["Kemenkumham", "Kemenimipas", "Kementerian Hukum", "Kementerian HAM", "Kanwil Kemenkumham NTT"]
    names += ["Kanwil Ditjenpas NTT", "Kanwil Kementerian Hukum NTT"]
    assert len({knowledge.unit_name(name).compact for name in names}) == len(names)


def test_only_the_name_of_a_kind_is_bare(knowledge: Knowledge) -> None:
    names = ("Tim Pengamat Pemasyarakatan", "TPP Lapas Soe", "Ditjenpas", "Ombudsman", "Melati Indah")
    assert [name for name in names if knowledge.is_bare(knowledge.unit_name(name))] == ["Tim Pengamat Pemasyarakatan"]


def test_spaces_within_a_town_do_not_count(knowledge: Knowledge) -> None:
    assert knowledge.unit_name("Lapas Lubuk Basung").compact == knowledge.unit_name("Lapas Lubukbasung").compact


@pytest.mark.parametrize(
    ("name", "level", "codes"),
    [
        ("asahan", "", {"12.09"}),
        ("dinas sosial timor tengah selatan", "", {"53.02"}),
        ("kalimantan selatan", "", {"63"}),
        ("solok", "", {"13.02", "13.72"}),
        ("solok", "city", {"13.72"}),
        ("solok", "regency", {"13.02"}),
        ("entah di mana", "", set()),
    ],
)
def test_the_regions_that_words_may_mean(knowledge: Knowledge, name: str, level: str, codes: set[str]) -> None:
    assert knowledge.regions_in(name, level) == codes


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Kab. Asahan", "asahan"),
        ("Kota", "kota"),
        ("Nagari Salayo", "salayo"),
        ("Kepulauan Bangka Belitung", "kepulauan bangka belitung"),
        ("Pulau Belitung", "pulau belitung"),
    ],
)
def test_a_place_without_the_word_for_what_it_is(knowledge: Knowledge, name: str, folded: str) -> None:
    assert knowledge.place_name(name) == folded


def test_a_programme_without_the_word_and_the_owner(knowledge: Knowledge) -> None:
    assert knowledge.program_name("Program Asta Cita") == "asta cita"
    assert knowledge.program_name("Program") == "program"
    assert knowledge.program_core("13 Program Akselerasi Menimipas") == "13 akselerasi"
    assert knowledge.program_core("Menimipas") == "menimipas"


def test_nouns_of_one_family_are_one_deed(knowledge: Knowledge) -> None:
    assert knowledge.deeds("Razia kamar hunian") == knowledge.deeds("Sidak blok") != set()
    assert knowledge.deeds("Kunjungan kerja").isdisjoint(knowledge.deeds("Razia"))
    assert "ceremony" in knowledge.deeds("Upacara pembukaan TMMD") - knowledge.deeds("Pembukaan TMMD")
    assert knowledge.deeds("Upacara pembukaan TMMD") & knowledge.deeds("Pembukaan TMMD")
    assert knowledge.deeds("Entah") == set()


def test_a_programmes_name_with_a_short_form_in_brackets_is_both(knowledge: Knowledge) -> None:
    names = knowledge.program_names("TNI Manunggal Membangun Desa (TMMD) ke-126")
    assert names == ("tni manunggal membangun desa ke 126", "tmmd ke 126")
    assert knowledge.program_names("program TMMD ke-126") == ("tmmd ke 126",)


def test_rows_of_the_authority_list_are_found_by_name_and_place(knowledge: Knowledge) -> None:
    compact = knowledge.unit_name("Rutan Soe").compact
    assert knowledge.units_by_name[compact] == {"rutan-kelas-iib-soe"}
    assert knowledge.unit_classes["rutan-kelas-iib-soe"] == "iib"
    assert knowledge.unit_regions["rutan-kelas-iib-soe"] == {"53.02"}
    assert knowledge.programs_by_name["asta cita"] == {"asta-cita"}
    assert knowledge.places_by_name["asahan", "regency"] == {"12.09"}


@given(name=st.text(max_size=30))
def test_any_text_is_a_name(knowledge: Knowledge, name: str) -> None:
    assert knowledge.unit_name(name) == knowledge.unit_name(name.upper().casefold())
    for folded in (knowledge.place_name(name), knowledge.program_name(name), knowledge.program_core(name)):
        assert folded == " ".join(folded.split())
