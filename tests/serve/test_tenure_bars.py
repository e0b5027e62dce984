from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.serve.tenure_bars import WIDTH, tenure_line
from kg.views.tenures import Tenure
from kg.views.things import Thing

DAYS = st.sampled_from(["", "2024-01-01", "2024-06-01", "2025-01-01", "2025-12-31"])


def tenure(first: str = "", last: str = "", start: str = "", end: str = "", proposed: str = "") -> Tenure:
    person, post = Thing("urn:p", "P"), Thing("urn:o", "O")
    first, last = sorted((first, last)) if first and last else ("", "")
    return Tenure("urn:t", person, post, False, first, last, start, end, proposed, False, None, None)


def test_bars_tell_what_is_seen_from_what_is_told_and_proposed() -> None:
    drawn = tenure_line(
        [
            tenure("2024-03-01", "2024-06-01", start="2024-01-01", end="2025-01-01"),
            tenure("2025-06-01", "2025-06-01", proposed="2025-12-31"),
        ]
    )
    assert (drawn.first, drawn.last) == ("2024-01-01", "2025-12-31")
    told, seen = drawn.rows[0].bars
    assert (told.kind, seen.kind) == ("told", "seen")
    assert told.x == 0
    assert told.x < seen.x < seen.x + seen.width < told.x + told.width
    proposed, day = drawn.rows[1].bars
    assert (proposed.kind, day.kind) == ("proposed", "seen")
    assert proposed.x == day.x
    assert proposed.x + proposed.width == WIDTH
    assert day.width > 0


def test_where_no_day_is_known_nothing_is_drawn() -> None:
    drawn = tenure_line([tenure()])
    assert (drawn.rows[0].bars, drawn.first) == ((), "")


@given(st.lists(st.builds(tenure, DAYS, DAYS, DAYS, DAYS, DAYS), max_size=4))
def test_every_bar_lies_on_the_scale(tenures: list[Tenure]) -> None:
    drawn = tenure_line(tenures)
    assert [row.tenure for row in drawn.rows] == tenures
    for bar in (bar for row in drawn.rows for bar in row.bars):
        assert 0 <= bar.x <= bar.x + bar.width <= WIDTH + 0.1
        assert bar.width > 0
