from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.spelling import (
    NameMatch,
    abbreviates,
    bracketed,
    compare_names,
    fold,
    initials,
    skeleton,
    strip_class,
    without_class,
)


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
        ("Abd. Rahman Saleh", "Abdurrahman Saleh", "variant"),
        ("Yulius Chandra", "Y. Candra", "initials"),
        ("Hafidz Dzulfikri", "Hafid Zulfikri", "variant"),
        ("W.K. Nugroho", "Wahyu Kurnia Nugraha", "initials"),
        ("Budi Santoso", "Budi", "part"),
    ],
)
def test_how_names_agree(left: str, right: str, match: NameMatch) -> None:
    assert compare_names(left, right) == compare_names(right, left) == match


@pytest.mark.parametrize("name", ["Rutan Kelas IIB Soe", "Rutan Klas II B Soe", "Rutan kls IIB Soe"])
def test_a_class_is_one_however_it_is_written(name: str) -> None:
    assert without_class(name) == ("rutan soe", "iib")


NAMES = st.lists(
    st.sampled_from(["Hadiyanto", "Hadianto", "M.", "Muh.", "Muhammad", "Yusuf", "Siregar", "H", "A"]), max_size=4
)


@given(NAMES, NAMES)
def test_names_agree_the_same_from_either_side(left: list[str], right: list[str]) -> None:
    one, other = " ".join(left), " ".join(right)
    assert compare_names(one, other) == compare_names(other, one)
    assert compare_names(one, one) == "equal"


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text) == " ".join(fold(text).split())


@pytest.mark.parametrize("word", ["moh", "muh", "mochammad", "mohamed", "muhammad", "muhamad"])
def test_everybody_writes_muhammad_in_his_own_way(word: str) -> None:
    assert skeleton(word) == "muhamad"


def test_a_name_without_its_class_keeps_its_capitals() -> None:
    assert strip_class("Rutan Kls II B Soe") == strip_class("Rutan Kelas IIB Soe") == "Rutan Soe"


def test_initials_leave_out_the_and() -> None:
    assert initials("timor tengah selatan") == "tts"
    assert initials("hukum dan ham") == "hh"


def test_a_name_with_its_short_form_in_brackets_is_two() -> None:
    assert bracketed("Festival Seni (IPPAFest) 2025") == ("Festival Seni  2025", "IPPAFest 2025")
    assert bracketed("Festival Seni") == bracketed("(IPPAFest)") == ()


@pytest.mark.parametrize(
    ("short", "long", "yes"),
    [
        ("silo", "sebuku iron lateritic ores", True),
        ("kdmp leworeng", "koperasi desa merah putih leworeng", True),
        ("udd pmi wonosobo", "unit donor darah pmi wonosobo", True),
        ("kdmp leworeng", "koperasi desa merah putih soppeng", False),
        ("s", "soppeng", False),
        ("", "soppeng raya", False),
    ],
)
def test_a_run_of_words_may_be_shortened_to_initials(short: str, long: str, yes: bool) -> None:
    assert abbreviates(short, long) is yes
