"""Painted paths as lines, areas and shapes. A path comes as items in displayed points: ("l", [start, end]), ("c", [four
points of a curve]), ("re" or "qu", [four corners in order]).

Programs that rewrite a PDF turn synthetic bold into the strokes of each letter's outline: no line on paper, but bold type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pipeline.pages.lines import PageDrawing
from pipeline.pages.matrices import Extent
from pipeline.pages.model import Glyph
from pipeline.pages.rounded import PathItem, bounds, is_rounded_box, parts_of, points_of, rounded_frame, rounded_side, with_whole_arcs


def _upright(points: Sequence[tuple[float, float]]) -> bool:
    """Whether a closed polygon has horizontal and vertical sides only, at most four."""
    corners = [p for p, q in zip(points, [*points[1:], points[0]], strict=True) if abs(p[0] - q[0]) + abs(p[1] - q[1]) > 0.05]
    return len(corners) <= 4 and all(
        abs(p[0] - q[0]) < 0.1 or abs(p[1] - q[1]) < 0.1 for p, q in zip(corners, [*corners[1:], *corners[:1]], strict=True)
    )


def rectangles_of(items: Sequence[Any]) -> list[Extent]:
    """The boxes of a path that is nothing but upright rectangles, as ``fill`` finds them; none where it is anything else.

    Takes items as PyMuPDF gives them. A border of dashes is a path of hundreds of rectangles, each an "re" or three lines.
    """
    kinds = {item[0] for item in items}
    if kinds == {"re"}:
        return [_sorted(x0, y0, x1, y1) for _, (x0, y0, x1, y1), *_ in items]
    return _boxes_of_lines(items) if kinds == {"l"} and len(items) % 3 == 0 else []


def _sorted(x0: float, y0: float, x1: float, y1: float) -> Extent:
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _boxes_of_lines(items: Sequence[Any]) -> list[Extent]:
    """The boxes of a path of three lines each, which closing makes four; none where one of them is no upright rectangle."""
    boxes: list[Extent] = []
    end = (float("inf"), float("inf"))
    for (_, a, b), (_, start, c), (_, turn, d) in zip(items[0::3], items[1::3], items[2::3], strict=True):
        goes_on = abs(end[0] - a[0]) + abs(end[1] - a[1]) <= 0.01
        others = (a[0], c[1]), (c[0], a[1])
        if start != b or turn != c or goes_on or (b, d) not in (others, others[::-1]):
            return []
        boxes.append(_sorted(*a, *c))
        end = d
    return boxes


def fill(items: Sequence[PathItem], color: int, drawn: PageDrawing, after: int = 0, opaque: bool = True) -> None:
    """A filled path: rectangles become rulings or areas, a frame its four sides, everything else a shape."""
    parts = list(parts_of(items))
    if frame := rounded_frame(parts):
        drawn.frame(*frame, color, after, opaque)
        return
    boxes: list[Extent] = []
    for part in parts:
        box = bounds(points_of(part))
        if _is_box(part):
            boxes.append(box)
        else:
            drawn.shape(*box, color)
    if boxes:
        drawn.dashes(boxes, color, after, opaque)


def _is_box(part: Sequence[PathItem]) -> bool:
    """Whether a filled part of a path is an upright rectangle, with round corners or without. The mitred ends of a thin border make it a
    trapezium; it is a line all the same. What has two ends alone has nothing to fill."""
    if any(kind == "c" for kind, _ in part):
        return is_rounded_box(list(with_whole_arcs(part)))
    points = points_of(part)
    x0, y0, x1, y1 = bounds(points)
    thin, long = sorted((x1 - x0, y1 - y0))
    return _upright(points) or (thin <= 6.0 and long > 4 * thin and len(set(points)) > 2)


class Letters:
    """Finds the glyphs whose outlines a path strokes, among ``glyphs``, a list that may grow while the page is read."""

    OVER = 0.2
    """of the type size: an outline reaches at most so far beyond the em box"""
    STEP = 24.0
    """pt; glyphs are looked up by squares of this side"""
    LARGEST = 48.0
    """pt; larger letters are those of watermarks, and what is drawn on their ink, a ring around a rating, is no outline of theirs"""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self._glyphs = glyphs
        self._known = 0
        self._tallest = 0.0
        self._measured = 0
        self._places: dict[tuple[int, int], list[int]] = defaultdict(list)

    def outlined_by(self, items: Sequence[PathItem]) -> list[int]:
        """The glyphs' places in the list where every part of the path is more than a line and lies within a glyph; else none."""
        found: dict[int, None] = {}
        for points in map(points_of, parts_of(items)):
            place = self._around(bounds(points)) if len(points) > 3 else None
            if place is None:
                return []
            found[place] = None
        return list(found)

    def _around(self, box: Extent) -> int | None:
        new = self._glyphs[self._measured :]
        self._tallest = max([self._tallest, *(glyph.y1 - glyph.y0 + 2 * self.OVER * glyph.size for glyph in new)])
        self._measured = len(self._glyphs)
        if box[3] - box[1] > self._tallest:
            return None  # the frames of tables need no look around
        for place, glyph in enumerate(self._glyphs[self._known :], self._known):
            if glyph.size > self.LARGEST:
                continue
            self._places[int((glyph.x0 + glyph.x1) / 2 // self.STEP), int((glyph.y0 + glyph.y1) / 2 // self.STEP)].append(place)
        self._known = len(self._glyphs)
        x0, y0, x1, y1 = box
        column, row = int((x0 + x1) / 2 // self.STEP), int((y0 + y1) / 2 // self.STEP)
        for across in (0, -1, 1):
            for down in (0, -1, 1):
                for place in self._places.get((column + across, row + down), ()):
                    glyph = self._glyphs[place]
                    over = self.OVER * glyph.size
                    if glyph.x0 - over <= x0 and x1 <= glyph.x1 + over and glyph.y0 - over <= y0 and y1 <= glyph.y1 + over:
                        return place
        return None


def stroke(items: Sequence[PathItem], thickness: float, color: int, drawn: PageDrawing) -> None:
    """A stroked path: straight sides become rulings, chains of curves and slanted lines one shape each."""
    items = list(with_whole_arcs(items))
    if _is_drawn_as_rounded(items, thickness, color, drawn):
        return
    loose: list[tuple[float, float]] = []
    for kind, points in items:
        if kind in ("re", "qu") and _upright(points):
            drawn.box(*bounds(points), thickness, color)
            continue
        sides = list(zip(points, [*points[1:], points[0]], strict=True)) if kind in ("re", "qu") else [(points[0], points[-1])]
        for start, end in sides:
            if kind == "c" or not drawn.line(*start, *end, thickness, color):
                part = points if kind == "c" else [start, end]
                if loose and abs(loose[-1][0] - part[0][0]) + abs(loose[-1][1] - part[0][1]) > 0.01:
                    drawn.shape(*bounds(loose), color)
                    loose = []
                loose += part
    if loose:
        drawn.shape(*bounds(loose), color)


def _is_drawn_as_rounded(items: Sequence[PathItem], thickness: float, color: int, drawn: PageDrawing) -> bool:
    """Draws a box with rounded corners, or one side of it, as if it had none; False for any other path."""
    if is_rounded_box(items):
        drawn.box(*bounds([point for _, points in items for point in points]), thickness, color)
        return True
    side = rounded_side(items)
    return side is not None and drawn.line(*side[0], *side[1], thickness, color)
