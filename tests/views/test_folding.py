from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.views.folding import fold, search_form, words_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rutan Klas II B Serang", "rutan kelas iib serang"),
        ("Lapas Kls. I Malang", "Lapas Kelas I Malang"),
        ("Djoko Soesilo", "Joko Susilo"),
        ("TJOKROAMINOTO", "Cokroaminoto"),
        ("René", "rene"),
    ],
)
def test_ways_of_writing_one_name_have_one_form(one: str, other: str) -> None:
    assert search_form(one) == search_form(other)


@pytest.mark.parametrize("text", ["II Bandung", "Klasik", "kelas", "Iv a"])
def test_what_only_looks_like_a_class_stays_words(text: str) -> None:
    expected = {"II Bandung": "ii bandung", "Klasik": "klasik", "kelas": "kelas", "Iv a": "iva"}
    assert search_form(text) == expected[text]


@given(st.text())
def test_the_form_of_a_form_is_itself_for_folding(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_stand_where_they_are_said_to_be(text: str) -> None:
    for start, end, form in words_in(text):
        assert search_form(text[start:end]) == form
        assert text[start:end].strip() == text[start:end]
