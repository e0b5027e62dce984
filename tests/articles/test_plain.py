from __future__ import annotations

import pytest

from kg.articles.plain import parse_plain
from kg.errors import ArticleError

COPIED_PAGE = """

Bapas Semarang Gelar Kunjungan ke Rutan Salatiga

Ratna Dewi - SEMARANG.KABARCONTOH.COM

Nov 2, 2025 - 09:15

Image not found or type unknown





Salatiga — Bapas Semarang berkunjung ke *Rutan Salatiga*.

Image not found or type unknown
Kegiatan - yang ramai - berjalan lancar. (RD)
"""


def test_the_head_of_a_copied_page_is_read() -> None:
    article = parse_plain(COPIED_PAGE, "a.txt", "a")
    assert article.title == "Bapas Semarang Gelar Kunjungan ke Rutan Salatiga"
    assert (article.byline, article.publisher) == ("Ratna Dewi", "SEMARANG.KABARCONTOH.COM")
    assert article.published == "2025-11-02"
    assert article.text == (
        "Salatiga — Bapas Semarang berkunjung ke *Rutan Salatiga*.\n\nKegiatan - yang ramai - berjalan lancar. (RD)"
    )


def test_an_indonesian_head_with_labels() -> None:
    article = parse_plain(
        "Judul Berita\nPenulis: Ratna Dewi\nDiterbitkan: Minggu, 2 November 2025 09:15 WIB\nMedia: Kabar Contoh\n"
        "Link: https://kabar.example/1\n\nIsi berita.\n",
        "a.txt",
        "a",
    )
    assert (article.byline, article.published, article.publisher) == ("Ratna Dewi", "2025-11-02", "Kabar Contoh")
    assert (article.url, article.text) == ("https://kabar.example/1", "Isi berita.")


def test_a_text_without_a_head_is_all_text() -> None:
    text = "Semarang - Bapas Semarang menggelar rapat.\n\nRapat selesai."
    article = parse_plain(text, "a.txt", "a")
    assert (article.title, article.text) == ("", text)


def test_one_paragraph_is_the_text() -> None:
    assert parse_plain("Sebaris saja", "a.txt", "a").text == "Sebaris saja"


def test_a_dateline_is_text() -> None:
    article = parse_plain("Judul\n\nSalatiga - Rapat digelar hari ini.\n\nSelesai.", "a.txt", "a")
    assert article.byline == ""
    assert article.text.startswith("Salatiga - Rapat")


def test_a_date_that_is_none_and_a_source_that_is_no_address() -> None:
    article = parse_plain("Judul\nTanggal: nanti saja\n\nIsi.", "a.txt", "a")
    assert article.text.startswith("Tanggal: nanti saja")
    assert parse_plain("Judul\nSumber: Humas\n\nIsi.", "a.txt", "a").publisher == "Humas"


def test_a_head_without_text_is_an_error() -> None:
    with pytest.raises(ArticleError, match=r"a\.txt: no text"):
        parse_plain("Judul\n\nOct 31, 2025", "a.txt", "a")
