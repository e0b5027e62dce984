"""Train: from annotated articles and public corpora to the folder of the shipped model."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import onnx

from kg.evaluation.annotation import read_gold
from kg.extraction.default import DefaultExtractor
from kg.extraction.learned.model import FILES, Model
from kg.extraction.learned.pieces import PieceTokenizer
from kg.extraction.rules import RulesExtractor
from kg.extraction.text.document import make_document
from kg.settings import Settings
from kg.training.batches import SentenceExample, sentence_examples
from kg.training.card import model_card
from kg.training.corpora import CORPORA, LABELS, read_corpus
from kg.training.examples import Example, make_example
from kg.training.export import export_network
from kg.training.fit import Network, Plan, fit
from kg.training.network import load_pretrained
from kg.training.pretrained import pretrained_file, pruned_tokenizer, read_pretrained
from kg.training.public import public_score
from kg.training.sources import PARTS, Annotated, annotated_articles, split
from kg.training.trees import fit_forest, forest_graph
from kg.training.tune import OPEN, Checked, check, tuned
from kg.vocabulary import Vocabulary, load_vocabulary

_WORDS = 120
_HALVES = 2


@dataclass(frozen=True, slots=True)
class Sources:
    """What a model is made of: folders of gold articles and of public corpora."""

    gold: Path
    public: Path


class Trainer:
    """Makes a model; ``tell`` hears what is being done."""

    def __init__(self, sources: Sources, plan: Plan, tell: Callable[[str], None]) -> None:
        self._sources, self._plan, self._tell = sources, plan, tell
        self._vocabulary: Vocabulary = load_vocabulary()
        self._rules = RulesExtractor(self._vocabulary)
        self._articles = annotated_articles(sources.gold, Settings.from_environment())
        self._fitted, self._checked = split(self._articles)

    def run(self, folder: Path) -> None:
        """Write the model's files into ``folder``: complete, or not at all."""
        with TemporaryDirectory() as name:
            made = Path(name)
            tokenizer = self._pieces(made)
            words = common_words(self._rules, self._articles)
            self._network(made, tokenizer, words)
            settings = self._judging(made, tokenizer, words)
            (made / "settings.json").write_text(json.dumps(settings, ensure_ascii=False, indent=1) + "\n", "utf-8")
            folder.mkdir(parents=True, exist_ok=True)
            for file in FILES:
                (folder / file).write_bytes((made / file).read_bytes())
        counts = Counter(part for *_, part in self._articles)
        (folder / "README.md").write_text(model_card(folder, counts, self._plan), encoding="utf-8")

    def _pieces(self, made: Path) -> PieceTokenizer:
        self._tell("cutting the encoder's vocabulary to Indonesian text")
        self._pretrained = read_pretrained(pretrained_file())
        texts = chain(
            (
                form
                for a, *_ in self._articles
                for text in (a.title, a.text)
                for form in (text, text.upper(), text.title())
            ),
            (
                s.text
                for name in CORPORA
                for part in ("train", "dev")
                for s in read_corpus(self._sources.public, name, part)
            ),
            self._vocabulary.texts(),
        )
        tokenizer, self._keep = pruned_tokenizer(self._pretrained, texts)
        tokenizer.save(str(made / "pieces.json"))
        return PieceTokenizer(made / "pieces.json")

    def _network(self, made: Path, tokenizer: PieceTokenizer, words: Mapping[str, int]) -> None:
        examples = self._examples(self._fitted, tokenizer, words, complete=True)
        public: dict[str, list[SentenceExample]] = {
            name: sentence_examples(
                read_corpus(self._sources.public, name, "train"), LABELS[name], self._rules, tokenizer
            )
            for name in CORPORA
        }
        network = Network(self._plan.shape, len(self._keep), LABELS)
        load_pretrained(network.encoder, self._pretrained.tensors, self._keep, self._plan.shape)
        fit(network, self._plan, examples, public, tell=self._step)
        unseen = sentence_examples(
            read_corpus(self._sources.public, "idner", "dev"), LABELS["idner"], self._rules, tokenizer
        )
        self._tell(f"idner-news-2k, dev part: F1 {public_score(network, 'idner', unseen):.3f}")
        export_network(network, made, self._plan.shape.hidden)

    def _step(self, step: int, steps: int, cost: float, seconds: float) -> None:
        left = seconds / step * (steps - step) / 60
        self._tell(f"step {step} of {steps}, cost {cost:.3f}, {seconds / 60:.1f} min, {left:.0f} min to go")

    def _examples(
        self, articles: Sequence[Annotated], tokenizer: PieceTokenizer, words: Mapping[str, int], *, complete: bool
    ) -> list[Example]:
        self._tell(f"reading {len(articles)} articles")
        return [make_example(a, gold, part, self._rules, tokenizer, words, complete) for a, gold, part in articles]

    def _judging(self, made: Path, tokenizer: PieceTokenizer, words: Mapping[str, int]) -> dict[str, Any]:
        """Fit the trees, twice without a half of the checked articles to tune on that half, then on everything."""
        written = self._examples(self._fitted, tokenizer, words, complete=True)
        halves = [self._examples(self._checked[k::_HALVES], tokenizer, words, complete=False) for k in range(_HALVES)]
        settings = {**OPEN, "words": words, "version": self._version()}
        checked: list[Checked] = []
        for k, half in enumerate(halves):
            self._write_trees(made, [*written, *half])
            (made / "settings.json").write_text(json.dumps(settings), "utf-8")
            extractor = DefaultExtractor(self._vocabulary, Model(made))
            checked += [check(extractor, article) for article in self._checked[1 - k :: _HALVES]]
        self._write_trees(made, [*written, *halves[0], *halves[1]])
        return tuned(checked, settings)

    def _write_trees(self, made: Path, examples: Sequence[Example]) -> None:
        for look, trees in fit_forest(examples, self._tell).items():
            onnx.save(forest_graph(trees), str(made / f"{look}.onnx"))

    def _version(self) -> str:
        """The fingerprint of the articles: another corpus is another model."""
        settings = Settings.from_environment()
        return "-".join(read_gold(self._sources.gold / part, settings).fingerprint[:4] for part in PARTS)


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
