"""Frames of which a page break left nothing but the last rows of the table they hold.

The rules of frame and table then lie on each other above and below, so that the page alone shows one grid, with an empty column where
the frame reaches beyond the table. The page before tells them apart. In come the layouts of a document, out go the same with such a
table in the cell of its frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.geometry.tolerances import TOLERANCES
from pipeline.layout.model import Cell, Grid, Item, PageLayout


def with_cut_frames(layouts: Sequence[PageLayout]) -> tuple[PageLayout, ...]:
    """The layouts, page after page, each as the one before says."""
    out: list[PageLayout] = []
    for layout in layouts:
        before = [*_held_at_end(out[-1].items)] if out else []
        head = [item for item in layout.items[:1] if isinstance(item, Grid)]
        found = next((framed for cell, table in before for framed in _framed(head, cell, table)), None)
        out.append(replace(layout, items=(found, *layout.items[1:])) if found else layout)
    return tuple(out)


def _held_at_end(items: Sequence[Item]) -> Iterator[tuple[Cell, Grid]]:
    """The tables that end a page within a cell, each with that cell, from the outermost."""
    ends = [cell for grid in items[-1:] if isinstance(grid, Grid) for cell in grid.cells if cell.row + cell.rowspan == grid.n_rows]
    for cell in ends:
        yield from ((cell, table) for table in cell.items[-1:] if isinstance(table, Grid))
        yield from _held_at_end(cell.items)


def _framed(head: Sequence[Grid], frame: Cell, table: Grid) -> Iterator[Grid]:
    """The grid at the head of a page as that frame around the rest of that table, where it is both."""
    edges = frame.rect.x0, table.xs[0], table.xs[-1], frame.rect.x1
    for grid in head:
        walls = [k for x in edges if (k := _at(grid.xs, x)) is not None]
        if len(walls) == len(edges):
            yield from _apart(grid, table, *walls)


def _apart(grid: Grid, table: Grid, first: int, left: int, right: int, last: int) -> Iterator[Grid]:
    """A grid as a frame between its walls ``first`` and ``last`` around the rest of a table between ``left`` and ``right``, where
    nothing is printed beside the table."""
    inner = _between(grid, left, right)
    outer = [*_between(grid, 0, first), *_between(grid, last, grid.n_cols)]
    margin = [cell for cell in grid.cells if cell not in inner and cell not in outer]
    is_rest = all(_at(table.xs, wall) is not None for wall in grid.xs[left : right + 1])
    is_whole = all(cell.rowspan == grid.n_rows for cell in outer)
    if is_rest and is_whole and not any(cell.items for cell in margin):
        yield _as_frame(grid, outer, _as_table(grid, inner, left, right), first, last)


def _between(grid: Grid, left: int, right: int) -> list[Cell]:
    """The cells between two walls."""
    return [cell for cell in grid.cells if left <= cell.col and cell.col + cell.colspan <= right]


def _at(walls: Sequence[float], x: float) -> int | None:
    """The number of the wall that stands there."""
    return next((k for k, wall in enumerate(walls) if abs(wall - x) <= TOLERANCES.touch), None)


def _as_table(grid: Grid, cells: Sequence[Cell], left: int, right: int) -> Grid:
    xs = grid.xs[left : right + 1]
    moved = tuple([replace(cell, col=cell.col - left) for cell in cells])
    return replace(grid, rect=grid.rect._replace(x0=xs[0], x1=xs[-1]), n_cols=len(xs) - 1, xs=xs, cells=moved)


def _as_frame(grid: Grid, outer: Sequence[Cell], table: Grid, first: int, last: int) -> Grid:
    """One row: the cells beside the frame, and the one that holds the table."""
    rect = grid.rect._replace(x0=grid.xs[first], x1=grid.xs[last])
    beside = [replace(cell, col=cell.col if cell.col < first else cell.col - (last - first - 1), rowspan=1) for cell in outer]
    cells = sorted([*beside, Cell(0, first, 1, 1, rect, (table,))], key=lambda cell: cell.col)
    xs = (*grid.xs[: first + 1], *grid.xs[last:])
    return replace(grid, n_rows=1, n_cols=len(xs) - 1, xs=xs, ys=(grid.ys[0], grid.ys[-1]), cells=tuple(cells), heavy=())
