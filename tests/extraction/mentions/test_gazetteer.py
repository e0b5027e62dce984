from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.mentions.gazetteer import Gazetteer, fold, fold_phrase

WORDS = st.lists(st.sampled_from(["lapas", "rutan", "kelas", "iib", "calang"]), min_size=1, max_size=5)


def test_the_longest_phrase_counts() -> None:
    gazetteer = Gazetteer([("Kantor Wilayah", 1), ("Kantor Wilayah Ditjenpas", 2)])
    assert gazetteer.longest(["kepala", "kantor", "wilayah", "ditjenpas", "riau"], 1) == (4, 2)
    assert gazetteer.longest(["kantor", "wilayah", "kemenag"], 0) == (2, 1)
    assert gazetteer.longest(["kantor", "pos"], 0) is None


def test_nothing_is_found_past_the_limit_or_the_end() -> None:
    gazetteer = Gazetteer([("Lapas Calang", 1)])
    assert gazetteer.longest(["lapas", "calang"], 0, 1) is None
    assert gazetteer.longest(["lapas"], 5) is None


def test_of_two_entries_for_one_phrase_the_first_counts() -> None:
    assert Gazetteer([("Lapas", "first"), ("lapas", "second")]).longest(["lapas"], 0) == (1, "first")


def test_a_phrase_is_a_member_only_as_a_whole() -> None:
    gazetteer = Gazetteer([("Lapas Calang", 1)])
    assert ["lapas", "calang"] in gazetteer
    assert ["lapas", "calang", "aceh"] not in gazetteer
    assert gazetteer.begins("lapas")
    assert not gazetteer.begins("calang")


def test_dots_apostrophes_and_capitals_do_not_matter() -> None:
    assert fold("Plt.") == "plt"
    assert fold("Jum’at") == "jum'at"
    assert fold("...") == "..."
    assert fold_phrase("Ka. KPLP") == ("ka", "kplp")


@given(st.lists(WORDS, max_size=6), WORDS)
def test_a_look_up_agrees_with_a_search_through_all_phrases(phrases: list[list[str]], text: list[str]) -> None:
    gazetteer: Gazetteer[int] = Gazetteer()
    for number, phrase in enumerate(phrases):
        gazetteer.add(phrase, number)
    fitting = [phrase for phrase in phrases if text[: len(phrase)] == phrase]
    found = gazetteer.longest(text, 0)
    if fitting:
        longest = max(fitting, key=len)
        assert found == (len(longest), phrases.index(longest))
    else:
        assert found is None
