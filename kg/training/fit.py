"""Fitting: the steps by which a network learns from examples."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extraction.learned.sheet import RELATIONS, ROLES
from kg.model import ENTITY_TYPES, PREDICATES
from kg.training.batches import Batch, SentenceExample, Sentences, make_batch, sentence_batches
from kg.training.examples import UNKNOWN, Example
from kg.training.network import TAGS, Encoder, Judge
from kg.training.plan import Plan, Shape

# Products in 16 bits take a tenth of the time where the processor has them.
_HALF = torch.cpu._is_avx512_bf16_supported()
_RELATION_COLUMNS = [PREDICATES.index(r) for r in RELATIONS]


class Network(nn.Module):
    """Encoder and judge as one module to be fitted."""

    def __init__(self, shape: Shape, pieces: int, public: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.encoder = Encoder(shape, pieces, public)
        self.judge = Judge(shape)

    def read(self, batch: Batch, keep: float = 1.0) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Tag, kind, entity and pair scores of a batch; ``keep`` is the chance that an article keeps its marks."""
        w = batch.windows
        marks = batch.marks
        if keep < 1.0:
            marks = marks * (torch.rand(marks.shape[0], 1, 1, device=marks.device) < keep)
        states, tags, kinds = self.encoder(w.ids, marks, w.mask)
        right, pairs = self.judge(states.flatten(0, 1)[w.order], **batch.sheet)
        return tags.flatten(0, 1)[w.order], kinds.flatten(0, 1)[w.order], right, pairs


def loss_of(network: Network, batch: Batch, plan: Plan) -> Tensor:
    """What a batch costs: tags, kinds, entities, roles and relations."""
    tags, kinds, right, pairs = network.read(batch, 1.0 - plan.mark_dropout)
    count = float(len(batch.tags)) / 400
    cost = plan.tag_weight * len(ENTITY_TYPES) * functional.cross_entropy(tags.reshape(-1, TAGS), batch.tags.view(-1))
    if (batch.kinds != UNKNOWN).any():
        cost = cost + plan.kind_weight * functional.cross_entropy(kinds, batch.kinds, ignore_index=UNKNOWN)
    cost = cost + plan.entity_weight * functional.binary_cross_entropy_with_logits(right, batch.entities)
    role = functional.cross_entropy(pairs[:, : 1 + len(ROLES)], batch.roles, ignore_index=UNKNOWN, reduction="none")
    relation = functional.binary_cross_entropy_with_logits(
        pairs[:, 1 + len(ROLES) :], batch.relations, reduction="none"
    )
    relation = (relation * batch.allowed[:, _RELATION_COLUMNS]).sum(1)
    return cost + plan.pair_weight * ((role + relation) * batch.weights).sum() / max(1.0, count) / 20


def _public_loss(network: Network, batch: Sentences) -> Tensor:
    scores = network.encoder.public_tags(batch.corpus, batch.ids, batch.marks, batch.mask)
    cost = functional.cross_entropy(scores.view(-1, TAGS), batch.tags.view(-1), ignore_index=UNKNOWN)
    return cost * batch.tags.shape[-1]


def steps(
    plan: Plan, examples: Sequence[Example], public: Mapping[str, Sequence[SentenceExample]], draw: Random
) -> Iterator[Batch | Sentences]:
    """All batches in the order of fitting: public corpora first, then articles with a share of sentences among them."""
    public = {name: list(found) * plan.public_times.get(name, 1) for name, found in public.items()}
    for _ in range(plan.public_rounds):
        batches = [b for name, found in public.items() for b in sentence_batches(name, found, draw)]
        draw.shuffle(batches)
        yield from batches
    for _ in range(plan.rounds):
        order = list(examples)
        draw.shuffle(order)
        mixed: list[Batch | Sentences] = [
            make_batch(part, [plan.train_weight if e.source == "train" else 1.0 for e in part])
            for part in (order[k : k + plan.articles] for k in range(0, len(order), plan.articles))
        ]
        some = {n: draw.sample(f, int(len(f) * plan.public_share)) for n, f in public.items()}
        mixed += [b for name, found in some.items() for b in sentence_batches(name, found, draw)]
        draw.shuffle(mixed)
        yield from mixed


def fit(
    network: Network,
    plan: Plan,
    examples: Sequence[Example],
    public: Mapping[str, Sequence[SentenceExample]],
    tell: Callable[[int, int, float, float], None] = lambda *_: None,
) -> None:
    """Fit ``network``; ``tell`` hears step, steps, running cost and seconds after every hundredth step."""
    total = sum(1 for _ in steps(plan, examples, public, Random(plan.seed)))  # noqa: S311 (no secret)
    encoder = [
        p for n, p in network.encoder.named_parameters() if not n.startswith(("tags", "kinds", "public", "mark"))
    ]
    known = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.judge_rate}],
        weight_decay=plan.decay,
        betas=(0.9, 0.98),
        fused=True,
    )
    rates = [group["lr"] for group in optimiser.param_groups]
    network.train()
    average = _Average(network, plan.averaging)
    began = time.monotonic()
    for step, batch in enumerate(steps(plan, examples, public, Random(plan.seed))):  # noqa: S311 (no secret)
        share = min(1.0, (step + 1) / max(1, plan.warm_up * total)) * max(0.02, 1 - step / total)
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * share
        with torch.autocast("cpu", torch.bfloat16, enabled=_HALF):
            cost = _public_loss(network, batch) if isinstance(batch, Sentences) else loss_of(network, batch, plan)
        optimiser.zero_grad()
        cost.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        average.add(step)
        if step % 100 == 99 or step + 1 == total:
            tell(step + 1, total, float(cost.detach()), time.monotonic() - began)
    average.put()
    network.eval()


class _Average:
    """A running mean of the weights, which reads unseen text better than the last step's (Polyak and Juditsky 1992)."""

    def __init__(self, network: Network, keep: float) -> None:
        self._parameters = list(network.parameters())
        self._mean = [p.detach().clone() for p in self._parameters]
        self._keep = keep

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def add(self, step: int) -> None:
        """Count in the weights after a step; early ones fade fast."""
        keep = min(self._keep, (1 + step) / (10 + step))
        for mean, parameter in zip(self._mean, self._parameters, strict=True):
            mean.lerp_(parameter, 1 - keep)

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def put(self) -> None:
        """Make the mean the weights."""
        for mean, parameter in zip(self._mean, self._parameters, strict=True):
            parameter.copy_(mean)
