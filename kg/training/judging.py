"""Judging: the half of a model that needs no network to be fitted: trees, thresholds, calibration."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import onnx

from kg.evaluation.annotation import read_gold
from kg.extraction.default import DefaultExtractor
from kg.extraction.learned.model import Model
from kg.extraction.learned.pieces import PieceTokenizer
from kg.extraction.rules import RulesExtractor
from kg.extraction.text.document import make_document
from kg.settings import Settings
from kg.training.examples import Example, make_example
from kg.training.sources import PARTS, Annotated, annotated_articles, split
from kg.training.trees import fit_forest, forest_graph
from kg.training.tune import OPEN, Checked, check, tuned
from kg.vocabulary import Vocabulary

_WORDS = 120
_HALVES = 2


class Judging:
    """The annotated articles of a folder, and what is fitted on them beside an encoder; ``tell`` hears the progress."""

    def __init__(self, gold: Path, vocabulary: Vocabulary, tell: Callable[[str], None]) -> None:
        self._gold, self._vocabulary, self._tell = gold, vocabulary, tell
        self.rules = RulesExtractor(vocabulary)
        self.articles = annotated_articles(gold, Settings.from_environment())
        self.fitted, self._checked = split(self.articles)
        self.words: Mapping[str, int] = common_words(self.rules, self.articles)

    def examples(
        self, articles: Sequence[Annotated], tokenizer: PieceTokenizer, *, complete: bool = True
    ) -> list[Example]:
        """The articles as numbers; ``complete``: with the entities that rules miss."""
        self._tell(f"reading {len(articles)} articles")
        return [make_example(a, gold, part, self.rules, tokenizer, self.words, complete) for a, gold, part in articles]

    def write(self, folder: Path, encoder: Mapping[str, Any]) -> None:
        """Write ``first.onnx``, ``second.onnx`` and ``settings.json`` beside the encoder in ``folder``.

        ``encoder``: what the settings are to say of it.
        The trees are fitted twice without a half of the checked articles to tune on that half, then on everything.
        """
        tokenizer = PieceTokenizer(folder / "pieces.json")
        written = self.examples(self.fitted, tokenizer)
        halves = [self.examples(self._checked[k::_HALVES], tokenizer, complete=False) for k in range(_HALVES)]
        settings = {**OPEN, "words": self.words, "version": self._version(), "encoder": encoder}
        checked: list[Checked] = []
        for k, half in enumerate(halves):
            self._write_trees(folder, [*written, *half])
            _write_settings(folder, settings)
            extractor = DefaultExtractor(self._vocabulary, Model(folder))
            checked += [check(extractor, article) for article in self._checked[1 - k :: _HALVES]]
        self._write_trees(folder, [*written, *halves[0], *halves[1]])
        _write_settings(folder, tuned(checked, settings))

    def _write_trees(self, folder: Path, examples: Sequence[Example]) -> None:
        for look, trees in fit_forest(examples, self._tell).items():
            onnx.save(forest_graph(trees), str(folder / f"{look}.onnx"))

    def _version(self) -> str:
        """The fingerprint of the articles: another corpus is another model."""
        settings = Settings.from_environment()
        return "-".join(read_gold(self._gold / part, settings).fingerprint[:4] for part in PARTS)


def _write_settings(folder: Path, settings: Mapping[str, Any]) -> None:
    text = json.dumps(settings, ensure_ascii=False, indent=1) + "\n"
    (folder / "settings.json").write_text(text, encoding="utf-8")


def common_words(rules: RulesExtractor, articles: Iterable[Annotated]) -> dict[str, int]:
    """The words that stand beside names most often, each with its column."""
    counts: Counter[str] = Counter()
    for article, *_ in articles:
        document = make_document(article)
        spans = [document.token_range(mention.span) for mention, _ in rules.read(document).mentions()]
        named = set(chain.from_iterable(spans))
        beside = (k for span in spans for k in (span.start - 1, span.stop))
        counts.update(document.tokens[k].lower for k in beside if 0 <= k < len(document.tokens) and k not in named)
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    return {word: column for column, word in enumerate(ranked[:_WORDS])}
