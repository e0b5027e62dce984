from __future__ import annotations

from kg.extraction.mentions.event_words import event_words, meant
from kg.extraction.mentions.gazetteer import fold_phrase
from kg.vocabulary import Vocabulary


def meaning(vocabulary: Vocabulary, text: str) -> str:
    words = list(fold_phrase(text))
    match = event_words(vocabulary).text.longest(words, 0)
    assert match is not None
    reading = meant(match[1], words, match[0])
    return reading[0].kind if reading else ""


def test_the_object_decides_what_is_handed_over(vocabulary: Vocabulary) -> None:
    assert meaning(vocabulary, "menyerahkan secara simbolis remisi umum") == "release"
    assert meaning(vocabulary, "menyerahkan piagam penghargaan") == "award"
    assert meaning(vocabulary, "menyerahkan paket sembako") == "social"
    assert meaning(vocabulary, "menyerahkan kunci rumah") == "ceremony"
    assert meaning(vocabulary, "menyerahkan jabatannya") == "other"


def test_an_object_beyond_the_sentence_decides_nothing(vocabulary: Vocabulary) -> None:
    assert meaning(vocabulary, "menyerahkan semuanya . Remisi menyusul") == "other"
    assert meaning(vocabulary, "memberikan salam") == ""


def test_verbs_of_holding_come_from_the_role_cues(vocabulary: Vocabulary) -> None:
    words = event_words(vocabulary)
    assert "menggelar" in words.holding_before
    assert {"digelar", "berlangsung"} <= words.holding_after
