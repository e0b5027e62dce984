"""Floors: figures once reached, which a change may raise but not lower unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.evaluation.evaluate import Evaluation
from kg.evaluation.score import ANY_ROLE
from kg.extraction.tiers import TIERS
from kg.model import ENTITY_TYPES

# The figures that must not fall. The other relations are few in the corpus: one fact moves them by points.
HEADLINES = ("entities", *ENTITY_TYPES, "facts", "holdsPost", "performedBy", "locatedIn", ANY_ROLE, "quotes")
# A calibration error below the one is good enough to be worse than it was; a rise by the other is no more than chance.
CALIBRATED, CHANCE = 0.06, 0.01
# Processors round the model's eight-bit products differently: what is right on the edge of a threshold may change.
ROUNDING = {"default": 0.005}


def floors(evaluations: Iterable[Evaluation]) -> dict[str, Any]:
    """What the floors file holds of a tier: for every gold folder its fingerprint and all figures with intervals."""
    left_out = ("gold", "missed", "extra", "wrong")
    reports = ((e.gold.name, e.to_json(intervals=True)) for e in evaluations)
    return {
        name: {key: value for key, value in report.items() if key not in left_out} for name, report in sorted(reports)
    }


def with_floors(known: Mapping[str, Any], tier: str, evaluations: Iterable[Evaluation]) -> dict[str, Any]:
    """The content of a floors file, by tier, with those of ``tier`` written anew and those of other tiers as known."""
    every = {**known, tier: floors(evaluations)}
    return {name: every[name] for name in TIERS if name in every}


def below_floors(evaluations: Iterable[Evaluation], known: Mapping[str, Any]) -> Iterator[str]:
    """A line for every headline figure that fell, and for every gold folder that is not the one the floors are of.

    ``known`` are the floors of the tier that was evaluated.
    """
    for evaluation in evaluations:
        name, report = evaluation.gold.name, evaluation.to_json()
        floor = known.get(name)
        if floor is None or floor["fingerprint"] != report["fingerprint"]:
            yield f"{name}: these gold articles are not those of the floors; write the floors anew"
            continue
        yield from (f"{name}: {line}" for line in _fallen(report, floor))


def _fallen(report: Mapping[str, Any], floor: Mapping[str, Any]) -> Iterator[str]:
    pairs = [(f"{f} F1", report["scores"][f]["f1"], floor["scores"][f]["f1"]) for f in HEADLINES]
    pairs.append(("share of right event dates", report["dates"]["share"], floor["dates"]["share"]))
    slack = ROUNDING.get(report["extractor"].partition("/")[0], 0.0)
    for what, now, before in pairs:
        if now < before - slack:
            yield f"{what} {now:.3f} is below its floor {before:.3f}"
    error, most = report["calibration"]["error"], max(floor["calibration"]["error"] + CHANCE, CALIBRATED)
    if error > most:
        yield f"expected calibration error {error:.3f} is above {most:.3f}"
