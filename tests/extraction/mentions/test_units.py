from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.unit_names import UnitMention
from kg.extraction.mentions.units import find_units
from kg.extraction.mentions.words import Words

WordReader = Callable[..., Words]


@pytest.fixture
def units_of(words_of: WordReader, terms: Lexicon) -> Callable[..., list[UnitMention]]:
    return lambda text, title="": find_units(words_of(text, title), terms)


def _names(units: list[UnitMention]) -> list[str]:
    return [unit.name for unit in units if not unit.anaphoric]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("di Lembaga Pemasyarakatan (Lapas) Kelas II A Salemba, Jakarta", "Lapas Kelas IIA Salemba", "Lapas"),
        ("di Lapas Narkotika Klas IIA Pamekasan sejak pagi", "Lapas Narkotika Kelas IIA Pamekasan", "Lapas"),
        ("di Lapas Perempuan Kelas IIA Tangerang pagi ini", "Lapas Perempuan Kelas IIA Tangerang", "LPP"),
        (
            "oleh Kantor Imigrasi Kelas I Khusus TPI Surabaya kemarin",
            "Kantor Imigrasi Kelas I Khusus TPI Surabaya",
            "Kantor Imigrasi",
        ),
        (
            "oleh Kantor Wilayah (Kanwil) Direktorat Jenderal Pemasyarakatan (Ditjenpas) Riau kemarin",
            "Kanwil Ditjenpas Riau",
            "Kanwil",
        ),
        ("oleh Ditjenpas Babel kemarin", "Kanwil Ditjenpas Babel", "Kanwil"),
        ("bersama Kodim 0706/Temanggung kemarin", "Kodim 0706/Temanggung", "TNI"),
        ("tampak Dandim 0715/Kendal hadir", "Kodim 0715/Kendal", "TNI"),
        ("tampak Kapolres Purbalingga hadir", "Polres Purbalingga", "Polisi"),
        ("oleh Pemerintah Kabupaten (Pemkab) Tegal kemarin", "Pemkab Tegal", "Pemda"),
        ("oleh Badan Narkotika Nasional Kota (BNNK) Cilegon kemarin", "BNNK Cilegon", "BNN"),
        (
            "oleh Dinas Pertanian dan Ketahanan Pangan Kota Palangka Raya kemarin",
            "Dinas Pertanian dan Ketahanan Pangan Kota Palangka Raya",
            "Dinas",
        ),
        ("oleh Komisi Pemberantasan Korupsi (KPK) kemarin", "Komisi Pemberantasan Korupsi", "Lainnya"),
        ("dari Fakultas Hukum Universitas Airlangga kemarin", "Fakultas Hukum Universitas Airlangga", "Pendidikan"),
        (
            "oleh Kementerian Imigrasi dan Pemasyarakatan (Kemenimipas) kemarin",
            "Kementerian Imigrasi dan Pemasyarakatan",
            "Kementerian",
        ),
        ("bersama Forkopimda Kabupaten Tegal kemarin", "Forkopimda Kabupaten Tegal", "Lainnya"),
        ("oleh Panti Asuhan Al-Amin Garut kemarin", "Panti Asuhan Al-Amin Garut", "Organisasi"),
        ("bersama Komisi XIII DPR RI kemarin", "Komisi XIII DPR RI", "Legislatif"),
        ("oleh Tim Penggerak (TP) PKK Kabupaten Situbondo kemarin", "TP PKK Kabupaten Situbondo", "Organisasi"),
        ("oleh Koperasi Simpan Pinjam (KSP) Mitra Jati Mandiri kemarin", "KSP Mitra Jati Mandiri", "Perusahaan"),
    ],
)
def test_a_name_is_read_to_its_end_and_named_canonically(
    units_of: Callable[..., list[UnitMention]], text: str, name: str, kind: str
) -> None:
    found = [(unit.name, unit.kind) for unit in units_of(f"Kegiatan digelar {text}.") if not unit.anaphoric]
    assert (name, kind) in found


def test_a_titles_unit_ends_where_the_person_begins(units_of: Callable[..., list[UnitMention]]) -> None:
    assert _names(units_of("Acara dibuka Kalapas Calang Suparman bersama Kapolsubsektor Banggoi Ipda Ain Wokas.")) == [
        "Lapas Calang",
        "Polsubsektor Banggoi",
    ]
    assert [u.anaphoric for u in units_of("Acara dibuka Kalapas Pithra kemarin.")] == [True]


def test_the_body_teaches_the_headline(units_of: Callable[..., list[UnitMention]]) -> None:
    text = "Rutan Siak Indah menggelar apel. Petugas Rutan Siak Indah hadir."
    units = units_of(text, title="Rutan Siak Indah Gelar Apel Pagi")
    assert units[0].text == "Rutan Siak Indah"
    assert (
        units_of("Apel digelar kemarin.", title="Rutan Zzz Gelar Apel") == []
        or units_of("Apel digelar kemarin.", title="Rutan Zzz Gelar Apel")[0].anaphoric
    )


def test_a_bare_head_points_to_a_unit_named_elsewhere(units_of: Callable[..., list[UnitMention]]) -> None:
    units = units_of(
        "Rutan Praya ramai. Petugas rutan setempat sigap. Pihak rutan menolak. Rutan itu penuh. Di rutan sepi."
    )
    assert [(unit.text, unit.anaphoric) for unit in units] == [
        ("Rutan Praya", False),
        ("rutan setempat", True),
        ("Pihak rutan", True),
        ("Rutan itu", True),
    ]


def test_an_abbreviation_that_the_article_introduces_is_known_afterwards(
    units_of: Callable[..., list[UnitMention]],
) -> None:
    units = units_of("Universitas Muhammadiyah Asahan (UMMAS) hadir. Mahasiswa UMMAS senang.")
    assert [(unit.text, unit.name) for unit in units] == [
        ("Universitas Muhammadiyah Asahan (UMMAS)", "Universitas Muhammadiyah Asahan"),
        ("UMMAS", "Universitas Muhammadiyah Asahan"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sesuai Peraturan Menteri Hukum Nomor 3 hal itu sah.",
        "Rumahnya di Jalan Jaksa Agung Suprapto.",
        "Kepala Pusat Penerangan hadir.",
        "Ia bangga idi itu diterima.",
        "Razia di lapas dan rutan Jatim digelar.",
    ],
)
def test_what_only_looks_like_a_unit_is_none(units_of: Callable[..., list[UnitMention]], text: str) -> None:
    assert _names(units_of(text)) == []


def test_a_title_of_one_word_names_a_body_only_beside_a_name(units_of: Callable[..., list[UnitMention]]) -> None:
    assert [u.anaphoric for u in units_of("Menurut Kapolri hal itu penting.")] == [True]
    assert _names(units_of("Menurut Kapolri Jenderal Listyo Sigit hal itu penting.")) == ["Polri"]


def test_a_part_knows_the_unit_that_it_is_named_after(units_of: Callable[..., list[UnitMention]]) -> None:
    (part,) = units_of("oleh Satbrimob Polda Jateng kemarin")
    assert [whole.name for whole in part.wholes()] == ["Polda Jateng"]


@pytest.mark.parametrize(
    "text", ["hadir Brigjen TNI Joko di sana", "di Rumah Dinas Bupati kemarin", "lewat sidang TPP itu"]
)
def test_what_belongs_to_another_word_is_no_unit(units_of: Callable[..., list[UnitMention]], text: str) -> None:
    assert _names(units_of(text)) == []
