"""A layout for the graph picture: plain Python, no randomness, the same places for the same graph.

Each connected part is laid out by itself: first a radial tree around its busiest node, then forces (edges pull, nodes
near each other push) that act within cells of a grid, so that a round costs time in proportion to the nodes. The parts
are then packed side by side, the largest first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

Point = tuple[float, float]
Stretch = tuple[float, float, float]  # from, to, level

# Canvas units between two linked nodes: room for a label of two lines between them.
SPACING = 110.0
_ROUNDS_TIMES_NODES = 60_000  # a large part gets fewer rounds, so that 2,000 nodes take about a second
_RING = SPACING * 1.2
_PULL = 0.36
_PUSH = SPACING * SPACING * 0.5
_REACH = SPACING * 2.6
_PAGE_SHAPE = 1.2  # width by height


def layout(count: int, links: Sequence[tuple[int, int]]) -> list[Point]:
    """Places of nodes ``0 … count-1`` in whole canvas units, the middle of the picture at the origin."""
    neighbours: list[set[int]] = [set() for _ in range(count)]
    for one, other in links:
        if one != other:
            neighbours[one].add(other)
            neighbours[other].add(one)
    ordered = [sorted(near) for near in neighbours]
    parts = [_spread(part, ordered) for part in _parts(ordered)]
    return _packed(count, parts)


def _parts(neighbours: Sequence[Sequence[int]]) -> list[list[int]]:
    """Connected parts, the largest first, each beginning with its busiest node and going outwards."""
    seen: set[int] = set()
    parts = []
    for start in sorted(range(len(neighbours)), key=lambda node: (-len(neighbours[node]), node)):
        if start in seen:
            continue
        seen.add(start)
        part = [start]
        for node in part:
            fresh = [near for near in neighbours[node] if near not in seen]
            seen.update(fresh)
            part.extend(fresh)
        parts.append(part)
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _spread(part: Sequence[int], neighbours: Sequence[Sequence[int]]) -> dict[int, Point]:
    places = _radial(part, neighbours)
    xs, ys = [places[node][0] for node in part], [places[node][1] for node in part]
    index = {node: number for number, node in enumerate(part)}
    links = [(index[node], index[near]) for node in part for near in neighbours[node] if index[node] < index[near]]
    rounds = max(30, min(260, _ROUNDS_TIMES_NODES // len(part))) if len(part) > 2 else 0
    for step in range(rounds):
        _move(xs, ys, links, SPACING * 0.5 * (1 - step / rounds))
    return {node: (xs[number], ys[number]) for node, number in index.items()}


def _radial(part: Sequence[int], neighbours: Sequence[Sequence[int]]) -> dict[int, Point]:
    """A tree drawn in rings: each node has a slice of the circle as wide as its share of the leaves under it."""
    children: dict[int, list[int]] = defaultdict(list)
    seen = {part[0]}
    for node in part:
        for near in neighbours[node]:
            if near not in seen:
                seen.add(near)
                children[node].append(near)
    weight: dict[int, int] = {}
    for node in reversed(part):
        weight[node] = sum(weight[child] for child in children[node]) or 1
    places = {part[0]: (0.0, 0.0)}
    slices = {part[0]: (0.0, math.tau, 0)}
    for node in part:
        start, end, ring = slices[node]
        for child in children[node]:
            width = (end - start) * weight[child] / weight[node]
            slices[child] = (start, start + width, ring + 1)
            angle = start + width / 2
            places[child] = (math.cos(angle) * _RING * (ring + 1), math.sin(angle) * _RING * (ring + 1))
            start += width
    return places


def _move(xs: list[float], ys: list[float], links: Sequence[tuple[int, int]], most: float) -> None:
    """One round: every node moves with the sum of its forces, at most ``most`` units."""
    dxs, dys = [0.0] * len(xs), [0.0] * len(xs)
    for one, other in links:
        pull_x, pull_y = (xs[other] - xs[one]) * _PULL, (ys[other] - ys[one]) * _PULL
        dxs[one] += pull_x
        dys[one] += pull_y
        dxs[other] -= pull_x
        dys[other] -= pull_y
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for node, (x, y) in enumerate(zip(xs, ys, strict=True)):
        cells[int(x // _REACH), int(y // _REACH)].append(node)
    for (column, row), nodes in cells.items():
        after = [(column + 1, row - 1), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
        beside = [node for cell in after if cell in cells for node in cells[cell]]
        for position, node in enumerate(nodes):
            _push(node, nodes[position + 1 :] + beside, xs, ys, dxs, dys)
    for node, (dx, dy) in enumerate(zip(dxs, dys, strict=True)):
        length = math.hypot(dx, dy)
        scale = min(1.0, most / length) if length else 0.0
        xs[node] += dx * scale
        ys[node] += dy * scale


def _push(
    node: int, others: Sequence[int], xs: list[float], ys: list[float], dxs: list[float], dys: list[float]
) -> None:
    """Add to ``dxs`` and ``dys`` what a node and each of ``others`` push each other."""
    # The innermost loop of the layout: everything in local names.
    x, y, dx, dy = xs[node], ys[node], 0.0, 0.0
    strength, reach_squared = _PUSH, _REACH * _REACH
    for other in others:
        away_x, away_y = x - xs[other], y - ys[other]
        squared = away_x * away_x + away_y * away_y
        if squared > reach_squared:
            continue
        if squared < 1.0:  # on the same spot: part by index, the lower to the left
            away_x, away_y, squared = (-1.0 if node < other else 1.0), (node % 7 - 3) / 10, 1.0
        push = strength / squared
        away_x *= push
        away_y *= push
        dx += away_x
        dy += away_y
        dxs[other] -= away_x
        dys[other] -= away_y
    dxs[node] += dx
    dys[node] += dy


def _packed(count: int, parts: Sequence[dict[int, Point]]) -> list[Point]:
    """The parts side by side in a page somewhat wider than high, then everything moved to the middle."""
    places: list[Point] = [(0.0, 0.0)] * count
    boxes = []
    for part in parts:
        xs, ys = zip(*part.values(), strict=True)
        boxes.append((min(xs), min(ys), max(xs) - min(xs) + SPACING * 1.7, max(ys) - min(ys) + SPACING))
    area = sum(width * height for _, _, width, height in boxes)
    page_width = max([math.sqrt(area * _PAGE_SHAPE), *(box[2] for box in boxes)], default=0.0)
    skyline = [(0.0, page_width, 0.0)]
    for part, (left, top, width, height) in zip(parts, boxes, strict=True):
        x, y = _lowest(skyline, width, page_width)
        skyline = _raised(skyline, x, x + width, y + height)
        for node, (node_x, node_y) in part.items():
            places[node] = (x + node_x - left, y + node_y - top)
    if not places:
        return []
    middle_x = (min(p[0] for p in places) + max(p[0] for p in places)) / 2
    middle_y = (min(p[1] for p in places) + max(p[1] for p in places)) / 2
    return [(float(round(px - middle_x)), float(round(py - middle_y))) for px, py in places]


def _lowest(skyline: Sequence[Stretch], width: float, page_width: float) -> Point:
    """Where a box of this width sits highest on the page, the leftmost such place."""
    best = (math.inf, math.inf)
    for x, _, _ in skyline:
        if x + width <= page_width + 1e-6:
            y = max(level for start, end, level in skyline if start < x + width and end > x)
            best = min(best, (y, x))
    return best[1], best[0]


def _raised(skyline: Sequence[Stretch], left: float, right: float, level: float) -> list[Stretch]:
    """The skyline with the stretch from ``left`` to ``right`` at ``level``."""
    rest = [
        (max(start, begin), min(end, finish), old)
        for start, end, old in skyline
        for begin, finish in ((-math.inf, left), (right, math.inf))
        if max(start, begin) < min(end, finish)
    ]
    return sorted([*rest, (left, right, level)])
