from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.mentions.lexicon import Lexicon
from kg.extraction.mentions.unit_classes import read_class
from kg.extraction.mentions.words import Words


@pytest.mark.parametrize(
    ("text", "subtype", "level", "end"),
    [
        ("Narkotika Kelas IIA Pamekasan", "lapas-narkotika", "IIA", 3),
        ("Klas II B Terbuka Kendal", "lapas-terbuka", "IIB", 4),
        ("Calang", "lapas", "", 0),
    ],
)
def test_subtype_and_class_stand_in_either_order(
    words_of: Callable[..., Words], terms: Lexicon, text: str, subtype: str, level: str, end: int
) -> None:
    words = words_of(text)
    start = words.headline
    kind, found, stop = read_class(words, terms, terms.vocabulary.unit_type_by_id["lapas"], start)
    assert (kind.id, found, stop - start) == (subtype, level, end)
