from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from kg.extraction.learned.sheet import ENTITY_FEATURES, KINDS, MARKS, MENTIONS, PAIR_FEATURES, RELATIONS, ROLES
from kg.model import ENTITY_TYPES

torch = pytest.importorskip("torch", reason="simpul[train] is not installed")

from kg.training.network import TAGS, Dropout, Encoder, EncoderLayer, Judge, load_pretrained  # noqa: E402
from kg.training.plan import Shape  # noqa: E402

SHAPE = Shape(layers=(1,), hidden=32, heads=4, inner=64, judge=16)
PIECES = 20


@pytest.fixture
def encoder() -> Encoder:
    torch.manual_seed(1)
    made = Encoder(SHAPE, PIECES, {"idner": ("PER", "ORG")})
    made.eval()
    return made


@pytest.fixture
def judge() -> Judge:
    torch.manual_seed(2)
    made = Judge(SHAPE)
    made.eval()
    return made


def test_a_layer_is_a_post_norm_transformer_layer() -> None:
    torch.manual_seed(3)
    ours = EncoderLayer(SHAPE).eval()
    theirs = torch.nn.TransformerEncoderLayer(32, 4, 64, activation="gelu", batch_first=True, layer_norm_eps=1e-12)
    attention = theirs.eval().self_attn
    with torch.no_grad():
        attention.in_proj_weight.copy_(torch.cat([ours.q.weight, ours.k.weight, ours.v.weight]))
        attention.in_proj_bias.copy_(torch.cat([ours.q.bias, ours.k.bias, ours.v.bias]))
        parts = (ours.ao, attention.out_proj), (ours.fi, theirs.linear1), (ours.fo, theirs.linear2)
        for one, other in (*parts, (ours.aln, theirs.norm1), (ours.oln, theirs.norm2)):
            other.load_state_dict(one.state_dict())
        x = torch.randn(2, 5, 32)
        torch.testing.assert_close(ours(x, torch.zeros(2, 1, 1, 5)), theirs(x), atol=1e-5, rtol=1e-4)


def test_dropout_takes_a_share_of_the_numbers_and_keeps_the_sum() -> None:
    torch.manual_seed(4)
    dropout = Dropout(0.25)
    found = dropout(torch.ones(400, 100))
    assert sorted(found.unique().tolist()) == pytest.approx([0, 4 / 3])
    assert float(found.mean()) == pytest.approx(1, abs=0.02)
    assert not torch.equal(Dropout(0.25)(torch.ones(400, 100)), found), "each layer draws for itself"
    torch.manual_seed(4)
    assert torch.equal(Dropout(0.25)(torch.ones(400, 100)), found), "the same draws in every run"
    assert torch.equal(dropout.eval()(torch.ones(3)), torch.ones(3))


def test_every_piece_has_state_tags_and_kinds(encoder: Encoder) -> None:
    ids, seen = torch.randint(4, PIECES, (2, 7)), torch.zeros(2, 7, MARKS)
    states, tags, kinds = encoder(ids, seen)
    assert states.shape == (2, 7, 32)
    assert tags.shape == (2, 7, len(ENTITY_TYPES), TAGS)
    assert kinds.shape == (2, 7, len(KINDS))
    assert encoder.public_tags("idner", ids, seen, torch.ones(2, 7)).shape == (2, 7, 2 * TAGS)


def test_padding_changes_nothing(encoder: Encoder) -> None:
    ids = torch.randint(4, PIECES, (1, 5))
    padded = torch.cat([ids, torch.ones(1, 3, dtype=torch.long)], 1)
    mask = (torch.arange(8) < 5).float().unsqueeze(0)
    with torch.no_grad():
        alone = encoder(ids, torch.zeros(1, 5, MARKS))
        beside = encoder(padded, torch.zeros(1, 8, MARKS), mask)
    for one, other in zip(alone, beside, strict=True):
        torch.testing.assert_close(one, other[:, :5], atol=1e-5, rtol=1e-4)


def test_marks_begin_by_telling_the_pretrained_layers_nothing(encoder: Encoder) -> None:
    ids = torch.randint(4, PIECES, (1, 5))
    with torch.no_grad():
        bare, tags, _ = encoder(ids, torch.zeros(1, 5, MARKS))
        marked, told, _ = encoder(ids, torch.ones(1, 5, MARKS))
    torch.testing.assert_close(bare, marked)
    assert not torch.allclose(tags, told)


