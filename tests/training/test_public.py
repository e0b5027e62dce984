from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from kg.extraction.learned.sheet import MARKS

torch = pytest.importorskip("torch", reason="simpul[train] is not installed")

from kg.training.batches import SentenceExample  # noqa: E402
from kg.training.fit import Network  # noqa: E402
from kg.training.network import TAGS  # noqa: E402
from kg.training.public import public_score  # noqa: E402

Tagger = Callable[[Any], Any]
OUT, PER, ORG = (0, 0), (1, 0), (0, 1)


def _example(first: int, *tags: tuple[int, int]) -> SentenceExample:
    ids = tuple(range(first, first + len(tags)))
    return SentenceExample(ids, np.zeros((len(ids), MARKS), np.float32), np.array(tags, np.int64))


# Pieces 10-13: a person of two pieces, then an organisation; 20-22: two persons side by side.
EXAMPLES = [_example(10, PER, (2, 0), OUT, ORG), _example(20, PER, PER, OUT)]
GOLD = {k: tag for e in EXAMPLES for k, tag in zip(e.ids, e.tags.tolist(), strict=True)}


def _network(said: dict[int, list[int]]) -> Network:
    """A network that tags each piece as told, and end marks as names."""

    def public_tags(_: str, ids: Any, *__: Any) -> Any:
        tags = [[said.get(int(piece), [1, 1]) for piece in row] for row in ids]
        return torch.nn.functional.one_hot(torch.tensor(tags), TAGS).float().flatten(2)

    encoder = SimpleNamespace(public_tags=public_tags)
    return cast(Network, SimpleNamespace(encoder=encoder, eval=lambda: None))


def test_all_names_exactly_is_one() -> None:
    assert public_score(_network(GOLD), "idner", EXAMPLES) == 1.0


@pytest.mark.parametrize(
    ("changed", "score"),
    [
        ({11: [0, 0]}, 2 * 3 / 8),  # a name too short is a miss and a mistake
        ({13: [0, 0]}, 2 * 3 / 7),  # nothing said is a miss
        ({12: [0, 1]}, 2 * 4 / 9),  # a name too many is a mistake
        ({13: [1, 0]}, 2 * 3 / 8),  # the wrong label is both
        ({21: [2, 0]}, 2 * 2 / 7),  # two names in one
    ],
)
def test_names_count_whole_and_with_their_label(changed: dict[int, list[int]], score: float) -> None:
    assert public_score(_network(GOLD | changed), "idner", EXAMPLES) == pytest.approx(score)


def test_no_names_in_gold_and_answer_score_nothing() -> None:
    silent = [_example(30, OUT, OUT)]
    assert public_score(_network({30: [0, 0], 31: [0, 0]}), "idner", silent) == 0.0
    assert public_score(_network({}), "idner", []) == 0.0
