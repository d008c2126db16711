"""Tables whose cells are drawn each with a border of its own, with white between them: boxes beside and below each other."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.geometry.clusters import clustered, nearest
from pipeline.geometry.intervals import overlap
from pipeline.geometry.rect import Rect, holds
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import THIN, TOUCH, RawCell, RawGrid

SPACING = TOLERANCES.spacing
LEAST_BOXES = 4
"""boxes; fewer are no table"""
MOST_CELLS = 4
"""cells; two neighbours that were drawn too close have become one grid"""
AROUND = 4
"""times the spacing; a frame is wider and higher than the boxes in it by less than this on both sides, or it holds more than them"""


def without_spaces(grids: Sequence[RawGrid]) -> list[RawGrid]:
    """The grids with boxes that stand beside and below each other at a hair's distance as one."""
    boxes = sorted((g for g in grids if len(g.cells) <= MOST_CELLS), key=lambda g: (g.rect.y0, g.rect.x0))
    out = list(grids)
    for group in _groups(boxes) if len(boxes) >= LEAST_BOXES else ():
        if len(group) >= LEAST_BOXES and (table := _as_one(group)) is not None:
            gone = [box for box in boxes if box in group or _is_closely_around(box.rect, table.rect)]
            out = [grid for grid in out if grid not in gone] + [table]
    return out


def _groups(boxes: Sequence[RawGrid]) -> list[list[RawGrid]]:
    """The boxes that stand beside each other, directly or through others."""
    groups: list[list[RawGrid]] = []
    for box in boxes:
        mates = [group for group in groups if any(_is_beside(box.rect, other.rect) for other in group)]
        groups = [group for group in groups if group not in mates] + [[box, *(other for group in mates for other in group)]]
    return groups


def _as_one(boxes: Sequence[RawGrid]) -> RawGrid | None:
    """The boxes as cells of one table, unless most are tables of their own, or all stand in one row or column."""
    cells = [cell for box in boxes for cell in box.cells]
    xs = middles([x for cell in cells for x in (cell.rect.x0, cell.rect.x1)])
    ys = middles([y for cell in cells for y in (cell.rect.y0, cell.rect.y1)])
    if sum(len(box.cells) == 1 for box in boxes) * 2 < len(boxes) or len(xs) < 3 or len(ys) < 3:
        return None
    rect = Rect(xs[0], ys[0], xs[-1], ys[-1])
    return RawGrid(rect, xs, ys, [on_raster(cell, xs, ys) for cell in cells], color=boxes[0].color)


def on_raster(cell: RawCell, xs: Sequence[float], ys: Sequence[float]) -> RawCell:
    """The cell between those of the boundaries that its sides are nearest to."""
    cols = nearest(xs, cell.rect.x0), nearest(xs, cell.rect.x1)
    rows = nearest(ys, cell.rect.y0), nearest(ys, cell.rect.y1)
    return RawCell(Rect(xs[cols[0]], ys[rows[0]], xs[cols[1]], ys[rows[1]]), cols, rows, cell.nested)


def _is_closely_around(frame: Rect, table: Rect) -> bool:
    wider, higher = (frame.x1 - frame.x0) - (table.x1 - table.x0), (frame.y1 - frame.y0) - (table.y1 - table.y0)
    return holds(frame, table, TOUCH) and max(wider, higher) < AROUND * SPACING


def _is_beside(a: Rect, b: Rect) -> bool:
    """Whether two boxes stand apart by no more than the spacing of cells, in one row or one column."""
    across, down = -overlap((a.x0, a.x1), (b.x0, b.x1)), -overlap((a.y0, a.y1), (b.y0, b.y1))
    return 0 < max(across, down) <= SPACING and min(across, down) < -THIN


def middles(places: Sequence[float]) -> list[float]:
    """One boundary for each pair of sides that face each other across the space between two cells."""
    return [(group[0] + group[-1]) / 2 for group in clustered(places, SPACING)]
