from __future__ import annotations

from collections.abc import Callable

from kg.extraction.entities.places import cluster_places
from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.text.document import make_document
from kg.model import Article, Mention, Span
from kg.vocabulary import Vocabulary

ReadingMaker = Callable[..., Reading]


def clusters(vocabulary: Vocabulary, *named: tuple[str, str, str]) -> list[Cluster]:
    """The clusters of mentions given as name, kind and reference, one behind the other."""
    mentions = [Mention("Place", Span(i, i + 1), name, name, kind, code) for i, (name, kind, code) in enumerate(named)]
    return cluster_places(make_document(Article("a", "x" * len(named))), mentions, vocabulary)


def test_a_bare_name_joins_the_one_with_its_class_word(vocabulary: Vocabulary) -> None:
    (place,) = clusters(vocabulary, ("Temanggung", "regency", "33.23"), ("Kabupaten Temanggung", "regency", "33.23"))
    assert (place.id, place.name, place.kind, place.reference) == ("l1", "Kabupaten Temanggung", "regency", "33.23")


def test_class_words_that_contradict_keep_places_apart(vocabulary: Vocabulary) -> None:
    found = clusters(
        vocabulary, ("Kota Madiun", "city", ""), ("Kabupaten Madiun", "regency", ""), ("Madiun", "city", "")
    )
    assert [(p.name, len(p.mentions)) for p in found] == [("Kota Madiun", 2), ("Kabupaten Madiun", 1)]


def test_a_town_is_not_the_district_of_its_name(vocabulary: Vocabulary) -> None:
    found = clusters(vocabulary, ("Nabire", "regency", "94.01"), ("Distrik Nabire", "district", ""))
    assert [p.kind for p in found] == ["regency", "district"]


def test_a_shorter_name_of_a_site_joins_the_longer(vocabulary: Vocabulary) -> None:
    (site,) = clusters(
        vocabulary,
        ("Masjid Al Makmur", "site", ""),
        ("Masjid Jami Al Makmur", "site", ""),
        ("Mesjid Al Makmur", "site", ""),
    )
    assert site.name == "Masjid Jami Al Makmur"


def test_two_forms_with_one_code_are_one_place(vocabulary: Vocabulary) -> None:
    (place,) = clusters(vocabulary, ("Jawa Timur", "province", "35"), ("Jatim", "province", "35"))
    assert place.reference == "35"
