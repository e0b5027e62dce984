from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from kg.evaluation.annotation import Annotation
from kg.extraction.learned.pieces import PieceTokenizer
from kg.extraction.rules import RulesExtractor
from kg.training.corpora import TaggedSentence
from kg.training.examples import Example
from tests.training.conftest import ExampleMaker

torch = pytest.importorskip("torch", reason="simpul[train] is not installed")

from kg.training.batches import Batch, SentenceExample, Sentences, make_batch, sentence_examples  # noqa: E402
from kg.training.fit import Network, _Average, fit, loss_of, steps  # noqa: E402
from kg.training.plan import Plan, Shape  # noqa: E402

SHAPE = Shape(layers=(0,), hidden=32, heads=4, inner=64, judge=16)
PLAN = Plan(shape=SHAPE, public_rounds=1, rounds=12, articles=2, encoder_rate=3e-3, judge_rate=3e-3, averaging=0.5)
LABELS = {"idner": ("PER",)}


@pytest.fixture
def network(tokenizer: PieceTokenizer) -> Network:
    torch.manual_seed(0)
    return Network(SHAPE, tokenizer.size, LABELS)


@pytest.fixture(scope="module")
def public(rules: RulesExtractor, tokenizer: PieceTokenizer) -> dict[str, list[SentenceExample]]:
    sentences = [TaggedSentence("Bluri Wijaksono berkata .", ((0, 15, "PER"),))] * 20
    return {"idner": sentence_examples(sentences, LABELS["idner"], rules, tokenizer)}


def _loss(network: Network, example: Example) -> float:
    network.eval()
    with torch.no_grad():
        return float(loss_of(network, make_batch([example], [1.0]), replace(PLAN, mark_dropout=0.0)))


def test_public_sentences_come_first_then_rounds_of_all_articles(
    example: Example, public: dict[str, list[SentenceExample]]
) -> None:
    examples = [replace(example, id=str(k), source="train" if k == 0 else "more") for k in range(5)]
    plan = replace(PLAN, rounds=3, train_weight=0.25, public_times={"idner": 3}, public_share=0.1)
    found = list(steps(plan, examples, public, Random(1)))
    first = next(k for k, batch in enumerate(found) if isinstance(batch, Batch))
    assert first > 0
    batches = [batch for batch in found if isinstance(batch, Batch)]
    pairs = len(example.roles)
    assert [len(b.roles) // pairs for b in batches].count(1) == 3  # five articles by two leave one in each round
    assert sum(len(b.roles) for b in batches) == 3 * 5 * pairs
    light = sum(int((b.weights == 0.25).sum()) for b in batches)
    assert light == 3 * pairs
    sizes = [len(b.ids) for b in found if isinstance(b, Sentences)]
    assert sum(sizes) == 3 * 20 + 3 * 6


def test_steps_are_the_same_for_the_same_draw(example: Example, public: dict[str, list[SentenceExample]]) -> None:
    examples = [example] * 3
    one, other = (
        Counter(type(b).__name__ for b in steps(PLAN, examples, public, Random(7))) for _ in range(2)
    )  # fmt: skip
    assert one == other


def test_fitting_learns_the_article_and_tells_the_end(
    network: Network, example: Example, public: dict[str, list[SentenceExample]]
) -> None:
    before = _loss(network, example)
    told: list[tuple[int, int]] = []
    fit(network, PLAN, [example], public, lambda step, total, *_: told.append((step, total)))
    assert _loss(network, example) < 0.7 * before
    total = sum(1 for _ in steps(PLAN, [example], public, Random(PLAN.seed)))
    assert told == [(total, total)]
    assert not network.training


def test_fitting_twice_gives_the_same_weights(example: Example, tokenizer: PieceTokenizer) -> None:
    weights = []
    for _ in range(2):
        torch.manual_seed(0)
        network = Network(SHAPE, tokenizer.size, LABELS)
        fit(network, replace(PLAN, rounds=2), [example], {})
        weights.append([p.detach().clone() for p in network.parameters()])
    assert all(torch.equal(one, other) for one, other in zip(*weights, strict=True))


def test_pairs_of_an_article_without_weight_cost_nothing(network: Network, example: Example) -> None:
    network.eval()
    batch, free = make_batch([example], [0.0]), replace(PLAN, mark_dropout=0.0)
    with torch.no_grad():
        assert loss_of(network, batch, free) == loss_of(network, batch, replace(free, pair_weight=0.0))
        assert _loss(network, example) > float(loss_of(network, batch, free))


def test_an_article_without_kinds_has_a_cost(network: Network, example_of: ExampleMaker) -> None:
    assert 0 < _loss(network, example_of(gold=Annotation("small"))) < float("inf")


def test_without_marks_the_network_reads_words_alone(network: Network, example: Example) -> None:
    network.eval()
    batch = make_batch([example], [1.0])
    bare = replace(batch, marks=torch.zeros_like(batch.marks))
    with torch.no_grad():
        dropped, expected, kept = network.read(batch, 0.0)[0], network.read(bare)[0], network.read(batch)[0]
    torch.testing.assert_close(dropped, expected)
    assert not torch.allclose(kept, expected)


def test_the_mean_of_weights_lies_between_them(network: Network) -> None:
    parameter = next(network.parameters())
    with torch.no_grad():
        parameter.fill_(0.0)
        average = _Average(network, 0.9)
        parameter.fill_(1.0)
        for step in range(3):
            average.add(step)
        assert (parameter == 1.0).all()
        average.put()
    # What is left of the first weights: 1/10, of that 2/11, of that 3/12.
    torch.testing.assert_close(parameter.detach(), torch.full_like(parameter, 1 - 1 / 10 * 2 / 11 * 3 / 12))
