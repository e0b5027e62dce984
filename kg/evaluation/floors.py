"""Floors: figures once reached, which a change may raise but not lower unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.evaluation.evaluate import Evaluation
from kg.evaluation.score import ANY_ROLE
from kg.model import ENTITY_TYPES

# The figures that must not fall. The other relations are few in the corpus: one fact moves them by points.
HEADLINES = ("entities", *ENTITY_TYPES, "facts", "holdsPost", "performedBy", "locatedIn", ANY_ROLE, "quotes")


def floors(evaluations: Iterable[Evaluation]) -> dict[str, Any]:
    """What the floors file holds: for every gold folder its fingerprint and all figures, by the folder's name."""
    kept = ("fingerprint", "extractor", "articles", "scores", "dates", "kinds")
    reports = ((e.gold.name, e.to_json()) for e in evaluations)
    return {name: {key: report[key] for key in kept} for name, report in sorted(reports)}


def below_floors(evaluations: Iterable[Evaluation], known: Mapping[str, Any]) -> Iterator[str]:
    """A line for every headline figure that fell, and for every gold folder that is not the one the floors are of."""
    for evaluation in evaluations:
        name, report = evaluation.gold.name, evaluation.to_json()
        floor = known.get(name)
        if floor is None or floor["fingerprint"] != report["fingerprint"]:
            yield f"{name}: these gold articles are not those of the floors; write the floors anew"
            continue
        for figure in HEADLINES:
            now, before = report["scores"][figure]["f1"], floor["scores"][figure]["f1"]
            if now < before:
                yield f"{name}: {figure} F1 {now:.3f} is below its floor {before:.3f}"
