"""Boxes with rounded corners, read as if these were none: a path of straight sides that small curves join, a side of such a box drawn
apart, and the frame between two such boxes that a path fills.

A path comes as items in displayed points: ("l", [start, end]), ("c", [four points of a curve]), ("re" or "qu", [four corners in order]).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.pages.matrices import Extent

Corner = tuple[float, float]
PathItem = tuple[str, list[Corner]]


def bounds(points: Sequence[Corner]) -> Extent:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def is_rounded_box(items: Sequence[PathItem]) -> bool:
    """Four sides joined by small curves."""
    curves = [points for kind, points in items if kind == "c"]
    lines = [points for kind, points in items if kind == "l"]
    if not 2 <= len(curves) <= 8 or not 3 <= len(lines) <= 5 or len(curves) + len(lines) != len(items):
        return False
    x0, y0, x1, y1 = bounds([point for _, points in items for point in points])
    straight = all(abs(p[0][0] - p[-1][0]) < 0.1 or abs(p[0][1] - p[-1][1]) < 0.1 for p in lines)
    return straight and all(
        (right - left) <= 0.3 * (x1 - x0) + 1 and (bottom - top) <= 0.5 * (y1 - y0) + 0.1
        for left, top, right, bottom in map(bounds, curves)
    )


def rounded_frame(parts: Sequence[Sequence[PathItem]]) -> tuple[Extent, Extent] | None:
    """The outer and the inner box of a path, given in its parts, that is one rounded box within another, as typesetters fill a border with
    round corners; None for any other path."""
    if len(parts) != 2 or not all(is_rounded_box(list(with_whole_arcs(part))) for part in parts):
        return None
    outer, inner = sorted((bounds(points_of(part)) for part in parts), key=lambda box: box[0] - box[2])
    is_within = outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]
    return (outer, inner) if is_within else None


def parts_of(items: Sequence[PathItem]) -> Iterator[list[PathItem]]:
    """The closed parts of a path: a rectangle, or lines and curves that go on in each other."""
    part: list[PathItem] = []
    for item in items:
        if part and (_is_whole(item) or _is_whole(part[-1]) or not _goes_on(part[-1][1][-1], item[1][0])):
            yield part
            part = []
        part.append(item)
    if part:
        yield part


def _is_whole(item: PathItem) -> bool:
    return item[0] in ("re", "qu")


def _goes_on(end: Corner, start: Corner) -> bool:
    return abs(end[0] - start[0]) + abs(end[1] - start[1]) <= _SAME_POINT


_SAME_POINT = 0.01
"""pt; what the numbers of a path are rounded to"""


def points_of(part: Sequence[PathItem]) -> list[Corner]:
    """The points of a part of a path in order, each joint once."""
    return [*part[0][1], *(point for _, points in part[1:] for point in points[1:])]


def with_whole_arcs(items: Sequence[PathItem]) -> Iterator[PathItem]:
    """The items with curves that go on in each other as one: browsers draw a rounded corner in eight pieces."""
    arc: list[Corner] = []
    for kind, points in items:
        if arc and (kind != "c" or points[0] != arc[-1]):
            yield "c", arc
            arc = []
        if kind == "c":
            arc = [*arc, *points[1:]] if arc else list(points)
        else:
            yield kind, points
    if arc:
        yield "c", arc


def rounded_side(items: Sequence[PathItem]) -> tuple[Corner, Corner] | None:
    """The side of a box whose four sides are drawn apart, each with its halves of the rounded corners, as if these were none; None for
    any other path."""
    kinds = "".join(kind for kind, _ in items)
    if kinds not in ("clc", "cl", "lc"):
        return None
    at = kinds.index("l")
    start, end = items[at][1][0], items[at][1][-1]
    first = _corner(end, start, items[0][1][::-1]) if kinds[0] == "c" else start
    last = _corner(start, end, items[-1][1]) if kinds[-1] == "c" else end
    return (first, last) if first and last else None


def _corner(begin: Corner, end: Corner, arc: Sequence[Corner]) -> Corner | None:
    """Where a level or upright line would meet the next side of its box if the arc that goes on at its end were a corner; None where
    the arc is none of a small circle that the line touches."""
    along, across = (0, 1) if abs(end[1] - begin[1]) < _LEVEL else (1, 0)
    length = end[along] - begin[along]
    if abs(end[across] - begin[across]) >= _LEVEL or arc[0] != end:
        return None
    ahead, aside = (arc[-1][along] - end[along]) * (1 if length > 0 else -1), abs(arc[-1][across] - end[across])
    if not _LEVEL <= aside <= ahead + _LEVEL:
        return None
    radius = (ahead**2 + aside**2) / (2 * aside)
    if radius > _LARGEST_CORNER * abs(length):
        return None
    place = end[along] + (radius if length > 0 else -radius)
    return (place, end[across]) if along == 0 else (end[across], place)


_LEVEL = 0.1
"""pt; a line that rises less is level"""
_LARGEST_CORNER = 0.5
"""of the straight part of a side; the arc of a pie or a label with round ends is larger"""
