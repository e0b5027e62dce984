"""Evidence: which words tell of an event and which only mention one."""

import pytest

from kg.extraction.rules import RulesExtractor
from kg.extraction.text.document import make_document
from kg.model import Article
from kg.vocabulary import load_vocabulary

TITLE = "Lapas Cirebon Terima Rombongan Pelajar"


def kinds(sentence: str) -> set[str]:
    """The kinds of the events in an article whose second paragraph is ``sentence``."""
    text = f"CIREBON – Suasana Lapas Cirebon ramai sejak pagi.\n\n{sentence}"
    reading = RulesExtractor(load_vocabulary()).read(make_document(Article("article", text, TITLE)))
    return {cluster.kind for cluster in reading.clusters if cluster.type == "Event"}


def test_a_verb_far_from_the_title_tells_of_an_event() -> None:
    assert "ceremony" in kinds("Wali Kota Cirebon meresmikan bengkel kerja di Lapas Cirebon.")


@pytest.mark.parametrize("before", ["tidak", "belum", "ingin", "dapat", "rutin"])
def test_what_is_denied_or_wished_is_none(before: str) -> None:
    assert "ceremony" not in kinds(f"Wali Kota Cirebon {before} meresmikan bengkel kerja di Lapas Cirebon.")


def test_a_verb_without_actor_or_day_is_none() -> None:
    assert "ceremony" not in kinds("Mereka meresmikan bengkel kerja.")
