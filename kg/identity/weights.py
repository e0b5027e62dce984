"""Weights: how much each feature counts, as a table that is learned from annotated articles and can be read."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import VocabularyError
from kg.identity.features import Feature
from kg.vocabulary import data_folder

_FILE = "weights.tsv"
_BIAS = "(start)"


@dataclass(frozen=True, slots=True)
class Weights:
    """``(type, feature)`` → weight; a pair's weights, added to the type's start, are the log-odds of being one."""

    table: Mapping[tuple[str, str], float]

    def probability(self, type_: str, found: Iterable[Feature]) -> float:
        """How sure it is, from 0 to 1, that a pair with these features is one thing."""
        total = self.table.get((type_, _BIAS), 0.0)
        total += math.fsum(self.table.get((type_, feature.name), 0.0) * feature.score for feature in found)
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))

    def of(self, type_: str, feature: str) -> float:
        """The weight of a feature; 0 where the table has none."""
        return self.table.get((type_, feature), 0.0)

    def write(self, path: Path) -> None:
        """Write the table, sorted."""
        lines = ["type\tfeature\tweight"]
        lines += [f"{type_}\t{name}\t{weight:.2f}" for (type_, name), weight in sorted(self.table.items())]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@cache
def load_weights(path: Path | None = None) -> Weights:
    """The weights in a file, by default those that come with Simpul; raises ``VocabularyError`` where it is wrong."""
    path = path or data_folder("identity") / _FILE
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream, delimiter="\t"))
        return Weights({(row["type"], row["feature"]): float(row["weight"]) for row in rows})
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise VocabularyError(f"{path} is no table of weights: {error}") from error
