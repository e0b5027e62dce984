"""Public score: how well the encoder tags names as a public corpus does."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
import torch

from kg.extraction.learned.tags import runs
from kg.training.batches import UNKNOWN, SentenceExample, sentence_batches
from kg.training.fit import Network
from kg.training.network import TAGS


def public_score(network: Network, corpus: str, examples: Sequence[SentenceExample]) -> float:
    """F1 of exact names over all labels of a corpus (entity level, as CoNLL counts)."""
    network.eval()
    hits = found = gold = 0
    with torch.no_grad():
        for batch in sentence_batches(corpus, examples, Random(0)):  # noqa: S311 (an order, no secret)
            scores = network.encoder.public_tags(corpus, batch.ids, batch.marks, batch.mask)
            said = scores.view(*batch.tags.shape, TAGS).numpy()
            for row, tags in zip(said, batch.tags.numpy(), strict=True):
                inside = tags[:, 0] != UNKNOWN
                for label in range(tags.shape[1]):
                    ours = set(runs(row[inside, label]))
                    theirs = set(runs(np.eye(TAGS)[tags[inside, label]]))
                    hits, found, gold = hits + len(ours & theirs), found + len(ours), gold + len(theirs)
    return 2 * hits / (found + gold) if found + gold else 0.0
