from __future__ import annotations

import pytest

from kg.articles.page import parse_page
from kg.errors import ArticleError

PAGE = """<html><head><title>Bapas Semarang Gelar Kunjungan</title>
<meta property="og:title" content="Bapas Semarang Gelar Kunjungan"><meta property="og:site_name" content="Kabar Contoh">
<meta name="author" content="Ratna Dewi"><meta property="article:published_time" content="2025-11-02T09:15:00+07:00">
<link rel="canonical" href="https://kabar.example/kunjungan"></head>
<body><nav><a href="/">Beranda</a></nav><article><h1>Bapas Semarang Gelar Kunjungan</h1>
<p>SALATIGA - Balai Pemasyarakatan Semarang melaksanakan kunjungan kerja ke Rutan Salatiga pada Minggu, 2 November 2025.
Kegiatan ini berfokus pada penguatan program ketahanan pangan dan pembinaan warga binaan.</p>
<p>Rombongan dipimpin langsung oleh Kepala Bapas Semarang dan disambut Kepala Rutan Salatiga beserta jajaran.</p>
<script>alert(1)</script></article></body></html>"""


def test_text_and_metadata() -> None:
    article = parse_page(PAGE, "a.html", "a")
    assert article.title == "Bapas Semarang Gelar Kunjungan"
    assert (article.byline, article.publisher, article.published) == ("Ratna Dewi", "Kabar Contoh", "2025-11-02")
    assert article.url == "https://kabar.example/kunjungan"
    first, second = article.text.split("\n\n")
    assert first.startswith("SALATIGA - Balai Pemasyarakatan Semarang")
    assert second.startswith("Rombongan dipimpin")
    assert "alert" not in article.text


def test_a_page_that_breaks_its_reader_is_an_error() -> None:
    with pytest.raises(ArticleError, match=r"a\.html: this page cannot be read: AssertionError"):
        parse_page("<svg>html", "a.html", "a")


@pytest.mark.parametrize("content", ["<html><body></body></html>", "<!-- -->", "<"])
def test_a_page_without_an_article_is_an_error(content: str) -> None:
    with pytest.raises(ArticleError, match=r"a\.html: no article text"):
        parse_page(content, "a.html", "a")
