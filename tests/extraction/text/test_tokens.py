from __future__ import annotations

import pytest

from kg.extraction.text.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Drs. H. Andi, S.H., M.Si.", ["Drs.", "H.", "Andi", ",", "S.H.", ",", "M.Si."]),
        ("Kodim 0706/Temanggung", ["Kodim", "0706", "/", "Temanggung"]),
        ("17-20 November 2025", ["17", "-", "20", "November", "2025"]),
        ("3.000 kg, 2,5 ton", ["3.000", "kg", ",", "2,5", "ton"]),
        ("pukul 09.00 WIB.", ["pukul", "09.00", "WIB", "."]),
        ("anak-anak ke-80 Covid-19", ["anak-anak", "ke-80", "Covid-19"]),
        ("sinergi TNI-Polri", ["sinergi", "TNI", "-", "Polri"]),
        ("INFO_PAS (TPP)", ["INFO_PAS", "(", "TPP", ")"]),
        ("M. Yusuf di Blok C.", ["M.", "Yusuf", "di", "Blok", "C", "."]),
        ("“Siap,” ujar Ma'ruf", ["“", "Siap", ",", "”", "ujar", "Ma'ruf"]),
        ("12/11/2025", ["12", "/", "11", "/", "2025"]),
        ("Jl. Merdeka", ["Jl.", "Merdeka"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [t.text for t in tokenise(text)] == tokens


def test_spans_count_from_the_start_of_the_whole_text() -> None:
    token = tokenise("abc def", 4)[0]
    assert (token.text, token.span.start, token.span.end) == ("def", 4, 7)
