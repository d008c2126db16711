"""Tables side by side that by their rules are one: the last wall of the one stands where the first of the other does.

Browsers and spreadsheets set them so. In come ruled grids with the text around them, out come those that are several as so many. They
end at different heights, and over each begins a caption.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.geometry.rect import Rect
from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.grids import RawGrid
from pipeline.layout.header_over import is_unit
from pipeline.layout.runs import Run, text_lines

CLOSE = 1.6
"""em; a caption stands no higher over its table"""
AT_SIDE = TOLERANCES.same_edge
"""a caption begins so near the side of its table, but for its padding and the thickness of the rules"""


def parted_at_captions(grids: Iterable[RawGrid], runs: Sequence[Run]) -> list[RawGrid]:
    """The grids, and those in their cells, of which each that is several tables side by side is as many."""
    found: list[RawGrid] = []
    for grid in grids:
        for cell in grid.cells:
            cell.nested = parted_at_captions(cell.nested, runs)
        found += _parts(grid, runs)
    return found


def _parts(grid: RawGrid, runs: Sequence[Run]) -> list[RawGrid]:
    last = len(grid.xs) - 1
    walls = [wall for wall in range(1, last) if _ends_differ(grid, wall)]
    captions = _captions_over(grid, runs) if walls else []
    if not captions or not _begins_at(captions[0], grid.xs[0]):
        return [grid]
    between = [wall for wall in walls if any(_begins_at(run, grid.xs[wall]) for run in captions)]
    return [_columns_of(grid, first, behind) for first, behind in pairwise([0, *between, last])] if between else [grid]


def _ends_differ(grid: RawGrid, wall: int) -> bool:
    """Whether no cell goes on over a wall, and what is left of it ends at another row than what is right."""
    if any(cell.cols[0] < wall < cell.cols[1] for cell in grid.cells):
        return False
    left, right = (max(cell.rows[1] for cell in grid.cells if (cell.cols[0] < wall) is is_left) for is_left in (True, False))
    return left != right


def _captions_over(grid: RawGrid, runs: Sequence[Run]) -> list[Run]:
    """The texts of the line close over a grid, from the left, that are no units."""
    top = grid.rect.y0
    lines = text_lines(run for run in runs if grid.xs[0] - AT_SIDE <= run.x0 <= grid.xs[-1] and top - CLOSE * run.size < run.y < top)
    return sorted((run for line in lines[-1:] for run in line if not is_unit(run)), key=lambda run: run.x0)


def _begins_at(run: Run, side: float) -> bool:
    return abs(run.x0 - side) <= AT_SIDE


def _columns_of(grid: RawGrid, first: int, behind: int) -> RawGrid:
    """The columns of a grid from one on to before another, as a grid of its own rows."""
    own = [cell for cell in grid.cells if first <= cell.cols[0] < behind]
    used = sorted({row for cell in own for row in cell.rows})
    xs, ys = grid.xs[first : behind + 1], [grid.ys[row] for row in used]
    cells = [
        replace(cell, cols=(cell.cols[0] - first, cell.cols[1] - first), rows=(used.index(cell.rows[0]), used.index(cell.rows[1])))
        for cell in own
    ]
    opens = grid.open_top, grid.open_bottom and used[-1] == len(grid.ys) - 1
    return RawGrid(Rect(xs[0], ys[0], xs[-1], ys[-1]), xs, ys, cells, *opens, grid.color, grid.ruled)
