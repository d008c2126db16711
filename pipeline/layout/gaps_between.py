"""White between two tables that share a column's walls: with open sides, or in a cell that they fill, the page shows it as a row.

In comes a grid, out goes the same with each table in its cells that has such a row as two. It says nothing, has no columns, is lower than
every row that says something, and under it stand the names of columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.geometry.rect import Rect
from pipeline.layout.model import Cell, Grid, Item
from pipeline.layout.runs import is_number

LEAST_NAMES = 2
"""names of columns; one alone may be that of a group of rows"""


def with_gaps_between(grid: Grid) -> Grid:
    """The grid with the tables in its cells parted at the gaps between them."""
    if not any(cell.grids for cell in grid.cells):
        return grid
    return replace(grid, cells=tuple([replace(cell, items=_parted(cell.items)) if cell.grids else cell for cell in grid.cells]))


def _parted(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple([part for item in items for part in (_parts(with_gaps_between(item)) if isinstance(item, Grid) else (item,))])


def _parts(table: Grid) -> list[Grid]:
    """The table as those that its gaps part."""
    gaps = [row for row in range(1, table.n_rows - 1) if _is_gap(table, row)]
    return [_rows_of(table, above + 1, below) for above, below in pairwise([-1, *gaps, table.n_rows])] if gaps else [table]


def _is_gap(table: Grid, row: int) -> bool:
    """Whether a row without columns is lower than all that say something, and so is none of these, over the names of columns."""
    if [cell.colspan for cell in table.rows[row]] != [table.n_cols]:
        return False
    heights = [bottom - top for top, bottom in pairwise(table.ys)]
    said = {cell.row for cell in table.cells if cell.items}
    names = [cell.text for cell in table.rows[row + 1] if cell.text]
    is_header = len(names) >= LEAST_NAMES and not any(map(is_number, names))
    return is_header and all(heights[row] < heights[other] for other in said)


def _rows_of(table: Grid, first: int, behind: int) -> Grid:
    """The rows of a table from one on to before another, as a table."""
    ys = table.ys[first : behind + 1]
    cells: list[Cell] = [replace(cell, row=cell.row - first) for cell in table.cells if first <= cell.row < behind]
    return replace(
        table,
        rect=Rect(table.xs[0], ys[0], table.xs[-1], ys[-1]),
        n_rows=behind - first,
        cells=tuple(cells),
        ys=ys,
        open_top=table.open_top and first == 0,
        open_bottom=table.open_bottom and behind == table.n_rows,
        heavy=tuple([row - first for row in table.heavy if first <= row < behind]),
    )
