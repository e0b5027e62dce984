from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.posts import PostMention, find_posts
from kg.extraction.mentions.units import find_units
from kg.extraction.mentions.words import Words

WordReader = Callable[..., Words]


@pytest.fixture
def posts_of(words_of: WordReader, terms: Lexicon) -> Callable[..., list[PostMention]]:
    def find(text: str, **more: str) -> list[PostMention]:
        words = words_of(text, **more)
        return find_posts(words, terms, find_units(words, terms))

    return find


@pytest.mark.parametrize(
    ("text", "title", "post"),
    [
        ("Kalapas Calang Suparman hadir.", "Kalapas Calang", "Kepala"),
        ("Plt. Kepala Lapas Calang hadir.", "Plt. Kepala Lapas Calang", "Plt. Kepala"),
        (
            "Kepala Bidang (Kabid) Pelayanan dan Pembinaan Lalu Jumaidi hadir.",
            "Kepala Bidang (Kabid) Pelayanan dan Pembinaan",
            "Kepala Bidang Pelayanan dan Pembinaan",
        ),
        ("Kasubsi Bimkemaswat Janter Manurung hadir.", "Kasubsi Bimkemaswat", "Kepala Subseksi Bimkemaswat"),
        (
            "Ka. KPLP Lapas Kelas IIA Kendari hadir.",
            "Ka. KPLP Lapas Kelas IIA Kendari",
            "Kepala Kesatuan Pengamanan Lembaga Pemasyarakatan",
        ),
        ("Wabup Tegal hadir.", "Wabup Tegal", "Wakil Bupati"),
        (
            "Menteri Imigrasi dan Pemasyarakatan (Menimipas), Agus Andrianto, hadir.",
            "Menteri Imigrasi dan Pemasyarakatan (Menimipas)",
            "Menteri",
        ),
        (
            "Koordinator Divisi Pencegahan, Humas dan Parmas Bawaslu Kebumen hadir.",
            "Koordinator Divisi Pencegahan, Humas dan Parmas Bawaslu Kebumen",
            "Koordinator Divisi Pencegahan, Humas dan Parmas",
        ),
        ("Koordinator di Kejati Jatim hadir.", "Koordinator di Kejati Jatim", "Koordinator"),
        (
            "Ketua Komisi III DPRD Bali dari Fraksi Partai Gerindra, Nyoman Suyasa, hadir.",
            "Ketua Komisi III DPRD Bali dari Fraksi Partai Gerindra",
            "Ketua",
        ),
        (
            "Asisten Daerah (Asda) II Pemkab Serang hadir.",
            "Asisten Daerah (Asda) II Pemkab Serang",
            "Asisten Daerah II",
        ),
        (
            "Staf Khusus Menteri Hukum dan HAM Bidang Keamanan dan Intelijen, Krismono, hadir.",
            "Staf Khusus Menteri Hukum dan HAM Bidang Keamanan dan Intelijen",
            "Staf Khusus Menteri Bidang Keamanan dan Intelijen",
        ),
        (
            "Babinsa dari Koramil 04/Tigalingga Kodim 0206/Dairi hadir.",
            "Babinsa dari Koramil 04/Tigalingga Kodim 0206/Dairi",
            "Babinsa",
        ),
        (
            "Hadir Pembimbing Kemasyarakatan (PK) Ahli Madya Budi Santoso.",
            "Pembimbing Kemasyarakatan (PK) Ahli Madya",
            "Pembimbing Kemasyarakatan Ahli Madya",
        ),
        ("Kasat Reskrim Polres Siak hadir.", "Kasat Reskrim Polres Siak", "Kepala Satuan Reserse Kriminal"),
        ("Hadir dokter lapas, dr. Budi Santoso.", "dokter lapas", "Dokter"),
        ("Hadir jaksa anak Budi Santoso.", "jaksa anak", "Jaksa anak"),
        ("Hadir Camat setempat, Budi Santoso.", "Camat setempat", "Camat"),
        ("Rutan Praya hadir. Wakil ketuanya, Budi Santoso, pergi.", "Wakil ketuanya", "Wakil Ketua"),
        ("Yang datang petugas Lapas Calang kemarin.", "petugas Lapas Calang", "Petugas"),
        ("Bapas Medan bersama kepalanya, Kriston, hadir.", "kepalanya", "Kepala"),
        ("Rutan Praya bersama kepala kantornya, Kriston, hadir.", "kepala kantornya", "Kepala"),
    ],
)
def test_a_title_spans_its_unit_and_is_written_out(
    posts_of: Callable[..., list[PostMention]], text: str, title: str, post: str
) -> None:
    assert (title, post) in [(found.text, found.name) for found in posts_of(text)]


def test_a_governor_governs_a_place(posts_of: Callable[..., list[PostMention]]) -> None:
    found = posts_of("Bupati Aceh Jaya Safwandi dan Kepala Desa Akijaya Muhammad Souwakil hadir.")
    assert [(post.governs, post.unit_type) for post in found] == [("Aceh Jaya", "pemkab"), ("Akijaya", "desa")]


def test_an_unknown_village_is_told_by_the_name_behind_it(posts_of: Callable[..., list[PostMention]]) -> None:
    found = posts_of("Hadir Kepala Desa Wvina Zxaman, Sugiono, dan Lurah Wvina, Budi Santoso.")
    assert [post.governs for post in found] == ["Wvina Zxaman", "Wvina"]


def test_a_surname_is_no_title(posts_of: Callable[..., list[PostMention]]) -> None:
    assert [post.text for post in posts_of("Gubernur Riau Syamsuar Hakim, hadir.")] == ["Gubernur Riau"]


@pytest.mark.parametrize(
    "text", ["Apel lebih dulu dipimpin Kalapas Calang.", "Sebelumnya Kalapas Calang membuka acara."]
)
def test_a_post_is_not_past_because_something_came_first(posts_of: Callable[..., list[PostMention]], text: str) -> None:
    assert [post.past for post in posts_of(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Ia mantan Kepala Lapas Calang.",
        "Ia semula menjabat Kepala Lapas Calang.",
        "Hadir Bupati Limapuluh Kota kala itu, Safaruddin.",
        "Hadir Wakil Bupati Tegal periode 2018-2023.",
    ],
)
def test_a_post_of_the_past_is_marked(posts_of: Callable[..., list[PostMention]], text: str) -> None:
    assert [post.past for post in posts_of(text)] == [True]


@pytest.mark.parametrize(
    "text",
    ["Calon Bupati Tegal, Budi Santoso, hadir.", "Bakal calon Wali Kota Tegal hadir.", "Kandidat Kapolda Riau hadir."],
)
def test_a_post_that_somebody_only_runs_for_is_not_held(posts_of: Callable[..., list[PostMention]], text: str) -> None:
    assert [post.past for post in posts_of(text)] == [True]


def test_a_term_that_still_runs_is_not_past(posts_of: Callable[..., list[PostMention]]) -> None:
    assert [post.past for post in posts_of("Hadir Wakil Bupati Tegal periode 2025-2030.")] == [False]


@pytest.mark.parametrize(
    "text",
    ["Sesuai Peraturan Presiden Nomor 16.", "Warga Kabupaten Kaur hadir.", "Para ketua hadir.", "Kaur ramai."],
)
def test_what_names_no_post_is_none(posts_of: Callable[..., list[PostMention]], text: str) -> None:
    assert posts_of(text) == []
