"""What a page's end or its beginning cuts: the grids that stand there, each in the cell of the one around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.model import Cell, Grid, Item

End = Literal["first", "last"]
"""whether what a page begins with is meant, or what it ends with"""


def items_at(items: Sequence[Item], end: End) -> Sequence[Item]:
    """The item with which a page or a cell begins or ends; none where it is empty."""
    return items[:1] if end == "first" else items[-1:]


def cells_at(grid: Grid, end: End) -> list[Cell]:
    """The cells of the first or the last row."""
    return [cell for cell in grid.cells if (cell.row == 0 if end == "first" else cell.row + cell.rowspan == grid.n_rows)]


def grids_at(items: Sequence[Item], end: End) -> Iterator[Grid]:
    """The grid with which a page or a cell begins or ends, then those in its cells there, from the outermost in."""
    for grid in items_at(items, end):
        if isinstance(grid, Grid):
            yield grid
            for cell in cells_at(grid, end):
                yield from grids_at(cell.items, end)


def with_cell_at(grid: Grid, end: End, change: Callable[[Sequence[Item]], tuple[Item, ...] | None]) -> Grid | None:
    """The grid with what one of its cells there holds changed, the first for which the change gives something; None where there is none."""
    for cell in cells_at(grid, end):
        if (inner := change(cell.items)) is not None:
            return replace(grid, cells=tuple([replace(cell, items=inner) if one is cell else one for one in grid.cells]))
    return None


def is_as_wide(x0: float, x1: float, table: Grid) -> bool:
    """Whether a rule goes from one side of a table to the other."""
    return abs(x0 - table.xs[0]) <= TOLERANCES.column_edge and abs(x1 - table.xs[-1]) <= TOLERANCES.column_edge
