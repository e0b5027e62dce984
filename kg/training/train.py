"""Train: from annotated articles and public corpora to the folder of the shipped model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import torch

from kg.extraction.learned.pieces import PieceTokenizer
from kg.training.batches import SentenceExample, make_batch, sentence_examples
from kg.training.corpora import CORPORA, LABELS, read_corpus
from kg.training.export import export_network
from kg.training.fit import Network, fit
from kg.training.judging import Judging
from kg.training.network import load_pretrained
from kg.training.plan import Plan
from kg.training.pretrained import pretrained_file, pruned_tokenizer, read_pretrained
from kg.training.public import public_score
from kg.training.smoothing import smooth

# Every so many articles are shown to the smoothing.
_SHOWN = 10


class EncoderTrainer:
    """Makes the encoder's files: of the articles of ``judging`` and the corpora in the folder ``public``."""

    def __init__(self, judging: Judging, public: Path, plan: Plan, tell: Callable[[str], None]) -> None:
        self._judging, self._public, self._plan, self._tell = judging, public, plan, tell

    def __call__(self, folder: Path) -> Mapping[str, Any]:
        """Write ``pieces.json``, ``encoder.onnx`` and ``judge.onnx`` into ``folder``; tell how they were fitted."""
        tokenizer = self._pieces(folder)
        rules = self._judging.rules
        examples = self._judging.examples(self._judging.fitted, tokenizer)
        public: dict[str, list[SentenceExample]] = {
            name: sentence_examples(read_corpus(self._public, name, "train"), LABELS[name], rules, tokenizer)
            for name in CORPORA
        }
        torch.manual_seed(self._plan.seed)
        network = Network(self._plan.shape, len(self._keep), LABELS)
        load_pretrained(network.encoder, self._pretrained.tensors, self._keep, self._plan.shape)
        fit(network, self._plan, examples, public, tell=self._step)
        unseen = sentence_examples(read_corpus(self._public, "idner", "dev"), LABELS["idner"], rules, tokenizer)
        names = round(public_score(network, "idner", unseen), 3)
        self._tell(f"idner-news-2k, dev part: F1 {names}")
        seen = (make_batch([example], [1.0]) for example in examples[::_SHOWN])
        smooth(network.encoder, ((batch.windows, batch.marks) for batch in seen))
        export_network(network, folder, self._plan.shape.hidden)
        return {**self._plan.told(), "names": names}

    def _pieces(self, folder: Path) -> PieceTokenizer:
        self._tell("cutting the encoder's vocabulary to Indonesian text")
        self._pretrained = read_pretrained(pretrained_file())
        texts = chain(
            (
                form
                for a, *_ in self._judging.articles
                for text in (a.title, a.text)
                for form in (text, text.upper(), text.title())
            ),
            (s.text for name in CORPORA for part in ("train", "dev") for s in read_corpus(self._public, name, part)),
            self._judging.rules.vocabulary.texts(),
        )
        tokenizer, self._keep = pruned_tokenizer(self._pretrained, texts)
        tokenizer.save(str(folder / "pieces.json"))
        return PieceTokenizer(folder / "pieces.json")

    def _step(self, step: int, steps: int, cost: float, seconds: float) -> None:
        left = seconds / step * (steps - step) / 60
        self._tell(f"step {step} of {steps}, cost {cost:.3f}, {seconds / 60:.1f} min, {left:.0f} min to go")
