from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.persons import find_persons
from kg.extraction.mentions.posts import find_posts
from kg.extraction.mentions.titles import pair_titles
from kg.extraction.mentions.units import find_units
from kg.extraction.mentions.words import Words

WordReader = Callable[..., Words]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Kalapas Calang, AKP Zxaman Qodir, hadir.", [("Kalapas Calang", "Zxaman Qodir")]),
        ("Zxaman Qodir, S.H., Kepala Lapas Calang, hadir.", [("Kepala Lapas Calang", "Zxaman Qodir")]),
        (
            "Hadir Kalapas Calang Zxaman; Kepala Rutan Siak, Wvina; dan Kabapas Medan Xyahril.",
            [("Kalapas Calang", "Zxaman"), ("Kepala Rutan Siak", "Wvina"), ("Kabapas Medan", "Xyahril")],
        ),
        (
            "Hadir Zxaman (Kalapas Calang), Wvina (Karutan Siak), Kabapas Medan Xyahril.",
            [("Kalapas Calang", "Zxaman"), ("Karutan Siak", "Wvina"), ("Kabapas Medan", "Xyahril")],
        ),
        (
            "Hadir Kalapas Calang Zxaman Qodir yang juga Ketua PMI Calang.",
            [("Kalapas Calang", "Zxaman Qodir"), ("Ketua PMI Calang", "Zxaman Qodir")],
        ),
        (
            "Dua anggota Komisi XIII DPR RI, Zxaman Qodir dan Wvina Ho, hadir.",
            [("anggota Komisi XIII DPR RI", "Zxaman Qodir"), ("anggota Komisi XIII DPR RI", "Wvina Ho")],
        ),
        ("Kursi Kepala Lapas Calang kini diduduki Zxaman Qodir.", [("Kepala Lapas Calang", "Zxaman Qodir")]),
        (
            "Hadir Zxaman Qodir, Kalapas Calang Wvina Ho, dan tamu lain.",
            [("Kalapas Calang", "Wvina Ho")],
        ),
    ],
)
def test_titles_and_names_in_apposition_are_paired(
    words_of: WordReader, terms: Lexicon, text: str, pairs: list[tuple[str, str]]
) -> None:
    words = words_of(text)
    units = find_units(words, terms)
    posts = find_posts(words, terms, units)
    holdings = pair_titles(words, terms, posts, find_persons(words, terms, units, posts))
    assert [(holding.post.text, holding.person.text) for holding in holdings] == pairs
    assert all(h.span.covers(h.post.span) and h.span.covers(h.person.span) for h in holdings)
