from __future__ import annotations

import pytest

from kg.extraction.text.sentences import find_sentences


def sentences(text: str) -> list[str]:
    return [s.of(text) for s in find_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Kantor di Jl. Jenderal Sudirman No. 10 ramai.",
        "Kepala Bapas, Drs. H. Bambang M. Yusuf, S.H., M.H. hadir.",
        "Plt. Kalapas Letkol. Inf. Andi hadir.",
        "Acara dimulai pukul 09.00 WIB dengan 3.000 bibit.",
        "Prof. Dr. Ir. Siti Aminah membuka acara.",
        "Purwokerto, INFO_PAS – Bapas menggelar rapat.",
        "“Kami siap. Kami hadir,” ujar Bluri di kantornya.",
        "1. Peserta hadir.",
        "Kunjungan ke www.contoh.id/berita selesai.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ("Acara selesai.", "Peserta pulang."),
        ("Acara dimulai pukul 09.00 WIB.", "Peserta hadir."),
        ("Panen menghasilkan 3.000 kg pada 2025.", "Warga senang."),
        ("“Kami siap. Kami hadir.”", "Bluri menutup acara."),
        ("Apa sebabnya?", "Tidak ada yang tahu!", "Begitulah…", "Lalu sepi."),
        ("Razia di Blok C.", "Petugas menyisir kamar."),
        ("Ketua panitia, Andi Rahman, S.H.", "Dalam sambutannya ia berterima kasih."),
        ("Acara di Lapas Kelas II A.", "Petugas hadir."),
        ('"Kami siap," katanya.', '"Ayo mulai."'),
    ],
)
def test_sentences_are_split(parts: tuple[str, ...]) -> None:
    assert sentences(" ".join(parts)) == list(parts)


def test_a_blank_line_always_ends_a_sentence() -> None:
    assert sentences("“Kami siap.\n\n“Kami hadir,” ujar Bluri.") == ["“Kami siap.", "“Kami hadir,” ujar Bluri."]
    assert sentences("Subjudul tanpa titik\n \nIsi berita.") == ["Subjudul tanpa titik", "Isi berita."]


def test_a_single_line_end_ends_a_sentence_after_an_end_mark_only() -> None:
    assert sentences("Bapas\nPurwokerto hadir.\nKegiatan lancar.") == ["Bapas\nPurwokerto hadir.", "Kegiatan lancar."]


def test_a_forgotten_space_is_found_and_a_host_name_is_not_split() -> None:
    assert sentences("Acara selesai.Kegiatan lancar.") == ["Acara selesai.", "Kegiatan lancar."]
    assert sentences("Laman ditjenpas.go.id ramai.") == ["Laman ditjenpas.go.id ramai."]


def test_an_unclosed_quotation_mark_does_not_swallow_the_paragraph() -> None:
    assert sentences("“Kami siap. Kami hadir. Semua datang.") == ["“Kami siap.", "Kami hadir.", "Semua datang."]


@pytest.mark.parametrize("text", ["", " \n\n ", "\u00a0"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert sentences(text) == []
