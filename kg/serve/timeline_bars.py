"""Timeline bars: the bars of a timeline as a page draws them."""

from __future__ import annotations

from kg.views.timeline import Bar, Timeline


def bars(timeline: Timeline) -> list[tuple[Bar, float, float, float]]:
    """Each bar with its place from the left, its width and its height, in parts of a picture 100 wide and 20 high."""
    width = 100 / max(len(timeline.bars), 12)
    highest = max(timeline.highest, 1)
    return [
        (bar, round(number * width, 3), round(width * 0.82, 3), round(20 * bar.count / highest, 3))
        for number, bar in enumerate(timeline.bars)
    ]
