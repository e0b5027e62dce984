"""The committed reading speed tells of the articles and the extractor that are here; ``speed.py`` measures it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.extraction.tiers import TIERS, make_extractor
from kg.vocabulary import load_vocabulary

TRAIN = Path(__file__).parents[2] / "data" / "gold" / "train"


@pytest.mark.parametrize("tier", TIERS)
def test_the_committed_figures_are_of_these_articles_and_this_extractor(tier: str) -> None:
    figures = json.loads(Path(__file__).with_name("extraction_speed.json").read_text(encoding="utf-8"))[tier]
    assert figures["peer"].startswith("spacy")
    assert figures["articles"] == len(list(TRAIN.glob("*.json")))
    assert figures["extractor"] == make_extractor(tier, load_vocabulary()).version
    assert 0 < figures["ratio"] < 1
