from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.names import other_names


@pytest.mark.parametrize(
    ("name", "mention"),
    [
        ("Bluri Wijaksono", "Bluri"),
        ("Bluri Wijaksono", "Wijaksono"),
        ("Bapas Kelas II Purwokerto", "Bapas Purwokerto"),
        ("Bapas Kelas II Purwokerto", "Balai Pemasyarakatan (Bapas) Kelas II Purwokerto"),
        ("Direktorat Jenderal Pemasyarakatan", "Ditjenpas"),
        ("Polri", "Kepolisian Negara Republik Indonesia"),
        ("Pemkab Aceh Jaya", "Pemerintah Kabupaten Aceh Jaya"),
    ],
)
def test_short_and_long_forms_are_names(name: str, mention: str) -> None:
    assert other_names(name, [name, mention]) == [mention]


@pytest.mark.parametrize(
    ("name", "mention"),
    [
        ("Rutan Kelas IIB Banjarnegara", "Karutan"),
        ("Lapas Kelas III Calang", "Kalapas"),
        ("Kunjungan kerja Bapas Purwokerto", "Acara tersebut"),
        ("Bluri Wijaksono", "Ia"),
        ("Kementerian Hukum dan HAM", "Menteri Hukum dan HAM"),
        ("Polres Purbalingga", "Kapolres Purbalingga"),
        ("???", "!!!"),
    ],
)
def test_pronouns_and_titles_are_no_names(name: str, mention: str) -> None:
    assert other_names(name, [mention]) == []


def test_names_are_given_once_with_single_blanks_sorted() -> None:
    assert other_names("Bluri Wijaksono", ["Wijaksono", "Bluri\nWijaksono", "Bluri", "Bluri"]) == ["Bluri", "Wijaksono"]


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=5))
def test_any_text_is_safe(name: str, mentions: list[str]) -> None:
    assert name not in other_names(name, mentions)
