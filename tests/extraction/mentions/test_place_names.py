from __future__ import annotations

from kg.extraction.mentions.gazetteer import fold_phrase
from kg.extraction.mentions.place_names import place_names
from kg.vocabulary import Vocabulary


def test_a_bare_name_means_the_city_before_the_regency(vocabulary: Vocabulary) -> None:
    names = place_names(vocabulary)
    found = names.names.longest(fold_phrase("Semarang"), 0)
    assert found is not None
    assert (found[1].name, found[1].kind) == ("Semarang", "city")


def test_a_code_is_given_only_where_the_name_decides(vocabulary: Vocabulary) -> None:
    names = place_names(vocabulary)
    assert names.code("regency", "Banjarnegara") == "33.04"
    assert names.code("province", "Jateng") == "33"
    assert names.code("district", "Tanjung Raya") == ""
    assert names.code("village", "Duren") == ""
