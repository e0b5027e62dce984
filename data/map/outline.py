"""Outline: writes ``kg/views/assets/map/indonesia.svgpath`` from Natural Earth's countries in TopoJSON.

Run by hand when the outline should change: ``npm pack world-atlas@2.0.2``, unpack it, and
``python data/map/outline.py package/countries-10m.json kg/views/assets/map/indonesia.svgpath``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

_INDONESIA = "360"
_TOLERANCE = 0.04
"""Degrees by which the simplified coast may leave the drawn one."""
_LEAST_AREA = 0.01
"""Square degrees of the smallest island that is drawn."""

Point = tuple[float, float]


def main(source: str, target: str) -> None:
    """Write the outline as one SVG path: x is the longitude, y the latitude turned upside down, in degrees."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    country = next(c for c in topology["objects"]["countries"]["geometries"] if c.get("id") == _INDONESIA)
    rings = [_ring(part, arcs) for polygon in country["arcs"] for part in polygon]
    drawn = [_simplified(ring) for ring in rings if _area(ring) >= _LEAST_AREA]
    Path(target).write_text("".join(_written(ring) for ring in drawn if len(ring) > 3) + "\n", encoding="utf-8")


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale_x + move_x, y * scale_y + move_y))
    return points


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += part[1:] if points else part
    return points


def _area(ring: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False))) / 2


def _simplified(ring: list[Point]) -> list[Point]:
    """The ring with fewer points (Douglas and Peucker 1973), in two halves, since its ends are one point."""
    middle = max(range(len(ring)), key=lambda i: (ring[i][0] - ring[0][0]) ** 2 + (ring[i][1] - ring[0][1]) ** 2)
    return _thinned(ring[: middle + 1])[:-1] + _thinned(ring[middle:])


def _thinned(line: list[Point]) -> list[Point]:
    kept, pending = {0, len(line) - 1}, [(0, len(line) - 1)]
    while pending:
        first, last = pending.pop()
        far = max(range(first + 1, last), key=lambda i: _distance(line[i], line[first], line[last]), default=first)
        if far != first and _distance(line[far], line[first], line[last]) > _TOLERANCE:
            kept.add(far)
            pending += [(first, far), (far, last)]
    return [line[i] for i in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x0, y0), (x1, y1) = point, start, end
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    if not length:
        return float(((x - x0) ** 2 + (y - y0) ** 2) ** 0.5)
    return float(abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length)


def _written(ring: list[Point]) -> str:
    return "M" + "L".join(f"{x:.2f},{-y:.2f}" for x, y in ring[:-1]) + "Z"


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
