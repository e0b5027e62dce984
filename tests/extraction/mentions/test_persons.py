from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.persons import find_persons
from kg.extraction.mentions.posts import find_posts
from kg.extraction.mentions.units import find_units
from kg.extraction.mentions.words import Words
from kg.model import Mention

WordReader = Callable[..., Words]
Finder = Callable[..., list[Mention]]


@pytest.fixture
def persons_of(words_of: WordReader, terms: Lexicon) -> Finder:
    def find(text: str, title: str = "") -> list[Mention]:
        words = words_of(text, title)
        units = find_units(words, terms)
        return find_persons(words, terms, units, find_posts(words, terms, units))

    return find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kalapas Calang, Zxaman, merinci hal itu.", ["Zxaman"]),
        ("Kepala Lapas Calang Zxaman Qodir merinci hal itu.", ["Zxaman Qodir"]),
        ("Zxaman Qodir, Kepala Lapas Calang, merinci hal itu.", ["Zxaman Qodir"]),
        ("Piagam diterima Zxaman selaku Kepala Lapas Calang.", ["Zxaman"]),
        ("“Kami senang,” ujar Zxaman.", ["Zxaman"]),
        ("“Kami senang,” kata Zxaman Qodir, penghuni.", ["Zxaman Qodir"]),
        ("Hadir Ketua Wvina Kali, Zxaman Qodir, pagi itu.", ["Zxaman Qodir"]),
        ("Hadir Ketua Wvina Drs. Zxaman Qodir.", ["Zxaman Qodir"]),
        ("Hadir Kepala BTWVN Zxaman Qodir.", ["Zxaman Qodir"]),
        ("Hadir Wali Kota Zxaman Qodir.", ["Zxaman Qodir"]),
        ("Zxaman (42) hafal langkah itu.", ["Zxaman"]),
        ("Seorang narapidana bernama Zxaman Qodir kabur.", ["Zxaman Qodir"]),
        ("Acara dipimpin langsung Zxaman Qodir pagi itu.", ["Zxaman Qodir"]),
        ("Hadir dua orang, yakni Zxaman Qodir dan Wvina Ho.", ["Zxaman Qodir", "Wvina Ho"]),
        ("Sidang dipimpin Zxaman Qodir, S.H., Wvina Ho dan Xyahril.", ["Zxaman Qodir", "Wvina Ho", "Xyahril"]),
        ("Datang seorang perempuan, Zxarlena, yang menjenguk.", ["Zxarlena"]),
        ("Zxarief Wismansyah, wali kota ketika itu, hadir.", ["Zxarief Wismansyah"]),
        ("Bapas Medan bersama kepalanya, Zxaman Qodir, hadir.", ["Zxaman Qodir"]),
        ("Zxaman Qodir mengatakan hal itu penting.", ["Zxaman Qodir"]),
        ("Tampak Agus Widodo di antara tamu.", ["Agus Widodo"]),
    ],
)
def test_what_stands_beside_a_name_tells_a_person(persons_of: Finder, text: str, names: list[str]) -> None:
    assert [person.name for person in persons_of(text)] == names


def test_a_person_told_once_is_found_again_by_parts_of_the_name(persons_of: Finder) -> None:
    text = "Kepala Lapas Calang, Zxaman Qodir Wibowo, hadir. Zxaman senang. Menurut Wibowo hal itu penting."
    found = persons_of(text, title="Zxaman Qodir Buka Acara")
    assert [person.text for person in found] == ["Zxaman Qodir", "Zxaman Qodir Wibowo", "Zxaman", "Wibowo"]


def test_a_nickname_is_the_full_name(persons_of: Finder) -> None:
    found = persons_of("Kepala Lapas Calang, Zxaman Qodir, yang akrab disapa Om Zxein, hadir. Om Zxein senang.")
    assert [(person.text, person.name) for person in found] == [
        ("Zxaman Qodir", "Zxaman Qodir"),
        ("Om Zxein", "Zxaman Qodir"),
        ("Om Zxein", "Zxaman Qodir"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kegiatan itu diapresiasi oleh Warga Binaan setempat.",
        "Pembinaan menanamkan nilai Pancasila kepada mereka.",
        "Hadir para Kepala UPT Pemasyarakatan se-Jawa Tengah.",
        "Presiden mendarat di Halim Perdanakusumah pagi itu.",
        "Rapat digelar di Aula Dr Sahardjo kemarin.",
        "Hasil Muktamar VIII Surabaya dibahas Agus.",
        "Menurut Balai Besar Wilayah Sungai hal itu benar.",
        "Keputusan dibacakan para Hakim Konstitusi kemarin.",
        "Malaysia mengatakan hal itu penting.",
        "Kala itu Mas Zji datang.",
        "Senada, Kepala Lapas Calang menolak.",
    ],
)
def test_things_places_and_bodies_are_no_persons(persons_of: Finder, text: str) -> None:
    assert [person.text for person in persons_of(text)] == []


def test_a_headline_alone_tells_no_person(persons_of: Finder) -> None:
    assert persons_of("Apel digelar pagi ini.", title="Bupati Cup Digelar Meriah") == []


def test_a_line_in_capitals_tells_no_person(persons_of: Finder) -> None:
    assert persons_of("KEPALA LAPAS CALANG ZXAMAN QODIR MEMIMPIN APEL.") == []
