from __future__ import annotations

import json
from pathlib import Path

from kg.store import EmbeddedStore
from kg.views.measured import measured, sureness


def test_the_figures_are_those_that_were_written() -> None:
    written = json.loads((Path(__file__).parents[2] / "data" / "quality.json").read_text(encoding="utf-8"))
    tiers = {tier.tier: tier for tier in measured()}
    assert tiers.keys() == written.keys()
    for name, tier in tiers.items():
        assert {f.name: f.f1 for f in tier.figures} == {n: s["f1"] for n, s in written[name]["dev"]["scores"].items()}


def test_every_claim_and_quotation_has_one_confidence(demo_store: EmbeddedStore) -> None:
    found = sureness(demo_store)
    counted = {
        type_: int(next(iter(demo_store.select(f"SELECT (COUNT(?c) AS ?n) WHERE {{ ?c a kg:{type_} }}")))["n"].value)  # type: ignore[union-attr]
        for type_ in ("Claim", "Quotation")
    }
    assert sum(claims for _, claims, _ in found.bins) == counted["Claim"]
    assert sum(quotes for _, _, quotes in found.bins) == counted["Quotation"]
    assert sum(count for _, count in found.certainties) == counted["Claim"]
    assert len(found.bins) == 10


def test_an_empty_graph_has_no_claims() -> None:
    assert all(not claims and not quotes for _, claims, quotes in sureness(EmbeddedStore.of([])).bins)
