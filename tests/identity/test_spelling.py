from __future__ import annotations

import pytest

from kg.identity.spelling import NameMatch, compare_names, without_class


@pytest.mark.parametrize(
    ("left", "right", "match"),
    [
        ("Hadiyanto", "Hadianto", "equal"),
        ("Soeharto", "Suharto", "equal"),
        ("Nasruddin Yahya", "Nasrudin Yahya", "equal"),
        ("Elfi Andri", "Elfiandri", "equal"),
        ("Muhammad Ridwan", "M. Ridwan", "initials"),
        ("Jusman H.", "Jusman Hutagaol", "initials"),
        ("Bagas Siregar", "Bagas Nur Fadhil Adi Pranoto Siregar", "part"),
        ("Yohanis Tefa", "Yohanes Tefa", "variant"),
        ("Muhammad Ridwan", "Muhammad Rizki", "different"),
        ("A. B.", "Andi Baso", "different"),
        ("Budi S. Harahap", "Budi Santoso", "different"),
        ("Budi S.", "Budi Santoso Harahap", "initials"),
        ("Muhammad Yusuf", "M. Yusuf Hadi", "initials"),
    ],
)
def test_how_names_agree(left: str, right: str, match: NameMatch) -> None:
    assert compare_names(left, right) == compare_names(right, left) == match


@pytest.mark.parametrize("name", ["Rutan Kelas IIB Soe", "Rutan Klas II B Soe", "Rutan kls IIB Soe"])
def test_a_class_is_one_however_it_is_written(name: str) -> None:
    assert without_class(name) == ("rutan soe", "iib")
