from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.errors import SimpulError
from kg.extraction.default import DefaultExtractor
from kg.extraction.learned.model import FILES, Model, model_folder
from kg.extraction.text.document import make_document
from kg.model import Article
from kg.training import trees
from kg.training.judging import Judging, common_words
from kg.training.make import make_model, taken_over
from kg.training.sources import PARTS
from kg.vocabulary import Vocabulary
from tests.training.conftest import ARTICLE, GOLD

GOLD_FOLDER = Path(__file__).parents[2] / "data" / "gold"


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four articles of ``train`` and twelve of each other part."""
    folder = tmp_path_factory.mktemp("gold")
    for part in PARTS:
        (folder / part).mkdir()
        for path in sorted((GOLD_FOLDER / part).glob("*.json"))[: 4 if part == "train" else 12]:
            shutil.copy(path, folder / part)
    return folder


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "_SETTINGS", {**trees._SETTINGS, "n_estimators": 5, "n_jobs": 1})


@pytest.mark.usefixtures("quick")
def test_a_model_made_beside_a_kept_encoder_reads(gold: Path, vocabulary: Vocabulary, tmp_path: Path) -> None:
    told: list[str] = []
    judging = Judging(gold, vocabulary, told.append)
    make_model(judging, taken_over(model_folder()), tmp_path)
    assert all((tmp_path / name).is_file() for name in FILES)
    settings = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert settings["words"] == judging.words
    assert settings["version"] != Model(model_folder()).settings["version"]
    assert told[0] == "reading 36 articles"
    article = Article("a", "Kepala Bapas Purwokerto, Bluri Wijaksono, memimpin apel di Rutan Banjarnegara.")
    assert DefaultExtractor(vocabulary, Model(tmp_path)).extract(make_document(article)).verified(article)


def test_too_few_articles_are_an_error_that_says_what_is_missing(
    gold: Path, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    for part in PARTS:
        (tmp_path / part).mkdir()
        path = next(iter(sorted((gold / part).glob("*.json"))))
        shutil.copy(path, tmp_path / part)
    with pytest.raises(SimpulError, match="too few annotated articles: none says"):
        make_model(Judging(tmp_path, vocabulary, lambda _: None), taken_over(model_folder()), tmp_path / "made")


def test_only_the_articles_of_train_are_kept_back(gold: Path, vocabulary: Vocabulary) -> None:
    judging = Judging(gold, vocabulary, lambda _: None)
    assert sorted({part for *_, part in judging.fitted}) == [part for part in PARTS if part != "train"]


def test_common_words_stand_beside_names_and_are_none(gold: Path, vocabulary: Vocabulary) -> None:
    rules = Judging(gold, vocabulary, lambda _: None).rules
    words = common_words(rules, [(ARTICLE, GOLD, "more")])
    assert {"dipimpin", ","} <= words.keys()
    assert not {"bapas", "purwokerto", "bluri"} & words.keys()
    assert sorted(words.values()) == list(range(len(words)))
