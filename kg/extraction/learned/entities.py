"""Entities: how likely each cluster of a reading is a thing that the article really speaks of as such."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from kg.extraction.entities.reading import Reading
from kg.extraction.learned.model import Encoded
from kg.extraction.learned.pieces import Pieces
from kg.extraction.learned.relations import sigmoid
from kg.extraction.learned.sheet import Array
from kg.model import ENTITY_TYPES, Mention

EVIDENCE = 8


def entity_evidence(
    reading: Reading, pieces: Pieces, encoded: Encoded, logits: Array, new: Collection[Mention]
) -> Array:
    """What speaks for each cluster, (c, EVIDENCE).

    The judge's logit; the best and the mean chance of its mentions to be tagged with its type; whether only the model
    found it, alone and with each of these; 1.
    """
    rows = []
    for cluster, logit in zip(reading.clusters, logits, strict=True):
        column = ENTITY_TYPES.index(cluster.type)
        seen = [
            1 - encoded.tags[under.start : under.stop, column, 0].mean()
            for mention in cluster.mentions
            if (under := pieces.under(mention.span))
        ]
        best, mean = (max(seen), sum(seen) / len(seen)) if seen else (0.0, 0.0)
        alone = float(all(m in new for m in cluster.mentions))
        told = float(np.clip(logit, -8, 8)) / 4
        rows.append([1.0, told, best, mean, alone, alone * told, alone * best, alone * mean])
    return np.array(rows, np.float32).reshape(-1, EVIDENCE)


def entity_chances(types: Sequence[int], evidence: Array, weights: Mapping[str, Sequence[float]]) -> Array:
    """The chance (c,) of each cluster, by the logistic regression of its type."""
    table = np.array([weights[t] for t in ENTITY_TYPES], np.float32)
    return sigmoid((table[np.array(types, np.int64)] * evidence).sum(1))
