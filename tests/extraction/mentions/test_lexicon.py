from __future__ import annotations

from kg.extraction.mentions.lexicon import Lexicon, bare_degree, fold_text, lexicon
from kg.vocabulary import Vocabulary


def test_the_lexicon_of_a_vocabulary_is_made_once(vocabulary: Vocabulary, terms: Lexicon) -> None:
    assert lexicon(vocabulary) is terms


def test_heads_of_units_are_found_by_name_and_by_title(terms: Lexicon) -> None:
    name = terms.heads.longest(["lembaga", "pemasyarakatan", "calang"], 0)
    title = terms.heads.longest(["kalapas", "calang"], 0)
    assert name is not None
    assert name[1].unit_type.id == "lapas"
    assert name[1].title is None
    assert title is not None
    assert title[1].title is not None
    assert title[1].title.post == "Kepala"


def test_a_governors_title_heads_no_unit(terms: Lexicon) -> None:
    assert terms.heads.longest(["bupati", "tegal"], 0) is None


def test_short_forms_of_places_lead_to_one_name(terms: Lexicon) -> None:
    assert terms.places.longest(["sumsel"], 0) == (1, "sumatera selatan")
    assert terms.places.longest(["sumatera", "selatan"], 0) == (2, "sumatera selatan")


def test_words_of_offices_are_told_from_names(terms: Lexicon) -> None:
    assert all(terms.is_topic(word) for word in ("pelayanan", "tahanan", "giatja", "kesehatan", "rehabilitasi"))
    assert not any(terms.is_topic(word) for word in ("andhika", "suparman", "lapas", "calang"))


def test_function_words_stop_a_name_but_openers_may_stand_inside(terms: Lexicon) -> None:
    assert terms.stops("yang")
    assert terms.stops("seluruh")
    assert not terms.stops("seluruh", inside=True)
    assert not terms.stops("suparman")


def test_ranks_and_degrees_are_known_in_every_spelling(terms: Lexicon) -> None:
    assert terms.ranked(["akbp", "christian"], 0)
    assert not terms.ranked(["christian"], 0)
    assert not terms.ranked([], 0)
    assert {bare_degree(form) for form in ("S.Kom", "SKom", "S. Kom.")} == {"skom"}
    assert "sh" in terms.degrees
    assert fold_text("Ka. KPLP") == "ka kplp"


def test_subtypes_and_regional_offices_have_types_of_their_own(terms: Lexicon) -> None:
    assert terms.subtypes["lapas", "narkotika"].id == "lapas-narkotika"
    assert terms.regional["ditjenpas"].id == "kanwil-ditjenpas"
    assert "jawa tengah" in terms.provinces