def _sheet(owners: list[int]) -> dict[str, Any]:
    """Rows of entities of some articles, each mentioned once, and the pairs of neighbours."""
    count = len(owners)
    begins = torch.full((count, MENTIONS), -1)
    begins[:, 0] = 2 * torch.arange(count)
    owner = torch.tensor(owners)
    pairs = torch.stack([torch.arange(count - 1), torch.arange(1, count)], 1)
    return {
        "types": torch.arange(count) % len(ENTITY_TYPES), "kinds": torch.arange(count) % len(KINDS),
        "entities": torch.rand(count, ENTITY_FEATURES), "begins": begins,
        "ends": torch.where(begins >= 0, begins + 2, -1), "apart": (owner[:, None] != owner[None]) * -1e4,
        "pairs": pairs, "near": 2 * pairs, "features": torch.rand(count - 1, PAIR_FEATURES),
    }  # fmt: skip


def test_entities_and_pairs_are_judged(judge: Judge) -> None:
    right, joined = judge(torch.randn(10, 32), **_sheet([0] * 5))
    assert right.shape == (5,)
    assert joined.shape == (4, 1 + len(ROLES) + len(RELATIONS))


def test_articles_of_a_batch_do_not_hear_of_each_other(judge: Judge) -> None:
    sheet, states = _sheet([0, 0, 0, 1, 1]), torch.randn(10, 32)
    other = states.clone()
    other[6:] = torch.randn(4, 32)
    with torch.no_grad():
        one, pairs = judge(states, **sheet)
        changed, changed_pairs = judge(other, **sheet)
    torch.testing.assert_close(one[:3], changed[:3])
    torch.testing.assert_close(pairs[:2], changed_pairs[:2], atol=1e-5, rtol=1e-4)
    assert not torch.allclose(one[3:], changed[3:])


def test_an_entity_without_a_mention_and_no_pairs_are_judged(judge: Judge) -> None:
    sheet = _sheet([0, 0, 0])
    sheet["begins"][1], sheet["ends"][1] = -1, -1
    nothing = {name: sheet[name][:0] for name in ("pairs", "near", "features")}
    right, joined = judge(torch.randn(6, 32), **sheet | nothing)
    assert right.isfinite().all()
    assert joined.shape == (0, 1 + len(ROLES) + len(RELATIONS))


def test_pretrained_rows_and_layers_are_copied(encoder: Encoder) -> None:
    draw = np.random.default_rng(1)
    sizes = {"q": (32, 32), "k": (32, 32), "v": (32, 32), "ao": (32, 32), "fi": (64, 32), "fo": (32, 64)}
    shapes: dict[str, tuple[int, ...]] = {
        "emb.word": (50, 32), "emb.type": (2, 32), "emb.pos": (512, 32), "emb.ln.w": (32,), "emb.ln.b": (32,)
    }  # fmt: skip
    for layer in (0, 1):
        shapes |= {f"l{layer}.{name}.w": size for name, size in sizes.items()}
        shapes |= {f"l{layer}.{name}.b": size[:1] for name, size in sizes.items()}
        shapes |= {f"l{layer}.{name}.{half}": (32,) for name in ("aln", "oln") for half in "wb"}
    tensors = {name: draw.normal(size=size).astype(np.float32) for name, size in shapes.items()}
    keep = list(range(0, 40, 2))
    load_pretrained(encoder, tensors, keep, SHAPE)
    words = encoder.word.weight.detach().numpy()
    np.testing.assert_allclose(words, tensors["emb.word"][keep] + tensors["emb.type"][0], rtol=1e-6)
    layer = encoder.layers[0]
    for name in (*sizes, "aln", "oln"):
        np.testing.assert_array_equal(getattr(layer, name).weight.detach().numpy(), tensors[f"l1.{name}.w"])
        np.testing.assert_array_equal(getattr(layer, name).bias.detach().numpy(), tensors[f"l1.{name}.b"])
    with pytest.raises(KeyError, match="l2"):
        load_pretrained(encoder, tensors, keep, replace(SHAPE, layers=(2,)))
