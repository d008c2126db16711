"""Notes between tables that by their rules are one: their sides are open, and the note stands in a row without walls.

Such a row is the name of a group where its text stands within the table; a note begins left of it, as the text around does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.geometry.rect import Rect
from pipeline.layout.grids import TOUCH, RawCell, RawGrid
from pipeline.layout.runs import Run, between
from pipeline.pages.model import Ruling


def parted_at_notes(grids: Iterable[RawGrid], rules: Sequence[Ruling], runs: Sequence[Run]) -> list[RawGrid]:
    """The grids, of which those with notes between their rows are as many as these part."""
    return [part for grid in grids for part in _parts(grid, rules, runs)]


def _parts(grid: RawGrid, rules: Sequence[Ruling], runs: Sequence[Run]) -> Iterator[RawGrid]:
    over_all, rows = (0, len(grid.xs) - 1), len(grid.ys) - 1
    lone = [cell for cell in grid.cells if cell.cols == over_all and 0 < cell.rows[0] < rows - 1 and not cell.nested]
    notes = [cell.rows[0] for cell in lone if _is_note(cell.rect, rules, runs)]
    if not notes:
        yield grid
        return
    for above, below in pairwise([-1, *sorted(notes), rows]):
        if below > above + 1:
            yield _rows_of(grid, above + 1, below)


def _is_note(row: Rect, rules: Sequence[Ruling], runs: Sequence[Run]) -> bool:
    """Whether a text begins left of a row and ends in it, and no wall stands where it does."""
    hangs_out = any(run.x0 < row.x0 - TOUCH and run.x1 > row.x0 + TOUCH for run in between(runs, (row.y0, row.y1)))
    middle = (row.y0 + row.y1) / 2
    return hangs_out and not any(rule.x0 == rule.x1 and abs(rule.x0 - row.x0) <= TOUCH and rule.y0 < middle < rule.y1 for rule in rules)


def _rows_of(grid: RawGrid, first: int, behind: int) -> RawGrid:
    """The rows of a grid from one on to before another, as a grid."""
    ys = grid.ys[first : behind + 1]
    cells = [
        RawCell(cell.rect, cell.cols, (cell.rows[0] - first, cell.rows[1] - first), cell.nested, cell.also)
        for cell in grid.cells
        if first <= cell.rows[0] < behind
    ]
    opens = grid.open_top and first == 0, grid.open_bottom and behind == len(grid.ys) - 1
    return RawGrid(Rect(grid.xs[0], ys[0], grid.xs[-1], ys[-1]), grid.xs, ys, cells, *opens, grid.color, grid.ruled)
