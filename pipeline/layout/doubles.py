"""Tables that a double rule parts in two: its strokes stand at a hair's distance, each with the walls of its own side.

Word sets them 0.75 to 3 pt apart. In come the ruled grids of a page, out go the same with the two sides of such a rule as
one grid, whose rows (or columns) go on as the walls do. A header of merged cells has fewer walls than the rows below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import TOUCH, RawCell, RawGrid

LEAST_WALLS = 3
"""a box of one cell has two; boxes that stand close to each other are no table"""


def without_double_rules(grids: Sequence[RawGrid]) -> list[RawGrid]:
    """The grids, those as one between which there is only the white of a double rule."""
    level = _joined(grids)
    if not any(0 < b.rect.x0 - a.rect.x1 <= TOLERANCES.double_rule for a in level for b in level):
        return level
    return [_transposed(grid) for grid in _joined([_transposed(grid) for grid in level])]


def _joined(grids: Sequence[RawGrid]) -> list[RawGrid]:
    out: list[RawGrid] = []
    for grid in sorted(grids, key=lambda g: (g.rect.y0, g.rect.x0)):
        above = next((n for n, g in enumerate(out) if _is_parted_from(g, grid)), None)
        if above is None:
            out.append(grid)
        else:
            out[above] = _as_one(out[above], grid)
    return out


def _is_parted_from(above: RawGrid, below: RawGrid) -> bool:
    apart = below.rect.y0 - above.rect.y1
    if not 0 < apart <= TOLERANCES.double_rule:
        return False
    fewer, more = sorted((above.xs, below.xs), key=len)
    ends = abs(fewer[0] - more[0]) <= TOUCH and abs(fewer[-1] - more[-1]) <= TOUCH
    return ends and len(fewer) >= LEAST_WALLS and all(any(abs(x - wall) <= TOUCH for wall in more) for x in fewer)


def _as_one(above: RawGrid, below: RawGrid) -> RawGrid:
    xs = max(above.xs, below.xs, key=len)
    middle = (above.rect.y1 + below.rect.y0) / 2
    rows = len(above.ys) - 1
    upper = [replace(c, cols=_among(xs, above, c)) for c in above.cells]
    lower = [replace(c, cols=_among(xs, below, c), rows=(c.rows[0] + rows, c.rows[1] + rows)) for c in below.cells]
    cells = [replace(c, rect=_met(c.rect, middle)) for c in (*upper, *lower)]
    rect = Rect(above.rect.x0, above.rect.y0, above.rect.x1, below.rect.y1)
    ys = [*above.ys[:-1], middle, *below.ys[1:]]
    return RawGrid(rect, list(xs), ys, cells, above.open_top, below.open_bottom, below.color, below.ruled)


def _met(rect: Rect, middle: float) -> Rect:
    """A cell's rectangle, up to the middle of the double rule where the cell ends at one of its strokes."""
    near = TOLERANCES.double_rule
    y0 = middle if abs(rect.y0 - middle) <= near else rect.y0
    return rect._replace(y0=y0, y1=middle if abs(rect.y1 - middle) <= near else rect.y1)


def _among(xs: Sequence[float], grid: RawGrid, cell: RawCell) -> tuple[int, int]:
    """From which to which of the walls a cell of a grid reaches."""
    first, last = (min(range(len(xs)), key=lambda k, x=grid.xs[end]: abs(xs[k] - x)) for end in cell.cols)  # type: ignore[misc]
    return first, last


def _transposed(grid: RawGrid) -> RawGrid:
    """The grid with rows for columns; what is nested in its cells stays as it is."""
    cells = [replace(c, rect=c.rect.flipped, cols=c.rows, rows=c.cols) for c in grid.cells]
    return replace(grid, rect=grid.rect.flipped, xs=grid.ys, ys=grid.xs, cells=cells)
