"""The committed speed of the explorer is of the drawing that was asked for, and suffices: see ``explorer.py``."""

from __future__ import annotations

import json
from pathlib import Path

FIGURES = json.loads(Path(__file__).with_name("explorer_speed.json").read_text(encoding="utf-8"))


def test_a_thousand_things_and_two_thousand_edges_can_be_dragged() -> None:
    assert (FIGURES["things"], FIGURES["edges"]) == (1_000, 2_000)
    assert 0 < FIGURES["drag_node_frame_ms"] < 50
    assert 0 < FIGURES["drag_ground_frame_ms"] < 50


def test_a_thing_with_five_thousand_facts_is_answered_within_a_second() -> None:
    assert FIGURES["facts_of_one_thing"] == 5_000
    assert 0 < FIGURES["neighbours_ms"] < 1_000
