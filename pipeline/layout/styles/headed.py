"""Ruled tables whose columns only the header shows: below it each row is one cell by its rules, and its text stands in the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, pairwise, takewhile

from pipeline.geometry.rect import Rect
from pipeline.layout.grids import RawCell, RawGrid, all_grids
from pipeline.layout.runs import Run, columns_of, crosses, holds_middle, text_lines
from pipeline.layout.styles.ground import Ground

LEAST_COLUMNS, LEAST_ROWS = 3, 2
"""of the header, and of what stands under it one below the other: fewer may be running text with a gap in it"""
ROW_LINES = 2
"""lines of text; a row of such a table has no more"""


def find(ground: Ground) -> Ground:
    """The ground, in whose tables those rows are cut into the cells of the header's columns."""
    grids = [grid for grid in all_grids(ground.tables) if len(grid.xs) > LEAST_COLUMNS]
    if grids:
        for grid in grids:
            _part_rows(grid, ground.runs)
    return ground


def _part_rows(grid: RawGrid, runs: Sequence[Run]) -> None:
    """Cuts the grid's rows of one cell, where several below a row of columns have their text in these and over none of their edges."""
    over_all = (0, len(grid.xs) - 1)
    whole = {cell.rows[0]: cell for cell in grid.cells if cell.cols == over_all and not cell.nested}
    headers = {cell.rows[1] for cell in grid.cells if cell.cols != over_all}
    for top in sorted(headers & whole.keys()):
        parted = [whole[row] for row in takewhile(whole.__contains__, count(top))]
        if len(parted) >= LEAST_ROWS and all(_stands_in_columns(cell.rect, grid.xs, runs) for cell in parted):
            parts = [part for cell in parted for part in _parts(cell, grid.xs)]
            grid.cells = [cell for cell in grid.cells if cell not in parted] + parts


def _stands_in_columns(row: Rect, xs: Sequence[float], runs: Sequence[Run]) -> bool:
    """Whether the text of a row fills at least two of the columns and goes on over no edge."""
    here = [run for run in runs if holds_middle(row, run)]
    within = not any(crosses(run, edge) for run in here for edge in xs[1:-1])
    return within and len(text_lines(here)) <= ROW_LINES and len(columns_of(here, xs[1:-1])) > 1


def _parts(cell: RawCell, xs: Sequence[float]) -> Iterator[RawCell]:
    for column, (left, right) in enumerate(pairwise(xs)):
        yield RawCell(Rect(left, cell.rect.y0, right, cell.rect.y1), (column, column + 1), cell.rows)
